import type { Ask, FieldRule, MaterialRule } from "../../define.ts";

/** 道路运输证 businesses go to the office that issued the certificate (6.1.4, 6.1.5). */
export const transportIssuer: Ask = {
  label: "发证机关所在地",
  kind: "place",
  help: "道路运输证上写着发证机关，选它所在的地方",
};

export const owner = {
  fields: ["ownerName", "creditCode", "licenseCode", "transCertificateCode"],
  rules: {
    ownerName: { label: "经营者（业户）名称", help: "与道路运输证上的业户名称一致" },
    creditCode: { help: "营业执照上18位的号码" },
    licenseCode: { help: "道路运输经营许可证上的号码" },
    transCertificateCode: { label: "道路运输证号" },
  },
} as const satisfies { fields: readonly string[]; rules: Record<string, FieldRule> };

export const plate = {
  fields: ["vehicleNo", "plateColorCode"],
  rules: {
    vehicleNo: { label: "车牌号", help: "如：京A12345；挂车如：京A1234挂" },
    plateColorCode: { label: "车牌颜色" },
  },
} as const satisfies { fields: readonly string[]; rules: Record<string, FieldRule> };

export const size = {
  fields: ["totalTon", "approveSeats"],
  rules: {
    totalTon: { label: "总质量（吨）", help: "行驶证副页上的“总质量”，除以1000就是吨数" },
    approveSeats: { label: "核定载客位（座）", help: "货车驾驶室座位数" },
  },
} as const satisfies { fields: readonly string[]; rules: Record<string, FieldRule> };

export const contact = {
  fields: ["applyName", "contactName", "telephone"],
  rules: { applyName: { from: "applicant", help: "谁来申请：单位写单位名称，个人写姓名" } },
} as const satisfies { fields: readonly string[]; rules: Record<string, FieldRule> };

export const drivingPermitPhoto: Omit<MaterialRule, "when"> = {
  types: ["3"],
  help: "主页和副页都要拍到，副页上要有最近一次检验记录",
};
export const vehiclePhoto: Omit<MaterialRule, "when"> = {
  types: ["14"],
  help: "站在车头斜前方45度，把整辆车和车牌拍清楚",
};
