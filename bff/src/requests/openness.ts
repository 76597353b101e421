import { type FollowUp, rolledBack } from "shared-types";
import { AppError } from "../errors.ts";
import { asked, type Facts, hasEnded, hasVoucher, isPending, wasAccepted, wasCancelled } from "./facts.ts";

/** Whether something can be asked about a case now, and if not, why; null where it makes no sense. */
export type Openness = { readonly open: true } | { readonly open: false; readonly why: string } | null;

const open = { open: true } as const;
const not = (why: string) => ({ open: false, why }) as const;

/** A case can be rated this often (A.7.1: N<=99). */
const mostRatings = 99;
/** More messages than this no case should ever need; the document stays small. */
const mostMessages = 200;

const rules: Readonly<Record<FollowUp, (of: Facts) => Openness>> = {
  // Until the acceptance is fed back (6.1.1 and its like).
  QX1001: (of) => {
    if (hasEnded(of) || of.state === rolledBack) return null;
    if (wasAccepted(of)) return not("办理机构已经受理，不能再撤回了。");
    return isPending(of, "QX1001") ? not("已经提交过撤回，请等办理机构答复。") : open;
  },
  // Somebody used the account, the card or the name: also at a window, and after the end (6.1.1, A.5).
  HT1001: (of) => {
    if (of.state === rolledBack || of.state === "2") return null;
    if (isPending(of, "HT1001")) return not("已经提交过退回，办理机构正在核实。");
    const [first] = of.outbox;
    const unsent = of.origin === "portal" && first?.tries === 0 && first.st !== "DONE";
    return unsent
      ? not("这件申请还没有送到办理机构：您自己提交的可以直接撤回，别人提交的请稍后再退回。")
      : open;
  },
  CX1004: (of) => {
    if (!of.feedbacks.some(hasVoucher) || of.state === rolledBack) return null;
    return isPending(of, "CX1004") ? not("已经申请重新生成，请等办理机构反馈。") : open;
  },
  PJ1001: (of) => {
    if (!hasEnded(of)) return not("办结以后可以评价。");
    return asked(of, "PJ1001").length >= mostRatings ? not("这件业务已经评价过 99 次。") : open;
  },
  PJ1003: () => open,
  HS1001: () => null,
};

export function opennessOf(of: Facts, request: FollowUp): Openness {
  if (wasCancelled(of)) return null;
  const openness = rules[request](of);
  if (openness?.open && of.outbox.length >= mostMessages)
    return not("这件业务的往来太多，请直接联系办理机构。");
  return openness;
}

/** Throws `closed` with the reason unless it can be asked now. */
export function requireOpen(of: Facts, request: FollowUp): void {
  const openness = opennessOf(of, request);
  if (openness === null) throw new AppError("closed", { message: "这件业务现在不能这样办。" });
  if (!openness.open) throw new AppError("closed", { message: openness.why });
}
