/** What a file that comes with a feedback may be, by the element that carries it (A.3, A.7, B notes). */
export interface FileRule {
  /** What people call it. */
  readonly noun: string;
  readonly use: "voucher" | "certificate" | "picture";
  readonly kinds: readonly Kind[];
  /** Bytes at most. */
  readonly most: number;
  /** Where a person gets it when the file that came cannot be shown. */
  readonly instead: string;
}

export type Kind = "pdf" | "ofd" | "picture";

const mebibyte = 1024 * 1024;
const voucher = {
  use: "voucher",
  kinds: ["pdf"],
  most: mebibyte,
  instead: "您可以在办理进度页请办理机构重新生成，也可以到办理机构领取。",
} as const;

const rules: Readonly<Record<string, FileRule>> = {
  checkCertifyFile: { noun: "年审凭证", ...voucher },
  certifyFile: { noun: "考核凭证", ...voucher },
  certificateFile: {
    noun: "电子证照",
    use: "certificate",
    kinds: ["pdf", "ofd"],
    most: 10 * mebibyte,
    instead: "您可以向办理机构索取，或到办理机构领取。",
  },
  base64Binary: {
    noun: "整改情况图片",
    use: "picture",
    kinds: ["picture"],
    most: 10 * mebibyte,
    instead: "您可以向办理机构了解整改情况。",
  },
};

/** The rule of an element; what no table speaks of may be anything that we can check. */
export function fileRule(element: string): FileRule {
  return Object.hasOwn(rules, element)
    ? rules[element]!
    : { ...rules.certificateFile!, noun: "附件", kinds: ["pdf", "ofd", "picture"] };
}

/** What its person is told of a file that should have come with a result and did not. */
export function neverCame(element: string): string {
  const { noun, instead } = fileRule(element);
  return `办理机构还没有发来${noun}的文件。${instead}`;
}

/** What its person is told of a file that came and may not be handed on. */
export function lostWords(element: string, unfit: string): string {
  const { noun, instead } = fileRule(element);
  return `办理机构发来的${noun}没有通过安全检查（${unfit}），不能在这里打开；办理结果不受影响。${instead}`;
}
