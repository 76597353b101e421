import { defineRequest } from "../define.ts";
import { PJ1003 } from "../spec/interfaces.gen.ts";
import { anonymity, complainant } from "./parts/anonymity.ts";

const aboutCase = { ask: "about", in: ["case"] } as const;
const aboutOther = { ask: "about", in: ["other"] } as const;

export const complain = defineRequest(PJ1003, {
  title: "投诉",
  wish: "办事遇到了问题，要投诉",
  clause: "A.7.3",
  audience: "case",
  feedback: null,
  filled: { feedbackSn: "feedbackSn", assessTime: "now", reserved: "empty" },
  asks: {
    about: {
      label: "投诉的事情",
      kind: "choice",
      options: [
        { code: "case", name: "我办的一件业务" },
        { code: "other", name: "其他的事情" },
      ],
    },
    place: { label: "被投诉的地方", kind: "place", when: aboutOther },
    named: anonymity,
  },
  steps: [
    { title: "投诉什么", fields: ["about", "businessSn", "interType", "place", "subject", "content"] },
    { title: "联系方式", fields: ["named", "contactName", "telephone", "email"] },
  ],
  fields: {
    ...complainant,
    businessSn: {
      label: "业务申请流水号",
      when: aboutCase,
      required: aboutCase,
      help: "在回执和办理进度页上",
    },
    interType: { label: "业务种类" },
    subject: { label: "投诉标题", help: "如：窗口拒绝受理" },
    content: { label: "事情经过", help: "时间、地点、经过，越清楚越好处理" },
    email: { when: { ask: "named", in: ["yes"] }, otherwise: "无", help: "没有可以不填" },
  },
  // A.7.3 has no imageType: 28 (其他资料照片) is only our name for the pictures, which are optional.
  materials: [{ types: ["28"], optional: true, many: true }],
});
