import type { Feedback } from "../cases/model.ts";

/** What the office's answer to a request says. */
export interface ResultWords {
  readonly good: boolean;
  readonly title: string;
  readonly words: string;
  /** Why not, or what was done, in the office's own words. */
  readonly reason: string;
}

type Body = Readonly<Record<string, unknown>>;
const text = (body: Body, name: string) => (typeof body[name] === "string" ? (body[name] as string) : "");
/** Codes of one digit may come with a zero before them. */
const code = (body: Body, name: string) => text(body, name).replace(/^0(?=\d)/, "");

const table: Readonly<Record<string, (body: Body) => ResultWords>> = {
  QX1002: (body) => {
    const reason = text(body, "cancelFailReason");
    return code(body, "cancelResult") === "1"
      ? { good: true, title: "已撤回", words: "办理机构已同意撤回，这件申请不再办理。", reason }
      : { good: false, title: "撤回未成功", words: "办理机构没有同意撤回，申请继续办理。", reason };
  },
  HT1002: (body) => {
    const reason = text(body, "rollFailReason");
    return code(body, "rollResult") === "1"
      ? { good: true, title: "已退回", words: "办理机构核实无误，已把这件业务退回。", reason }
      : { good: false, title: "退回未成功", words: "办理机构核实后没有退回这件业务。", reason };
  },
  HS1002: (body) => {
    const reason = text(body, "checkFailResult");
    return code(body, "checkResult") === "1"
      ? { good: true, title: "核实通过", words: "办理机构核实后已认可您反映的情况。", reason }
      : { good: false, title: "核实未通过", words: "办理机构核实后没有认可您反映的情况。", reason };
  },
  PJ1002: (body) => handled("评价", body),
  PJ1004: (body) => handled("投诉", body),
};

function handled(noun: string, body: Body): ResultWords {
  const reason = text(body, "rectification");
  const title = `${noun}已处理`;
  if (code(body, "effectivEvalua") === "0" || code(body, "appStatus") === "3")
    return { good: false, title, words: `办理机构审核后没有采纳这次${noun}。`, reason };
  const done = code(body, "rectifStatus") === "1";
  const words = done ? "办理机构已核实并整改。" : "办理机构已核实，还没有整改。";
  return { good: done, title, words, reason };
}

/** In words; null for a feedback that answers no request. */
export function resultWords({ ipc }: Pick<Feedback, "ipc">, body: Body): ResultWords | null {
  return table[ipc]?.(body) ?? null;
}

/** CX1004 has no answer of its own: the voucher comes again with the result. */
export const voucherAgain: ResultWords = {
  good: true,
  title: "凭证已重新生成",
  words: "办理机构已重新发来凭证，可以在办理进度里查看和保存。",
  reason: "",
};
