import type { FieldRule } from "../../define.ts";

/** A qualification certificate that the person has or had. */
export const qualification = {
  fields: ["certificateCode", "workTypeCode", "certificateFirstIssueDate"],
  rules: {
    certificateCode: { label: "从业资格证号", help: "一般与身份证号码相同" },
    workTypeCode: { many: true, help: "证上有几个类别就选几个" },
    certificateFirstIssueDate: { label: "从业资格证初次领证日期" },
    address: { help: "写到门牌号" },
    company: { help: "没有单位可以不填" },
  },
} as const satisfies { fields: readonly string[]; rules: Record<string, FieldRule> };
