import { defineRequest } from "../define.ts";
import { SQ1006 } from "../spec/interfaces.gen.ts";
import { issuingPlace, person } from "./parts/person.ts";
import { qualification } from "./parts/qualification.ts";

export const assessIntegrity = defineRequest(SQ1006, {
  title: "道路运输驾驶员诚信（信誉）考核",
  wish: "我要做驾驶员诚信考核（一年一次）",
  clause: "6.1.6",
  audience: "driver",
  feedback: "JD1003",
  filled: { businessSn: "businessSn", applyDate: "now", reserved: "empty" },
  asks: { place: issuingPlace },
  steps: [
    {
      title: "您的从业资格证",
      help: "请对照手里的从业资格证填写。",
      fields: ["place", "certificateCode", "workTypeCode", "applyWorkType"],
    },
    { title: "本人信息", fields: [...person.fields, "address", "company"] },
    { title: "联系方式", fields: ["contactName", "telephone"] },
  ],
  fields: {
    ...person.rules,
    certificateCode: qualification.rules.certificateCode,
    workTypeCode: qualification.rules.workTypeCode,
    applyWorkType: {
      label: "要考核的类别",
      many: true,
      // 6.1.6 assesses drivers; a loading manager's or escort's class has no such assessment.
      only: { personKind: ["driver"] },
      within: { field: "workTypeCode" },
      help: "只有驾驶员类别需要考核",
    },
    address: qualification.rules.address,
    company: { label: "服务单位", help: "没有单位的写“个体”" },
  },
  materials: [
    { types: ["9", "11"], help: "翻开从业资格证，拍清楚这两页" },
    { types: ["22"], many: true, help: "上一个考核周期的继续教育证明或学习记录" },
  ],
});
