export const claimTexts = {
  title: "登记窗口办的业务",
  lead: "在办事窗口办的业务，如果这里没有自动出现，可以按流水号登记。登记以后，进度和凭证都能在这里看。",
  number: "业务申请流水号",
  numberHelp: "在窗口给的受理单上",
  numberNeeded: "请填写业务申请流水号",
  place: "在哪里办的",
  placeHelp: "选到办理窗口所在的地方",
  placeNeeded: "请选择在哪里办的",
  send: "登记",
  sending: "正在登记……",
  signInFirst: "请先登录，确认是您本人的业务。",
} as const;
