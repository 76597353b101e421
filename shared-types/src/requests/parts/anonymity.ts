import type { Ask, FieldRule } from "../../define.ts";

/** Who rates or complains may stay unnamed; the tables demand a value all the same (protocol: PJ1001, PJ1003). */
export const anonymity: Ask = {
  label: "要不要留下联系方式",
  kind: "choice",
  options: [
    { code: "no", name: "不留，匿名" },
    { code: "yes", name: "留下姓名和电话，方便联系我" },
  ],
};

const named = { ask: "named", in: ["yes"] } as const;

export const complainant = {
  contactName: { label: "姓名", when: named, required: named, otherwise: "匿名", from: "name" },
  telephone: { when: named, required: named, otherwise: "无" },
} as const satisfies Record<string, FieldRule>;
