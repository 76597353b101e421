import type { CaseDoc } from "../cases/model.ts";

const hour = 3_600_000;
const day = 24 * hour;

/** What is needed of a case to tell how long its province was silent. */
export interface Silence {
  readonly outbox: readonly Pick<CaseDoc["outbox"][number], "st" | "at">[];
  readonly feedbacks: readonly Pick<CaseDoc["feedbacks"][number], "receivedAt">[];
}

/** Working days as days of the calendar, with room for a holiday week. */
const calendar = (workingDays: number) => Math.ceil((workingDays * 7) / 5) + 7;
/** Where a province promises nothing. */
const usualDays = 20;
/**
 * Working days within which an office has to say whether it takes an application (Administrative Licensing Law, 32 and
 * 82): before that its silence is within the law, however fast its system usually is.
 */
const acceptance = 5;

/**
 * Which silence after delivery is suspicious. `promised`: working days; `slow`: milliseconds that 95 of 100 cases of the
 * province stay below, null: too few to tell. A province that mostly answers in seconds is slower than usual only after
 * five working days, or the promised ones where it promises fewer: nobody is called for a night or a weekend. Pure.
 */
export function oddSilence(
  since: Date,
  now: Date,
  promised: number | undefined,
  slow: number | null,
): "pastPromise" | "slowerThanUsual" | null {
  const silence = now.getTime() - since.getTime();
  if (silence > calendar(promised ?? usualDays) * day) return "pastPromise";
  if (slow === null || silence <= slow) return null;
  return workingDays(since, now) >= Math.min(acceptance, promised ?? acceptance) ? "slowerThanUsual" : null;
}

/** Days, with their parts, that lie between two times without Saturdays and Sundays in Shanghai; holidays are not known here. */
function workingDays(from: Date, to: Date): number {
  // Milliseconds of Shanghai's wall clock; day 0, 1970-01-01, was a Thursday.
  const [start, end] = [from.getTime() + 8 * hour, to.getTime() + 8 * hour];
  let worked = 0;
  for (let at = start; at < end; ) {
    const next = Math.min(end, (Math.floor(at / day) + 1) * day);
    const weekday = (Math.floor(at / day) + 4) % 7;
    if (weekday !== 0 && weekday !== 6) worked += next - at;
    at = next;
  }
  return worked / day;
}

/** Two heartbeats of ten minutes (6.9) missed, and half of the third. */
const twoMissed = 25 * 60_000;
/** Below so many pauses a single outage would be the rule. */
const enough = 20;

/**
 * Whether heartbeats have been missing for longer than usual: longer than 95 of 100 pauses between a province's last
 * ones, and in any case more than two of them. Milliseconds. Pure.
 */
export function isLongPause(pause: number, earlier: readonly number[]): boolean {
  const usual = earlier.length < enough ? 0 : percentile95(earlier);
  return pause > Math.max(twoMissed, usual);
}

const percentile95 = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1]!;

/** The 95th percentile of the silence between delivery and first feedback; null below five cases. */
export function usualSilence(of: readonly Silence[]): number | null {
  const silences = of.flatMap(({ outbox: [first], feedbacks }) => {
    const answers = feedbacks.map(({ receivedAt }) => receivedAt.getTime());
    return first?.st === "DONE" && answers.length > 0
      ? [Math.max(0, Math.min(...answers) - first.at.getTime())]
      : [];
  });
  return silences.length < 5 ? null : percentile95(silences);
}
