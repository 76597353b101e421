import type { Condition } from "../../condition.ts";
import type { FieldRule } from "../../define.ts";

const byPost: Condition = { field: "payment", in: ["1"] };

/** 领取方式: by post or in person, for every business that ends with a certificate. */
export const collection = {
  fields: ["payment", "receiverName", "receiverPhone", "receiverAddress"],
  rules: {
    payment: {
      required: true,
      label: "领取方式",
      names: { "1": "邮寄给我", "2": "我到窗口自取" },
      help: "邮费由谁付，以办理机构的规定为准",
    },
    receiverName: { when: byPost, required: byPost },
    receiverPhone: { when: byPost, required: byPost, help: "快递员会打这个电话" },
    receiverAddress: {
      when: byPost,
      required: byPost,
      help: "请写到门牌号，如：北京市朝阳区××路1号2单元301室",
    },
  },
} as const satisfies { fields: readonly string[]; rules: Record<string, FieldRule> };

/** The same, asked only while a certificate will be made at all. */
export function collectionWhen(made: Condition): Record<(typeof collection.fields)[number], FieldRule> {
  const rule = (own: FieldRule): FieldRule => ({ ...own, when: own.when ? { all: [made, own.when] } : made });
  const { payment, receiverName, receiverPhone, receiverAddress } = collection.rules;
  return {
    payment: rule(payment),
    receiverName: rule(receiverName),
    receiverPhone: rule(receiverPhone),
    receiverAddress: rule(receiverAddress),
  };
}
