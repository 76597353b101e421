import { defineRequest } from "../define.ts";
import { SQ1008 } from "../spec/interfaces.gen.ts";
import { collection } from "./parts/collection.ts";
import {
  driversLicence,
  drivingLicencePhoto,
  idCardPhotos,
  isDriver,
  isLoadingManagerOrEscort,
  issuingPlace,
  person,
  personKind,
  portrait,
} from "./parts/person.ts";
import { qualification } from "./parts/qualification.ts";

export const renewQualification = defineRequest(SQ1008, {
  title: "从业资格证换发",
  wish: "我的从业资格证快到期或者旧了，要换新证",
  clause: "6.1.2",
  audience: "driver",
  feedback: "JD1004",
  filled: { businessSn: "businessSn", applyDate: "now", reserved: "empty" },
  asks: { place: issuingPlace, personKind },
  steps: [
    {
      title: "您的从业资格证",
      help: "请对照手里的从业资格证填写。",
      fields: ["place", ...qualification.fields],
    },
    { title: "本人信息", fields: [...person.fields, "culturalLevel", "address", "telephone"] },
    { title: "驾驶证和单位", fields: ["quasiDriveTypeCode", "earlyDate", "company", "companyPhone"] },
    { title: "换证原因和领取", fields: ["applyReason", ...collection.fields] },
  ],
  fields: {
    ...person.rules,
    ...qualification.rules,
    ...driversLicence,
    ...collection.rules,
    applyReason: { label: "换证原因", help: "如：证件将于下个月到期" },
  },
  materials: [
    portrait,
    { ...drivingLicencePhoto, when: isDriver },
    { ...idCardPhotos, when: isLoadingManagerOrEscort },
    { types: ["9", "11"], help: "翻开现在的从业资格证，拍清楚这两页" },
  ],
});
