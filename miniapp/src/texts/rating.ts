export const ratingTexts = {
  ask: "这次办得怎么样？",
  askWords: "点一下就能评价，可以匿名。",
  label: "选择满意程度",
  notNow: "这次不评价",
  thanksTitle: "谢谢您的评价",
  thanks: "您的评价会发给办理机构，帮助它改进。可以关掉这个页面了。",
  code: "评价二维码",
  codeTitle: "办好以后，扫一扫就能评价",
  codeWords: "不用登录，可以匿名。可以打印出来，也可以交给替您办事的人扫。",
  windowTitle: "评价",
  windowHeading: "请给这次服务打个分",
  windowLead: "不用登录，可以匿名。",
  goneWords: "这个二维码不能用来评价。请重新扫一次，或请窗口工作人员另出示一个。",
  /** From the best to the worst, as B.13 names them. */
  levels: [
    { code: "5", name: "非常满意" },
    { code: "4", name: "满意" },
    { code: "3", name: "基本满意" },
    { code: "2", name: "不满意" },
    { code: "1", name: "非常不满意" },
  ],
} as const;
