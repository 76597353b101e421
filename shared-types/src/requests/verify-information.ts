import { defineRequest } from "../define.ts";
import { HS1001 } from "../spec/interfaces.gen.ts";

export const verifyInformation = defineRequest(HS1001, {
  title: "信息核实",
  wish: "网上查到的我的信息和证上的不一样",
  clause: "6.5",
  audience: "case",
  feedback: null,
  filled: { businessSn: "businessSn", applyDate: "now", reserved: "empty" },
  asks: { place: { label: "发证机关所在地", kind: "place", help: "证上写着发证机关，选它所在的地方" } },
  steps: [{ title: "哪里不一样", fields: ["place", "certificateType", "certificateId", "checkDetail"] }],
  fields: {
    certificateType: { label: "证件种类" },
    certificateId: { label: "证件号码" },
    checkDetail: {
      label: "核实内容",
      help: "写清楚哪里不对、应该是什么，如：网上的姓名是“张山”，证上是“张三”",
    },
  },
  materials: [{ types: ["95"], many: true, help: "把证上与网上不一样的那一页拍清楚" }],
});
