import type { Entry } from "../../bff/src/exchange/outbox-rules.ts";
import { type Rules, rules } from "./rules.ts";

type Claimed = Rules["claimed"];
const over = (event: Parameters<Rules["decide"]>[1]) => (event.type === "over" ? event.outcome : null);
let fresh = 0;

/** The product's outcome table with one patch changed. */
function patched(
  change: (event: Parameters<Rules["decide"]>[1], code: string | null) => object | null,
): Rules["decide"] {
  return (state, event, now, needed) => {
    const decision = rules.decide(state, event, now, needed);
    const outcome = over(event);
    const more = change(event, outcome?.kind === "answered" ? outcome.code : null);
    if (more === null) return decision;
    const effects = decision.effects.map((one) =>
      one.type === "end" ? { ...one, patch: { ...one.patch, ...more } } : one,
    );
    return { ...decision, effects };
  };
}

/** The head taken anew by another rule. */
const retaken = (change: <E extends Entry>(before: E, after: E) => E): Claimed => {
  return (line, me, now, leaseMs) => {
    const after = rules.claimed(line, me, now, leaseMs);
    const outbox = after.outbox.map((one, at) => change(line.outbox[at] ?? one, one));
    return { ...after, outbox };
  };
};

/** Planted faults: each must turn the simulation red, or its checker has a hole. */
export const mutations: Readonly<Record<string, Partial<Rules>>> = {
  "an expired lease counts as unsent, under a new SerialNum": {
    claimed: retaken((before, after) =>
      before.st === "SENDING" && after.st === "SENDING"
        ? { ...after, unsure: before.unsure, serial: `N${++fresh}` }
        : after,
    ),
  },
  "an expired lease counts as unsent": {
    claimed: retaken((before, after) =>
      before.st === "SENDING" ? { ...after, unsure: before.unsure } : after,
    ),
  },
  "a lease never runs out": {
    claimed: (line, me, now) => rules.claimed(line, me, now, 10 * 365 * 86_400_000),
  },
  "a stale worker's end is taken": {
    ended: (line, _me, _fence, id, patch, now) =>
      rules.ended({ ...line, send: { ...line.send, owner: "x", fence: 0 } }, "x", 0, id, patch, now),
  },
  "no answer counts as delivered": {
    decide: patched((event) => (over(event)?.kind === "unknown" ? { st: "DONE" } : null)),
  },
  "no answer is not remembered as unsure": {
    decide: patched((event) => (over(event)?.kind === "unknown" ? { unsure: false } : null)),
  },
  "a 1001 after an unsure attempt is a refusal": {
    decide: patched((_, code) => (code === "1001" ? { st: "REFUSED" } : null)),
  },
  "a 1001 is sent again": {
    decide: patched((_, code) => (code === "1001" ? { st: "WAIT", waitMs: 60_000 + ++fresh } : null)),
  },
  "0003 is a refusal": {
    decide: patched((_, code) => (code === "0003" ? { st: "REFUSED" } : null)),
  },
  "a withdrawal overtakes its application": {
    claimed: (line, me, now, leaseMs) => {
      const turned = { ...line, outbox: [...line.outbox].reverse() };
      const after = rules.claimed(turned, me, now, leaseMs);
      return { ...after, outbox: [...after.outbox].reverse() };
    },
  },
  "a withdrawal cancels what was tried": {
    withdrawn: (line, entry) => ({
      outbox: [...line.outbox, entry].map((one) => ({ ...one, st: "CANCELLED" as const })),
      send: { ...line.send, due: null },
    }),
  },
  "a failed withdrawal proves that the application arrived": {
    provenBy: (ipc, body) => rules.provenBy(ipc, { ...body, cancelResult: "1" }),
  },
  "the token has no generation and no rest": {
    decideToken: (state, event, now) =>
      event.type === "need" && event.stale !== null
        ? rules.decideToken({ ...state, gen: event.stale, logins: [], loginUntil: null }, event, now)
        : rules.decideToken(state, event, now),
  },
  "two may log in at once": {
    decideToken: (state, event, now) =>
      rules.decideToken(
        event.type === "need" ? { ...state, loginUntil: null, logins: [] } : state,
        event,
        now,
      ),
  },
  "a message is handled without being kept": {
    decideInbox: (state, event) =>
      event.type === "arrived"
        ? [{ type: "handle" }]
        : [...rules.decideInbox(state, event)].reverse().slice(0, 1),
  },
  "a message is answered before it is handled": {
    decideInbox: (state, event) =>
      event.type === "arrived" ? [{ type: "answerStored" }] : rules.decideInbox(state, event),
  },
  "a message is registered before it is processed": {
    decideInbox: (state, event) =>
      event.type === "kept"
        ? [{ type: "finish" }, { type: "handle" }]
        : rules.decideInbox(state, event).filter(({ type }) => type !== "finish"),
  },
  "the last feedback to arrive decides": {
    stateOf: (business, feedbacks) => rules.stateOf(business, feedbacks.slice(-1)),
  },
  "a final state is left by a later one": {
    stateOf: (business, feedbacks) => {
      const latest = feedbacks.reduce((a, b) => (b.feedbackDate > a.feedbackDate ? b : a));
      return rules.stateOf(business, [latest]);
    },
  },
  "a failed withdrawal ends the case too": {
    progressOf: (feedback) => rules.progressOf({ ...feedback, result: "1" }),
  },
  "what failed together comes back together": {
    decide: patched((event) => (over(event)?.kind === "notTried" ? null : { waitMs: 5_000 })),
  },
  "a peer that comes back is met with everything at once": {
    ramped: (ramp) => ({ ...ramp, limit: 64 }),
  },
  "an instance goes by its host's clock until the store answers": { clockFirst: false },
  "accepted is said before it is written": { acceptAfterWrite: false },
  "the attempt is written down after it was posted": { logBeforePost: false },
};

/** The product with one planted fault. */
export const withMutation = (name: string): Rules => ({ ...rules, ...mutations[name] });
