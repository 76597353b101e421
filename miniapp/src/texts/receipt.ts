export const receiptTexts = {
  title: "提交回执",
  heading: "申请已提交",
  number: "业务申请流水号",
  business: "办理业务",
  submitted: "提交时间",
  applicant: "申请人",
  office: "办理机构",
  officeOf: (region: string) => `${region}道路运输管理机构`,
  numberHelp: "查询和咨询时用得到。不用抄，在“我的办件”里随时能看到。",
  next: "接下来",
  steps: [
    "申请送达当地道路运输管理机构。如果对方系统暂时不通，我们会一直重发，不用您再操作。",
    "办理机构决定是否受理，然后审查。每一步的结果都会出现在“我的办件”里。",
  ],
  /** The last of them, where a certificate is collected and where none is. */
  collected: "办好后，按您选择的方式领取。审查没有通过时会写明原因，您可以改好后重新申请。",
  decided: "办好后，结果会写在“我的办件”里。审查没有通过时会写明原因，您可以改好后重新申请。",
  follow: "查看办理进度",
  print: "打印或存为 PDF",
  home: "回到首页",
} as const;
