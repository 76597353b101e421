/** How long nobody has done anything at a terminal that many people use. */
export interface Silence {
  /** When somebody last did something, in ms since 1970. */
  since: number;
  phase: "quiet" | "warned" | "gone";
}

/**
 * `touch`: key, finger, wheel or mouse; `stay`, `leave`: the buttons of the warning; `tick`: time has gone on;
 * `empty`: it has, and there is nothing to protect.
 */
export type Happening = "touch" | "stay" | "leave" | "tick" | "empty";

const warnAfter = 60_000;
const goneAfter = 90_000;

/** By the clock, not by counting: whoever touches a screen that has slept for an hour is somebody else. */
export function next(before: Silence, happening: Happening, now: number): Silence {
  const { since, phase } = after(before, now);
  if (phase === "gone" || happening === "leave") return { since, phase: "gone" };
  if (happening === "empty" || happening === "stay") return { since: now, phase: "quiet" };
  // In front of the warning only its buttons count: a sleeve or the next in the queue is no answer.
  const shown = before.phase === "warned";
  return happening === "touch" && !shown ? { since: now, phase: "quiet" } : { since, phase };
}

function after({ since, phase }: Silence, now: number): Silence {
  // A clock that was put back says nothing about the time that has gone by: counted anew.
  if (now < since) return { since: now, phase };
  const silent = now - since;
  if (phase === "gone" || silent >= goneAfter) return { since, phase: "gone" };
  return { since, phase: silent >= warnAfter ? "warned" : "quiet" };
}

/** Whole seconds until everything goes; null before the warning. */
export function secondsLeft({ since, phase }: Silence, now: number): number | null {
  return phase === "warned" ? Math.ceil((since + goneAfter - now) / 1_000) : null;
}
