const second = 1000;
const minute = 60 * second;
const steps = [5 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute] as const;

/**
 * Milliseconds until the next try after `tries` tries: 5 s, 30 s, 2 min, 10 min, 30 min and 30 min for ever, each with
 * full jitter, so that what failed together does not come back together. `chance` is in [0, 1).
 */
export function backOff(tries: number, chance: number): number {
  const step = steps[Math.min(Math.max(tries, 1), steps.length) - 1] ?? 0;
  return Math.round(step * chance);
}
