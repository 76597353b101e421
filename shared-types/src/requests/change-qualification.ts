import type { Ask } from "../define.ts";
import { defineRequest } from "../define.ts";
import { SQ1009 } from "../spec/interfaces.gen.ts";
import { collectionWhen } from "./parts/collection.ts";
import {
  driversLicence,
  drivingLicencePhoto,
  idCardPhotos,
  isDriver,
  issuingPlace,
  person,
  personKind,
  portrait,
} from "./parts/person.ts";
import { qualification } from "./parts/qualification.ts";

const onCertificate = { field: "changeType", in: ["1"] } as const;
const notOnCertificate = { field: "changeType", in: ["2"] } as const;
const changed = (what: string) => ({ ask: "changed", in: [what] }) as const;

/** What stood there before; it goes into oldData. Each can be left out: not everything asked about has changed. */
const before = (field: string, label: string, max: number, what: string): Ask => ({
  label: `变更前的${label}`,
  help: "这一项没有变的话不用填",
  kind: "text",
  optional: true,
  max,
  when: changed(what),
  before: field,
});

export const changeQualification = defineRequest(SQ1009, {
  title: "从业资格证变更",
  wish: "我的姓名、身份证、驾驶证或者单位变了，从业资格证要跟着改",
  clause: "6.1.2",
  audience: "driver",
  feedback: "JD1004",
  filled: { businessSn: "businessSn", applyDate: "now", oldData: "before", reserved: "empty" },
  asks: {
    place: issuingPlace,
    personKind,
    changed: {
      label: "变更的项目",
      kind: "choice",
      many: true,
      help: "可以选几项；选什么，就需要准备什么材料",
      options: [
        { code: "identity", name: "姓名、性别或身份证件", when: onCertificate },
        { code: "drivingLicence", name: "驾驶证（准驾车型）", when: { all: [onCertificate, isDriver] } },
        { code: "display", name: "证上的其他内容（如照片、住址）", when: onCertificate },
        { code: "employer", name: "服务单位" },
        { code: "contact", name: "联系电话" },
      ],
    },
    oldName: before("applyName", "姓名", 128, "identity"),
    oldIdCard: before("idCard", "证件号码", 64, "identity"),
    oldLicence: before("quasiDriveTypeCode", "准驾车型", 32, "drivingLicence"),
    oldAddress: before("address", "住址", 256, "display"),
    oldCompany: before("company", "服务单位", 256, "employer"),
    oldTelephone: before("telephone", "联系电话", 64, "contact"),
  },
  steps: [
    {
      title: "您的从业资格证",
      help: "请对照手里的从业资格证填写。",
      fields: ["place", ...qualification.fields],
    },
    {
      title: "变更什么",
      fields: [
        "changeType",
        "changed",
        "oldName",
        "oldIdCard",
        "oldLicence",
        "oldAddress",
        "oldCompany",
        "oldTelephone",
        "applyReason",
      ],
    },
    {
      title: "本人信息",
      help: "变了的项目，请填变更以后的。",
      fields: [...person.fields, "culturalLevel", "address", "telephone"],
    },
    { title: "驾驶证和单位", fields: ["quasiDriveTypeCode", "earlyDate", "company", "companyPhone"] },
    {
      title: "领取证件",
      help: "证上的内容变了，会给您换一本新证。",
      fields: ["payment", "receiverName", "receiverPhone", "receiverAddress"],
    },
  ],
  fields: {
    ...person.rules,
    ...qualification.rules,
    ...driversLicence,
    // A.1.4: nothing is handed over when what changes does not stand on the certificate.
    ...collectionWhen(onCertificate),
    changeType: {
      label: "变更的内容",
      names: {
        "1": "印在证上的（姓名、证件号码、准驾车型、照片等）",
        "2": "没有印在证上的（服务单位、联系电话等）",
      },
    },
    company: { label: "服务单位", required: notOnCertificate, help: "变更以后的单位" },
    companyPhone: { label: "服务单位电话", required: notOnCertificate },
    applyReason: { label: "变更原因", help: "如：换了单位；身份证换了新的" },
  },
  materials: [
    { ...idCardPhotos, when: changed("identity") },
    { ...drivingLicencePhoto, when: { all: [changed("drivingLicence"), isDriver] } },
    { types: ["30"], when: changed("employer"), many: true, help: "每一页各拍一张，最后一页要拍清公章" },
    { ...portrait, when: onCertificate },
  ],
});
