/** Wrong log-ins of one Source from one address. */
export interface GuessState {
  readonly failures: number;
  readonly until: Date | null;
  readonly at: Date;
}

const free = 5;
const first = 60_000;
const longest = 15 * 60_000;
const forgetAfter = 24 * 3600_000;

/** Whether a log-in may be judged at all now. */
export function mayGuess(state: GuessState | null, now: Date): boolean {
  return state === null || state.until === null || state.until <= now;
}

/** After a wrong log-in: five are free within a day, then a minute's lock, doubled each time up to a quarter of an hour. */
export function guessedWrong(state: GuessState | null, now: Date): GuessState {
  const old = state === null || now.getTime() - state.at.getTime() > forgetAfter;
  const failures = (old ? 0 : state.failures) + 1;
  if (failures < free) return { failures, until: null, at: now };
  const lock = Math.min(first * 2 ** (failures - free), longest);
  return { failures, until: new Date(now.getTime() + lock), at: now };
}
