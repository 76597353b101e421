export const noticeTexts = {
  title: "有业务以您的名义在办，是您办的吗？",
  since: (when: string, region: string) => `${region} · ${when}`,
  mine: "这是我办的",
  notMine: "不是我办的，要退回",
  look: "看看是什么",
  of: (action: string, title: string) => `${action}：${title}`,
  done: "好的，已记下这是您办的。",
} as const;
