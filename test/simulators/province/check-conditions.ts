// What the notes of Appendix A say in words ("邮寄方式时有值"), and which materials clause 6 asks for.
import type { Attachment } from "./check-body.ts";
import { type Fault, fault } from "./fault.ts";
import { type MaterialCondition, materialLists } from "./spec.ts";

type Values = Readonly<Record<string, string>>;
interface Rule {
  readonly of?: readonly string[];
  readonly names: readonly string[];
  readonly when: Readonly<Record<string, string>>;
  /** Must the elements stand while it holds; may they stand while it does not? */
  readonly needed: boolean;
  readonly onlyThen: boolean;
  readonly words: string;
}

const receiver = ["receiverName", "receiverPhone", "receiverAddress"];
const rules: readonly Rule[] = [
  { names: receiver, when: { payment: "1" }, needed: true, onlyThen: true, words: "邮寄方式时有值" },
  {
    of: ["SQ1005"],
    names: ["certificateCode"],
    when: { applyType: "2" },
    needed: true,
    onlyThen: false,
    words: "申请增加从业资格类别的，必填",
  },
  {
    of: ["SQ1004", "SQ1010"],
    names: ["payment"],
    when: { cancelType: "1" },
    needed: true,
    onlyThen: false,
    words: "未全部注销时不为空",
  },
  {
    of: ["SQ1009"],
    names: ["company", "companyPhone"],
    when: { changeType: "2" },
    needed: true,
    onlyThen: false,
    words: "非展示内容变更时必填",
  },
  {
    of: ["SQ1009"],
    names: ["payment"],
    when: { changeType: "1" },
    needed: false,
    onlyThen: true,
    words: "非展示内容变更时为空",
  },
  {
    of: ["SQ1011"],
    names: ["otherBusinessNature"],
    when: { businessNature: "4" },
    needed: true,
    onlyThen: false,
    words: "企业性质为外资，必填国别",
  },
  {
    of: ["SQ1011"],
    names: ["otherCompanyType"],
    when: { companyType: "4" },
    needed: true,
    onlyThen: false,
    words: "经营类型为其他，必填",
  },
];

export function checkConditions(ipc: string, values: Values): Fault[] {
  const faults = rules
    .filter(({ of }) => !of || of.includes(ipc))
    .flatMap(({ names, when, needed, onlyThen, words }) => {
      const holds = Object.entries(when).every(([name, value]) => values[name] === value);
      const wrong = (name: string) =>
        holds ? needed && !values[name] : onlyThen && values[name] !== undefined;
      return names.filter(wrong).map((name) => fault(`${ipc}.${name}`, words));
    });
  if (ipc === "SQ1010" && values.cancelType === "2" && values.cancelWorkTypeCode !== values.workTypeCode)
    faults.push(fault("SQ1010.cancelWorkTypeCode", "全部注销时应与原从业资格类别一致"));
  return faults;
}

// Answers that are not on the wire. The kind of person is one of several, so one of its lists must be complete;
// the others may hold or not, and the province cannot know.
const oneMustHold = new Set(["personKind"]);

/** `waived`: materials that this province looks up itself (6.3). */
export function checkMaterials(
  ipc: string,
  values: Values,
  attachments: readonly Attachment[],
  waived: readonly string[] = [],
): Fault[] {
  const list = materialLists[ipc];
  if (!list) return [];
  const given = new Set([...attachments.map(({ imageType }) => imageType), ...waived]);
  const conditional = list.conditional ?? [];
  const holding = conditional.filter(({ when }) => when.field && holds(when, values));
  const replaced = new Set(holding.flatMap(({ insteadOf }) => insteadOf ?? []));
  const needed = [
    ...(list.always ?? []).filter((code) => !replaced.has(code)),
    ...holding.flatMap(({ codes }) => codes),
  ];
  const alternatives = conditional
    .filter(({ when }) => when.ask && oneMustHold.has(when.ask))
    .map(({ codes }) => codes);
  if (alternatives.length && !alternatives.some((codes) => codes.every((code) => given.has(code))))
    needed.push(...alternatives.reduce((least, codes) => (missing(codes) < missing(least) ? codes : least)));
  return needed
    .filter((code) => !given.has(code))
    .map((code) => fault(`${ipc}.certificateInfo`, `缺少材料 ${code}`));

  function missing(codes: readonly string[]): number {
    return codes.filter((code) => !given.has(code)).length;
  }
}

function holds({ field, in: values, has }: MaterialCondition, given: Values): boolean {
  const parts = (given[field ?? ""] ?? "").split(",");
  return has !== undefined ? parts.includes(has) : (values ?? []).some((value) => parts.includes(value));
}
