import { progressIn } from "../../bff/src/cases/feedback-kinds.ts";
import { decideBreaker } from "../../bff/src/exchange/breaker.ts";
import { decideInbox } from "../../bff/src/exchange/decide-inbox.ts";
import { decide } from "../../bff/src/exchange/decide-outbox.ts";
import { decideToken } from "../../bff/src/exchange/decide-token.ts";
import { claimed, ended, proved, pushed, withdrawn } from "../../bff/src/exchange/outbox-rules.ts";
import { provenBy } from "../../bff/src/exchange/proof.ts";
import { ramped } from "../../bff/src/exchange/ramp.ts";
import { stateOf } from "../../shared-types/src/progress.ts";

/** A feedback as the state needs it; `result`: that of a withdrawal or rollback, 1 for done. */
export interface SaidOfProgress {
  readonly ipc: string;
  readonly busiState: string;
  readonly feedbackDate: string;
  readonly feedbackSn: string;
  readonly result?: string;
}

/** By the product's own reading of the Body, whose elements have other names in each interface. */
function progressOf({ ipc, busiState, feedbackDate, feedbackSn, result }: SaidOfProgress) {
  // Written out: this runs some hundred times in each of millions of histories, and a spread costs as much as all the rest.
  const body = {
    busiState,
    feedbackDate,
    cancelFeedbackDate: feedbackDate,
    rollFeedbackDate: feedbackDate,
    cancelResult: result,
    rollResult: result,
    interType: "SQ1008",
  };
  const { state, date } = progressIn(ipc, body);
  return state === null ? null : { busiState: state, feedbackDate: date, feedbackSn };
}

/** The decisions of the product itself; a planted fault replaces one, to prove that the checker would see it. */
export const rules = {
  decide,
  decideInbox,
  decideToken,
  decideBreaker,
  claimed,
  ended,
  proved,
  pushed,
  withdrawn,
  ramped,
  provenBy,
  stateOf,
  progressOf,
  /** What the checker holds the state against; never replaced. */
  expected: stateOf,
  /** The case is written before it is said to be accepted. */
  acceptAfterWrite: true,
  /** An attempt is written down before it is posted. */
  logBeforePost: true,
  /** An instance does nothing before the store has told it the time. */
  clockFirst: true,
};

export type Rules = typeof rules;
