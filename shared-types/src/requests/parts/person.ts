import type { Condition } from "../../condition.ts";
import type { Ask, FieldRule, MaterialRule } from "../../define.ts";

/** The kinds of person follow from the classes chosen; a driver who is an escort too is both (protocol: asks). */
export const personKind: Ask = {
  label: "从业资格类别",
  kind: "derived",
  of: { field: "workTypeCode", property: "personKind" },
  options: [
    { code: "driver", name: "驾驶员" },
    { code: "loadingManager", name: "装卸管理人员" },
    { code: "escort", name: "押运人员" },
  ],
};

export const isDriver: Condition = { ask: "personKind", in: ["driver"] };
export const isLoadingManagerOrEscort: Condition = { ask: "personKind", in: ["loadingManager", "escort"] };

/** Where the certificate was issued: that province decides (6.1.2, 6.1.3). */
export const issuingPlace: Ask = {
  label: "发证机关所在地",
  kind: "place",
  help: "从业资格证上写着发证机关，选它所在的地方",
};

export const person = {
  fields: ["applyName", "sex", "idType", "idCard"],
  rules: {
    applyName: { label: "姓名", kind: "personName", from: "name" },
    sex: {},
    idType: {},
    idCard: { label: "证件号码" },
  },
} as const satisfies { fields: readonly string[]; rules: Record<string, FieldRule> };

/** 1 and 2, 15: the pictures of a person. */
export const idCardPhotos: Omit<MaterialRule, "when"> = {
  types: ["1", "2"],
  help: "把身份证平放，四个角都拍进去，字要看得清",
};
export const portrait: Omit<MaterialRule, "when"> = {
  types: ["15"],
  help: "近期二寸正面免冠彩色证件照，会印在证上；可以用照相馆给的电子照片",
};
export const drivingLicencePhoto: Omit<MaterialRule, "when"> = {
  types: ["6"],
  help: "正页和副页拍在一张照片里",
};

/** The driving licence on the form; who has to answer is for the business to say. */
export const drivingLicence = {
  quasiDriveTypeCode: { required: true, many: true, help: "驾驶证上“准驾车型”一栏，有几个选几个" },
  earlyDate: { required: true, help: "驾驶证上“初次领证日期”" },
} as const satisfies Record<string, FieldRule>;

/** The same where loading managers and escorts apply too: asked of drivers only. */
export const driversLicence = {
  quasiDriveTypeCode: { ...drivingLicence.quasiDriveTypeCode, when: isDriver },
  earlyDate: { ...drivingLicence.earlyDate, when: isDriver },
} as const satisfies Record<string, FieldRule>;
