import { decideBreaker } from "../../bff/src/exchange/breaker.ts";
import { decideInbox } from "../../bff/src/exchange/decide-inbox.ts";
import { decide } from "../../bff/src/exchange/decide-outbox.ts";
import { decideToken } from "../../bff/src/exchange/decide-token.ts";
import { claimed, ended, proved, withdrawn } from "../../bff/src/exchange/outbox-rules.ts";
import { provenBy } from "../../bff/src/exchange/proof.ts";
import { stateOf } from "../../shared-types/src/progress.ts";

/** The decisions of the product itself; a planted fault replaces one, to prove that the checker would see it. */
export const rules = {
  decide,
  decideInbox,
  decideToken,
  decideBreaker,
  claimed,
  ended,
  proved,
  withdrawn,
  provenBy,
  stateOf,
  /** What the checker holds the state against; never replaced. */
  expected: stateOf,
  /** The case is written before it is said to be accepted. */
  acceptAfterWrite: true,
  /** An attempt is written down before it is posted. */
  logBeforePost: true,
};

export type Rules = typeof rules;
