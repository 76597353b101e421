import { stateOf } from "shared-types";
import { doubtsAbout } from "../cases/doubts.ts";
import { progressOf } from "../cases/feedback-kinds.ts";
import type { CaseDoc, Outgoing } from "../cases/model.ts";
import { cases } from "../exchange/collections.ts";
import { readPauses, readStates } from "../exchange/peer-state.ts";
import { type Finding, finding } from "./findings.ts";

type Facts = Pick<
  CaseDoc,
  | "_id"
  | "business"
  | "businessSn"
  | "region"
  | "createdAt"
  | "origin"
  | "outbox"
  | "feedbacks"
  | "state"
  | "requests"
>;
/** Promised working days of a business in a province; undefined: it promises none. */
type Promised = (region: string, business: string) => number | undefined;

const hour = 3_600_000;
const day = 24 * hour;
/** Working days as days of the calendar, with room for a holiday week. */
const calendar = (workingDays: number) => Math.ceil((workingDays * 7) / 5) + 7;
const usualDays = 20;

/** Which interface answers which request, and after how many days its absence is odd. */
const answersTo: Readonly<Record<string, readonly [ipc: string, days: number]>> = {
  QX1001: ["QX1002", 5],
  HT1001: ["HT1002", 10],
  HS1001: ["HS1002", 15],
  PJ1003: ["PJ1004", 30],
};

/** What we hold against what the provinces' feedback shows; `only`: one province, one case. */
export async function reconcile(
  promised: Promised,
  now: Date,
  only: { readonly region?: string; readonly businessSn?: string } = {},
): Promise<Finding[]> {
  const filter = Object.fromEntries(Object.entries(only).filter(([, value]) => value !== undefined));
  const found = cases().find(filter, {
    projection: { answers: 0, "outbox.body": 0, "feedbacks.body": 0, proof: 0 },
  });
  const all: Facts[] = [];
  for await (const one of found) all.push(one);
  const slow = new Map<string, number | null>();
  for (const { region } of all)
    if (!slow.has(region)) slow.set(region, usualSilence(all.filter((one) => one.region === region)));
  const pauses = await readPauses();
  const silent = (await readStates())
    .filter(
      ({ region, hb }) =>
        (only.region ?? region) === region && only.businessSn === undefined && hb.theirsAt !== null,
    )
    .filter(({ region, hb }) => isLongPause(age(hb.theirsAt!, now), pauses.get(region) ?? []))
    .map(({ region, hb }) =>
      finding("noHeartbeat", { region, businessSn: "", ipc: "XT1001", since: hb.theirsAt!, now }),
    );
  return [...silent, ...all.flatMap((one) => findingsOf(one, promised, slow.get(one.region) ?? null, now))];
}

/** What is odd about one case. `slow`: milliseconds of silence that 95 of 100 cases of its province stay below; null: too few to tell. Pure. */
export function findingsOf(of: Facts, promised: Promised, slow: number | null, now: Date): Finding[] {
  const { region, businessSn } = of;
  const about = (ipc: string, since: Date) => ({ region, businessSn, ipc, since, now });
  const odd: Finding[] = [];
  for (const entry of of.outbox) {
    const kind = undelivered(entry, now);
    if (kind !== null) odd.push(finding(kind, about(entry.ipc, entry.at)));
    const [answer, days] = answersTo[entry.ipc] ?? [];
    // An answer to an earlier request is none to this one.
    const asked = of.requests?.find(({ id }) => id === entry.id)?.at ?? new Date(0);
    const answered = of.feedbacks.some(({ ipc, receivedAt }) => ipc === answer && receivedAt >= asked);
    if (entry.st === "DONE" && days !== undefined && !answered && age(entry.at, now) > days * day)
      odd.push(finding("neverAnswered", about(entry.ipc, entry.at)));
  }
  const [first] = of.outbox;
  if (first?.st === "DONE" && first.ipc.startsWith("SQ") && of.feedbacks.length === 0) {
    const silence = age(first.at, now);
    if (silence > calendar(promised(region, of.business) ?? usualDays) * day)
      odd.push(finding("pastPromise", about(first.ipc, first.at)));
    else if (slow !== null && silence > slow)
      odd.push(finding("slowerThanUsual", about(first.ipc, first.at)));
  }
  const states = of.feedbacks.flatMap(({ state }) => (state === null ? [] : [Number(state)]));
  if (states.some((state) => state >= 5) && !states.includes(3))
    odd.push(finding("stateSkipped", about(of.feedbacks[0]!.ipc, of.feedbacks[0]!.receivedAt)));
  odd.push(...oddFeedbacks(of, now));
  // A number in our own form that we do not have: one of ours may be lost here.
  if (of.origin === "window" && new RegExp(`^${region.slice(0, 2)}\\d{7}20\\d{13}$`).test(businessSn))
    odd.push(finding("notOurs", about(of.feedbacks[0]?.ipc ?? "", of.createdAt)));
  return odd;
}

/** What was taken all the same, so that nobody loses a result over it (`needsOperator`). */
function oddFeedbacks(of: Facts, now: Date): Finding[] {
  const { region, businessSn, business, feedbacks } = of;
  const last = (some: Facts["feedbacks"]) => some.at(-1)!;
  const about = ({ ipc, receivedAt }: Facts["feedbacks"][number]) => ({
    ...{ region, businessSn, ipc, since: receivedAt, now },
  });
  const odd: Finding[] = [];
  if (stateOf(business, progressOf(feedbacks)).needsOperator)
    odd.push(finding("contradicted", about(last(feedbacks.filter(({ state }) => state !== null)))));
  const doubtful = feedbacks.filter((one) => one.doubtful);
  const paths = doubtsAbout(of).flatMap(({ doubts }) => doubts.map(({ path }) => path));
  if (doubtful.length > 0)
    odd.push(finding("doubtful", { ...about(last(doubtful)), paths: [...new Set(paths)].slice(0, 10) }));
  return odd;
}

function undelivered({ st, unsure, at }: Outgoing, now: Date) {
  if (st === "HELD") return "held";
  if (st === "REFUSED") return "refused";
  if (st === "DONE" || st === "CANCELLED") return null;
  if (unsure && age(at, now) > hour) return "unsure";
  return age(at, now) > day ? "waiting" : null;
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
export function usualSilence(of: readonly Facts[]): number | null {
  const silences = of.flatMap(({ outbox: [first], feedbacks }) => {
    const answers = feedbacks.map(({ receivedAt }) => receivedAt.getTime());
    return first?.st === "DONE" && answers.length > 0
      ? [Math.max(0, Math.min(...answers) - first.at.getTime())]
      : [];
  });
  return silences.length < 5 ? null : percentile95(silences);
}

const age = (since: Date, now: Date) => now.getTime() - since.getTime();
