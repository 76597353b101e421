import { defineRequest } from "../define.ts";
import { SQ1010 } from "../spec/interfaces.gen.ts";
import { collection, collectionWhen } from "./parts/collection.ts";
import { idCardPhotos, issuingPlace, person, portrait } from "./parts/person.ts";
import { qualification } from "./parts/qualification.ts";

const partly = { field: "cancelType", in: ["1"] } as const;
const wholly = { field: "cancelType", in: ["2"] } as const;

export const cancelQualification = defineRequest(SQ1010, {
  title: "从业资格证注销",
  wish: "我不再开营运车了，要注销从业资格证或者其中的类别",
  clause: "6.1.3",
  audience: "driver",
  feedback: "JD1004",
  filled: { businessSn: "businessSn", applyDate: "now", reserved: "empty" },
  asks: { place: issuingPlace },
  steps: [
    { title: "您的从业资格证", fields: ["place", "certificateCode", "workTypeCode"] },
    {
      title: "注销什么",
      help: "注销以后，不能再从事这类运输；再要从事，需要重新申请。",
      fields: ["cancelType", "cancelWorkTypeCode"],
    },
    { title: "本人信息", fields: ["applyName", "idType", "idCard", "telephone"] },
    { title: "领取新证", help: "还留有其他类别，会给您换一本新证。", fields: [...collection.fields] },
  ],
  fields: {
    applyName: person.rules.applyName,
    idCard: person.rules.idCard,
    certificateCode: qualification.rules.certificateCode,
    workTypeCode: { ...qualification.rules.workTypeCode, label: "证上的从业资格类别" },
    cancelType: { names: { "1": "只注销一部分类别", "2": "全部注销" } },
    cancelWorkTypeCode: {
      label: "要注销的类别",
      codes: "workTypes",
      many: true,
      within: { field: "workTypeCode", proper: true },
      copies: { field: "workTypeCode", when: wholly },
    },
    ...collectionWhen(partly),
  },
  materials: [idCardPhotos, { ...portrait, when: partly }],
});
