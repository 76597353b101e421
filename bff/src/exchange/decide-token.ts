/** The token of one peer, shared by all instances (`peers.token`). A log-in kills the token before it. */
export interface TokenState {
  /** Sealed token; null before the first log-in, and from when a log-in took it with it to the next that is answered. */
  readonly sealed: string | null;
  /** Counts the log-ins that succeeded; a token without its generation could not be told from the next. */
  readonly gen: number;
  readonly at: Date | null;
  readonly loginOwner: string | null;
  readonly loginUntil: Date | null;
  /** Begin of the log-ins of the last hour, oldest first. */
  readonly logins: readonly Date[];
  /** Log-ins in a row that the peer refused. */
  readonly refusals: number;
}

export type TokenEvent =
  /** Somebody needs a token newer than generation `stale`; `quiet`: nothing of this peer is under way here. */
  | { readonly type: "need"; readonly me: string; readonly stale: number | null; readonly quiet: boolean }
  | { readonly type: "loggedIn"; readonly me: string; readonly gen: number; readonly sealed: string }
  /** `refused`: the peer said so; else it gave no answer. `stale`: the generation whose 0004 led to this log-in. */
  | {
      readonly type: "loginFailed";
      readonly me: string;
      readonly refused: boolean;
      readonly stale: number | null;
    };

export type TokenEffect =
  | { readonly type: "use"; readonly gen: number }
  /** Send YZ1001, once the new state is written. */
  | { readonly type: "login"; readonly gen: number }
  /** Look again after `ms`. */
  | { readonly type: "wait"; readonly ms: number }
  | { readonly type: "giveUp" }
  | { readonly type: "alarm"; readonly what: "loginRefused" | "loginStorm" };

export interface TokenDecision {
  readonly state: TokenState;
  readonly effects: readonly TokenEffect[];
}

export const noToken: TokenState = {
  sealed: null,
  gen: 0,
  at: null,
  loginOwner: null,
  loginUntil: null,
  logins: [],
  refusals: 0,
};

const second = 1000;
const hour = 3600 * second;
/** A token lives 24 h at the peer; it is renewed after 23 h in a quiet moment, a minute before its end in any. */
const renewAfter = 23 * hour;
const endsAfter = 24 * hour - 60 * second;
export const loginLease = 30 * second;
const storm = 6;
/** Least time between two log-ins; a refused account is not hammered (it may be locked after some tries). */
const gaps = [10 * second, 10 * second, 60 * second, 10 * 60 * second] as const;
const poll = 200;

/** What the token keeper does next. The state it returns must be written (compare-and-set) before any effect. */
export function decideToken(state: TokenState, event: TokenEvent, now: Date): TokenDecision {
  switch (event.type) {
    case "need":
      return need(state, event, now);
    case "loggedIn": {
      // A lease that ran out while the answer was under way: another instance's log-in has killed this token, or will.
      if (state.loginOwner !== event.me || state.gen + 1 !== event.gen)
        return just(state, { type: "wait", ms: 0 });
      const next = { ...state, ...released, sealed: event.sealed, gen: event.gen, at: now, refusals: 0 };
      return just(next, { type: "use", gen: event.gen });
    }
    case "loginFailed": {
      if (state.loginOwner !== event.me) return just(state, { type: "giveUp" });
      const refusals = event.refused ? state.refusals + 1 : state.refusals;
      const next = { ...state, ...released, refusals };
      if (!event.refused) {
        // A 0004 and then a log-in without an answer, which may have been carried out: that token goes into nothing more.
        const dead = event.stale !== null && event.stale === state.gen;
        return just(dead ? { ...next, sealed: null } : next, { type: "giveUp" });
      }
      return just(next, { type: "giveUp" }, { type: "alarm", what: "loginRefused" });
    }
  }
}

const released = { loginOwner: null, loginUntil: null };

function need(state: TokenState, event: TokenEvent & { type: "need" }, now: Date): TokenDecision {
  const since = (then: Date) => now.getTime() - then.getTime();
  const usable =
    state.sealed !== null && state.at !== null && (event.stale === null || state.gen > event.stale);
  const age = state.at === null ? 0 : since(state.at);
  const running = state.loginUntil !== null && state.loginUntil > now;
  if (usable && (age < renewAfter || (age < endsAfter && (running || !event.quiet))))
    return just(state, { type: "use", gen: state.gen });
  if (running) return just(state, { type: "wait", ms: poll });
  const last = state.logins.at(-1);
  const gap = gaps[Math.min(state.refusals, gaps.length - 1)] ?? 0;
  if (last !== undefined && since(last) < gap) {
    if (usable && age < endsAfter) return just(state, { type: "use", gen: state.gen });
    return just(state, { type: "wait", ms: Math.max(poll, gap - since(last)) });
  }
  const logins = [...state.logins.filter((one) => since(one) < hour), now].slice(-20);
  const loginUntil = new Date(now.getTime() + loginLease);
  const next = { ...state, loginOwner: event.me, loginUntil, logins };
  const login = { type: "login", gen: state.gen + 1 } as const;
  // Two systems with one account kill each other's token in turn: told once, when the limit is crossed.
  return logins.length === storm + 1
    ? just(next, login, { type: "alarm", what: "loginStorm" })
    : just(next, login);
}

function just(state: TokenState, ...effects: TokenEffect[]): TokenDecision {
  return { state, effects };
}
