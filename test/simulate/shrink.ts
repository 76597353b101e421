import { type History, history, type Settings } from "./history.ts";

export interface Shrunk extends History {
  /** The faults without which it does not go wrong. */
  readonly kept: readonly string[];
}

/** Leaves out fault after fault while the history still goes wrong, and tells the story of what is left. */
export function shrink(seed: number, settings: Settings = {}): Shrunk {
  const wrong = (without: ReadonlySet<string>) => history(seed, { ...settings, without });
  let left = new Set<string>();
  let best = wrong(left);
  for (let smaller = true; smaller; ) {
    smaller = false;
    for (const fault of best.faults) {
      const tried = new Set([...left, fault]);
      const attempt = wrong(tried);
      if (attempt.violations.length === 0 || attempt.faults.length >= best.faults.length) continue;
      left = tried;
      best = attempt;
      smaller = true;
    }
  }
  const told = history(seed, { ...settings, without: left, telling: true });
  return { ...told, kept: told.faults };
}
