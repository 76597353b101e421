export const find = {
  title: "办事",
  heading: "您想办什么事？",
  lead: "道路运输的证件和备案，在网上就能申请，不用先跑窗口，网上办理不收费。",
  place: "办理地",
  choosePlace: "选择办理地",
  changePlace: "换一个地方",
  continue: "接着办",
  continueStep: (step: number) => `填到第 ${step} 步`,
  discard: "删除",
  discardTitle: "删除这份没填完的申请？",
  discardWords: "已经填的内容和照片会一起删除，不能恢复。",
  closed: "暂未开放",
  groups: {
    driver: { title: "从业资格证", help: "驾驶员、危货装卸管理人员、押运人员" },
    vehicle: { title: "货运车辆", help: "道路运输证、年度审验" },
    repair: { title: "机动车维修企业", help: "备案、变更、注销" },
  },
} as const;
