import { type FollowUp, requestOf, rolledBack, stateNamed, stateOf } from "shared-types";
import { progressOf } from "../cases/feedback-kinds.ts";
import type { CaseDoc, CaseRequest, Feedback } from "../cases/model.ts";

/** What the rules about a request look at. */
export type Facts = Pick<CaseDoc, "business" | "origin" | "state" | "outbox" | "feedbacks" | "requests">;

/** Withdrawn before anything left us: no office ever had it. */
export const wasCancelled = ({ outbox }: Pick<Facts, "outbox">) => outbox[0]?.st === "CANCELLED";

/** Declined, rejected or withdrawn, so that a new application can start from it; what was rolled back was not his. */
export function isCorrectable(of: Facts): boolean {
  if (of.origin !== "portal" || requestOf(of.business) === undefined) return false;
  const { final, good } = stateNamed(of.business, of.state);
  return wasCancelled(of) || (final && !good && of.state !== rolledBack);
}

/** The state that the province gave last (B.12), whatever was undone since; "1" as long as it gave none. */
export function stateByProvince({ business, feedbacks }: Facts): string {
  return stateOf(business, progressOf(feedbacks.filter(({ state }) => state !== rolledBack))).state;
}

/** It has come to an end, as far as the province has told. */
export const hasEnded = (of: Facts) => stateNamed(of.business, stateByProvince(of)).final;

/** Anything of the province's beyond "received": from then on there is no withdrawal. */
export const wasAccepted = ({ feedbacks }: Facts) =>
  feedbacks.some(({ state }) => state !== null && state !== "1" && state !== "2" && state !== rolledBack);

/** Interfaces whose good end brings a voucher (凭证): the state, and the element that carries the file. */
const vouchers: Readonly<Record<string, readonly [state: string, element: string]>> = {
  JD1001: ["5", "checkCertifyFile"],
  JD1003: ["7", "certifyFile"],
};

/** The element in which a feedback brings its voucher, though none may have come; null where it brings none. */
export function voucherOf({ ipc, state }: Pick<Feedback, "ipc" | "state">): string | null {
  const [end, element = null] = vouchers[ipc] ?? [];
  return state === end ? element : null;
}

export const hasVoucher = (feedback: Pick<Feedback, "ipc" | "state">) => voucherOf(feedback) !== null;

export const asked = (of: Pick<Facts, "requests">, request: FollowUp): CaseRequest[] =>
  (of.requests ?? []).filter((one) => one.request === request);

const answerOf: Readonly<Partial<Record<FollowUp, string>>> = {
  QX1001: "QX1002",
  HT1001: "HT1002",
  HS1001: "HS1002",
  PJ1001: "PJ1002",
  PJ1003: "PJ1004",
};

/**
 * The province's answer to a request, if it has come: by the number that it names (the latest, where it was answered
 * twice), else the first answer to the first request and so on; to CX1004 the first voucher after it.
 */
export function answerTo(of: Facts, request: CaseRequest): Feedback | undefined {
  if (request.request === "CX1004")
    return of.feedbacks.find((one) => hasVoucher(one) && one.receivedAt > request.at);
  const answers = of.feedbacks.filter(({ ipc }) => ipc === answerOf[request.request]);
  // HS1001 is alone in its document; PJ1002 and PJ1004 carry the evaluation's own number.
  if (request.request === "HS1001") return answers.at(-1);
  if (request.sn !== null) return answers.filter(({ sn }) => sn === request.sn).at(-1);
  return answers[asked(of, request.request).findIndex((one) => one.id === request.id)];
}

/** Asked, on its way or there, and not answered yet. */
export function isPending(of: Facts, request: FollowUp): boolean {
  return asked(of, request).some((one) => {
    const st = of.outbox.find(({ id }) => id === one.id)?.st;
    return st !== "REFUSED" && st !== "CANCELLED" && answerTo(of, one) === undefined;
  });
}
