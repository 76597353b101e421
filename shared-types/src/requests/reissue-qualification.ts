import { defineRequest } from "../define.ts";
import { SQ1007 } from "../spec/interfaces.gen.ts";
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

export const reissueQualification = defineRequest(SQ1007, {
  title: "从业资格证补发",
  wish: "我的从业资格证丢了，要补一本",
  clause: "6.1.2",
  audience: "driver",
  feedback: "JD1004",
  filled: { businessSn: "businessSn", applyDate: "now", reserved: "empty" },
  asks: { place: issuingPlace, personKind },
  steps: [
    {
      title: "丢失的从业资格证",
      help: "记不清的，可以看以前的复印件或照片，也可以问发证机关。",
      fields: ["place", ...qualification.fields],
    },
    { title: "本人信息", fields: [...person.fields, "culturalLevel", "address", "telephone"] },
    { title: "驾驶证和单位", fields: ["quasiDriveTypeCode", "earlyDate", "company", "companyPhone"] },
    { title: "补证原因和领取", fields: ["applyReason", ...collection.fields] },
  ],
  fields: {
    ...person.rules,
    ...qualification.rules,
    ...driversLicence,
    ...collection.rules,
    applyReason: { label: "补证原因", help: "如：2026年3月在路上遗失" },
  },
  materials: [
    portrait,
    { ...drivingLicencePhoto, when: isDriver },
    { ...idCardPhotos, when: isLoadingManagerOrEscort },
  ],
});
