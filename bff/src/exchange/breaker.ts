/** Breaker of one peer, shared by all instances (`peers.breaker`). */
export interface BreakerState {
  /** Transport failures in a row. */
  readonly failures: number;
  /** Since when nothing but probes goes out; null: closed. */
  readonly openedAt: Date | null;
  readonly probeDue: Date | null;
  /** When it last closed: each instance starts its ramp anew. */
  readonly closedAt: Date | null;
}

export type BreakerEvent =
  | { readonly type: "failed"; readonly chance: number }
  | { readonly type: "answered" }
  /** An instance asks whether it may send the probe. */
  | { readonly type: "probe"; readonly chance: number };

export interface BreakerDecision {
  readonly state: BreakerState;
  readonly effect: "none" | "opened" | "probe" | "closed";
}

export const closedBreaker: BreakerState = { failures: 0, openedAt: null, probeDue: null, closedAt: null };
const limit = 5;

/** Pure; a state that is not the given one must be written (compare-and-set) before its effect. */
export function decideBreaker(state: BreakerState, event: BreakerEvent, now: Date): BreakerDecision {
  switch (event.type) {
    case "failed": {
      const failures = state.failures + 1;
      if (state.openedAt !== null || failures < limit)
        return { state: { ...state, failures }, effect: "none" };
      const probeDue = nextProbe(now, event.chance);
      return { state: { ...state, failures, openedAt: now, probeDue }, effect: "opened" };
    }
    case "answered": {
      if (state.openedAt === null)
        return { state: state.failures === 0 ? state : { ...state, failures: 0 }, effect: "none" };
      return { state: { failures: 0, openedAt: null, probeDue: null, closedAt: now }, effect: "closed" };
    }
    case "probe": {
      if (state.openedAt === null || (state.probeDue !== null && state.probeDue > now))
        return { state, effect: "none" };
      return { state: { ...state, probeDue: nextProbe(now, event.chance) }, effect: "probe" };
    }
  }
}

/** 20 to 30 s: with the lease it keeps the first message after an outage within a minute. */
function nextProbe(now: Date, chance: number): Date {
  return new Date(now.getTime() + 20_000 + Math.round(10_000 * chance));
}
