export const moreTexts = {
  title: "其他服务",
  certificates: { name: "我的证照", words: "电子证照、凭证、继续教育" },
  requests: { name: "投诉和信息核实", words: "办事有问题，或网上信息不对" },
  claim: { name: "登记窗口办的业务", words: "按流水号查窗口办的业务" },
  verify: { name: "证照查验", words: "扫码看证照是真是假，不用登录" },
} as const;
