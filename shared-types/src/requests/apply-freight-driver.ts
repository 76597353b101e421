import { defineRequest } from "../define.ts";
import { SQ1005 } from "../spec/interfaces.gen.ts";
import { collection } from "./parts/collection.ts";
import { drivingLicence, drivingLicencePhoto, idCardPhotos, person, portrait } from "./parts/person.ts";

const added = { field: "applyType", in: ["2"] } as const;
const inResidence = { ask: "applyPlace", in: ["residence"] } as const;

export const applyFreightDriver = defineRequest(SQ1005, {
  title: "普通货运驾驶员从业资格申请",
  wish: "我要开货车，申请从业资格证",
  clause: "6.1.1",
  audience: "driver",
  feedback: "JD1002",
  filled: { businessSn: "businessSn", applyDate: "now", reserved: "empty" },
  asks: {
    applyPlace: {
      label: "申请地",
      kind: "choice",
      options: [
        { code: "household", name: "户籍所在地" },
        { code: "residence", name: "暂住地", help: "要上传暂住证明（如居住证）" },
        { code: "issuer", name: "原发证机关所在地", when: added },
      ],
    },
    place: { label: "申请地所在区县", kind: "place", help: "选到区或县；申请会送到这里的交通运输部门" },
  },
  steps: [
    {
      title: "申请什么、在哪里申请",
      help: "以前没有从业资格证选“初领”；已有其他类别、再加货运选“增项”。",
      fields: ["applyType", "certificateCode", "workTypeCode", "applyPlace", "place"],
    },
    { title: "本人信息", fields: [...person.fields, "culturalLevel", "address", "telephone"] },
    {
      title: "驾驶证和培训",
      help: "请对照驾驶证和结业证书填写。",
      fields: ["quasiDriveTypeCode", "earlyDate", "trainOrg", "company", "companyPhone"],
    },
    { title: "领取证件", fields: [...collection.fields] },
  ],
  fields: {
    ...person.rules,
    ...collection.rules,
    certificateCode: { when: added, required: added, help: "您现有从业资格证上的号码，一般与身份证号码相同" },
    workTypeCode: { only: { personKind: ["driver"], carries: ["freight"] }, label: "申请的从业资格类别" },
    address: { help: "写到门牌号" },
    ...drivingLicence,
    trainOrg: { help: "结业证书上盖章的驾校或培训机构的全称" },
    company: { help: "没有单位可以不填" },
  },
  materials: [
    portrait,
    idCardPhotos,
    drivingLicencePhoto,
    { types: ["53"], help: "培训机构发的结业证书，拍全、拍清公章" },
    { types: ["54"], when: inResidence, many: true, help: "居住证或当地出具的暂住证明" },
  ],
});
