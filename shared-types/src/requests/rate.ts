import { defineRequest } from "../define.ts";
import { PJ1001 } from "../spec/interfaces.gen.ts";
import { anonymity, complainant } from "./parts/anonymity.ts";

export const rate = defineRequest(PJ1001, {
  title: "评价",
  wish: "给这次办事打个分",
  clause: "A.7.1",
  audience: "case",
  feedback: null,
  filled: {
    feedbackSn: "feedbackSn",
    businessSn: "caseSn",
    interType: "caseType",
    assessTime: "now",
    assessNumber: "assessNumber",
    busiState: "caseState",
    reserved: "empty",
  },
  asks: { named: anonymity },
  steps: [
    {
      title: "评价",
      fields: ["satisfaction", "evalDetail", "writingEvaluation", "named", "contactName", "telephone"],
    },
  ],
  fields: {
    ...complainant,
    satisfaction: { label: "满意程度" },
    evalDetail: { label: "具体方面", codes: "normItems", many: true, under: "satisfaction" },
    writingEvaluation: { label: "补充意见", help: "想说什么都可以写" },
  },
  materials: [],
});
