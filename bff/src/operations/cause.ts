import { codeLists } from "shared-types/spec/codes.gen.ts";
import type { Outgoing } from "../cases/model.ts";

/** Why a message needs a person, in words for an operator; the codes are those of clause 5.4. */
export function causeOf({ st, unsure, code, ipc }: Pick<Outgoing, "st" | "unsure" | "code" | "ipc">): string {
  const said = code === null ? "" : `对方答复 ${code}（${meaningOf(code)}）。`;
  if (st === "REFUSED")
    return `${said}对方未接收这份${ipc}报文，原样重发没有意义：请改正后发送，或与对方核对。`;
  if (st === "HELD")
    return `${said}此前有一次发送没有得到答复，对方可能已经收到：请向对方核对后，再重发、改正或登记为已收到。`;
  if (unsure) return `${said}发出后没有得到答复，对方是否收到不明；系统会用同一流水号自动重发，直到有答复。`;
  return said;
}

function meaningOf(code: string): string {
  return codeLists.returnCodes.find((one) => one.code === code)?.name ?? "未列入返回代码表";
}
