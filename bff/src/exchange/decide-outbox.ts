import { backOff } from "./back-off.ts";
import type { Dialect } from "./dialect.ts";
import type { Entry, Patch } from "./outbox-rules.ts";

/** How one POST ended, as far as the sender can know. */
export type Outcome =
  /** No POST was begun: lease too short, breaker open, no token, a file or the log not to be had. */
  | { readonly kind: "notTried"; readonly why: string }
  /** Surely no byte of the request reached the peer: connection refused, name unknown, TLS failed. */
  | { readonly kind: "notSent"; readonly why: string }
  /** The peer may have processed it: time-out, reset, HTTP 5xx, no JSON, wrong CRC, another message's answer. */
  | { readonly kind: "unknown"; readonly why: string }
  | { readonly kind: "answered"; readonly code: string; readonly message: string };

/** An attempt in a worker's memory. `leaseEnd` and `now` are milliseconds of the worker's monotonic clock. */
export interface Attempt {
  readonly entry: Entry;
  readonly fence: number;
  readonly leaseEnd: number;
  readonly alreadyHave: Dialect["alreadyHave"];
  /** Token generation of the POST under way. */
  readonly gen: number;
  /** The POST under way uses a token fetched after a 0004. */
  readonly renewed: boolean;
}

export type Event =
  | { readonly type: "claimed" }
  | { readonly type: "token"; readonly gen: number }
  | { readonly type: "logged" }
  /** `chance` in [0, 1) is drawn by the shell: it spreads the back-off. */
  | { readonly type: "over"; readonly outcome: Outcome; readonly chance: number };

export type Effect =
  /** Fetch a token newer than generation `stale` (null: any live one). */
  | { readonly type: "token"; readonly stale: number | null }
  /** Write the attempt down, durably, before a byte leaves. */
  | { readonly type: "log" }
  | { readonly type: "post"; readonly gen: number }
  | { readonly type: "end"; readonly patch: Patch }
  | { readonly type: "alarm"; readonly what: "denied" | "refused" | "held" };

export interface Decision {
  readonly state: Attempt;
  readonly effects: readonly Effect[];
}

/** Lease that must be left before a POST (its time-out is 30 s): a POST must not outlive its lease. */
export const leaseForPost = 35_000;
const wrongMessage = ["1001", "0601", "0602"];
/** The peer says that it cannot read what it got, or that its content is wrong. */
export const isWrongMessage = (outcome: Outcome) =>
  outcome.kind === "answered" && wrongMessage.includes(outcome.code);

/** What the worker of one attempt does next. Pure: same arguments, same answer. */
export function decide(state: Attempt, event: Event, now: number, needed = leaseForPost): Decision {
  switch (event.type) {
    case "claimed":
      return go(state, { type: "token", stale: null });
    case "token":
      return go({ ...state, gen: event.gen }, { type: "log" });
    case "logged": {
      if (state.leaseEnd - now >= needed) return go(state, { type: "post", gen: state.gen });
      return over(state, { kind: "notTried", why: "lease" }, 0);
    }
    case "over":
      return over(state, event.outcome, event.chance);
  }
}

function over(state: Attempt, outcome: Outcome, chance: number): Decision {
  const { entry } = state;
  const wait = backOff(entry.tries, chance);
  const stay = { tries: entry.tries, unsure: entry.unsure, code: entry.code, message: entry.message ?? null };
  const end = (patch: Partial<Patch> & Pick<Patch, "st">): Effect => ({
    type: "end",
    patch: { ...stay, waitMs: 0, ...patch },
  });
  switch (outcome.kind) {
    case "notTried":
      // The claim counted a try that did not take place, unless an earlier POST of this attempt got its 0004.
      if (state.renewed)
        return go(state, end({ st: "WAIT", unsure: mayBeThere(entry), code: "0004", waitMs: wait }));
      return go(state, end({ st: "WAIT", tries: entry.tries - 1, waitMs: backOff(1, chance) }));
    case "notSent":
      return go(state, end({ st: "WAIT", waitMs: wait }));
    case "unknown":
      return go(state, end({ st: "WAIT", unsure: true, waitMs: wait }));
    case "answered":
      break;
  }
  const { code, message } = outcome;
  const said = { code, message: withoutNumbers(message) };
  if (code === "0000") return go(state, end({ ...said, st: "DONE", unsure: false }));
  const has = state.alreadyHave.some((one) => one.code === code && message.includes(one.text));
  if (has && entry.unsure) return go(state, end({ ...said, st: "DONE", unsure: false }));
  if (isWrongMessage(outcome)) {
    // After an unsure attempt this may mean "I already have it": a person decides, and nobody is told of a refusal.
    if (has || mayBeThere(entry))
      return go(state, end({ ...said, st: "HELD" }), { type: "alarm", what: "held" });
    return go(state, end({ ...said, st: "REFUSED" }), { type: "alarm", what: "refused" });
  }
  if (code === "0004") {
    if (!state.renewed) return go({ ...state, renewed: true }, { type: "token", stale: state.gen });
    // It also means "no permission": never given up, but told after the third in a row (two an attempt).
    // Its code takes the place of the one before, by which we knew that a copy may have been taken.
    const again = end({ ...said, st: "WAIT", unsure: mayBeThere(entry), waitMs: wait });
    return entry.code === "0004" ? go(state, again, { type: "alarm", what: "denied" }) : go(state, again);
  }
  // Not accepted, whatever the code. 9999 says that even the peer does not know what it did.
  return go(state, end({ ...said, st: "WAIT", unsure: entry.unsure || code === "9999", waitMs: wait }));
}

/**
 * Whether an earlier POST can have arrived. One that was answered and not accepted can too: the network may have
 * doubled it, and the copy may have been taken (found by simulation). A copy of one with a dead token cannot.
 */
function mayBeThere({ unsure, code }: Entry): boolean {
  return unsure || (code !== null && code !== "0004");
}

/** A peer's words may quote what we sent: numbers that could name a person are not kept in the open. */
function withoutNumbers(words: string): string {
  return words.replace(/\d{6,}[\dXx]?/g, "…").slice(0, 200);
}

function go(state: Attempt, ...effects: Effect[]): Decision {
  return { state, effects };
}
