import { stateOf } from "shared-types";
import { doubtsAbout } from "../cases/doubts.ts";
import { progressOf } from "../cases/feedback-kinds.ts";
import type { CaseDoc, Outgoing } from "../cases/model.ts";
import { type Finding, finding } from "./findings.ts";
import { oddSilence } from "./silence.ts";

export type Facts = Pick<
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
export type Promised = (region: string, business: string) => number | undefined;

const hour = 3_600_000;
const day = 24 * hour;

/** Which interface answers which request, and after how many days its absence is odd. */
const answersTo: Readonly<Record<string, readonly [ipc: string, days: number]>> = {
  QX1001: ["QX1002", 5],
  HT1001: ["HT1002", 10],
  HS1001: ["HS1002", 15],
  PJ1003: ["PJ1004", 30],
};

/** What is odd about one case. `slow`: milliseconds of silence that 95 of 100 cases of its province stay below; null: too few to tell. Pure. */
export function findingsOf(of: Facts, promised: Promised, slow: number | null, now: Date): Finding[] {
  const about = aboutOf(of, now);
  const odd: Finding[] = [];
  for (const entry of of.outbox) {
    const { id, ipc, serial, st, code, at } = entry;
    const asked = of.requests?.find((request) => request.id === id)?.at;
    const stuck = undelivered(entry, asked ?? of.createdAt, now);
    if (stuck !== null)
      odd.push(finding(stuck.kind, about(id, [serial, code, stuck.tries], { ipc, since: stuck.since })));
    const [answer, days] = answersTo[ipc] ?? [];
    // An answer to an earlier request is none to this one.
    const answered = of.feedbacks.some(
      (one) => one.ipc === answer && one.receivedAt >= (asked ?? new Date(0)),
    );
    if (st === "DONE" && days !== undefined && !answered && now.getTime() - at.getTime() > days * day)
      odd.push(finding("neverAnswered", about(id, [serial], { ipc, since: at })));
  }
  const [first] = of.outbox;
  if (first?.st === "DONE" && first.ipc.startsWith("SQ") && of.feedbacks.length === 0) {
    const kind = oddSilence(first.at, now, promised(of.region, of.business), slow);
    if (kind !== null)
      odd.push(finding(kind, about(first.id, [first.serial], { ipc: first.ipc, since: first.at })));
  }
  odd.push(...oddFeedbacks(of, now));
  // A number in our own form that we do not have: one of ours may be lost here.
  if (of.origin === "window" && new RegExp(`^${of.region.slice(0, 2)}\\d{7}20\\d{13}$`).test(of.businessSn))
    odd.push(finding("notOurs", about("", [], { ipc: of.feedbacks[0]?.ipc ?? "", since: of.createdAt })));
  return odd;
}

function aboutOf({ _id, region, businessSn }: Facts, now: Date) {
  return (thing: string, facts: readonly unknown[], more: { ipc: string; since: Date }) =>
    ({ of: [_id, thing], facts, region, businessSn, now, ...more }) as const;
}

/** What was taken all the same, so that nobody loses a result over it (`needsOperator`). */
function oddFeedbacks(of: Facts, now: Date): Finding[] {
  const about = aboutOf(of, now);
  /** Another feedback of the kind is news; the order of arrival is none. */
  const made = (some: Facts["feedbacks"]) => {
    const { ipc, receivedAt: since } = some.at(-1)!;
    return about("", some.map(({ key }) => key).sort(), { ipc, since });
  };
  const odd: Finding[] = [];
  const moved = of.feedbacks.filter(({ state }) => state !== null);
  const skipping = moved.find(({ state }) => Number(state) >= 5);
  if (skipping !== undefined && !moved.some(({ state }) => Number(state) === 3))
    odd.push(finding("stateSkipped", made([skipping])));
  if (stateOf(of.business, progressOf(of.feedbacks)).needsOperator)
    odd.push(finding("contradicted", made(moved)));
  const doubtful = of.feedbacks.filter((one) => one.doubtful);
  const paths = doubtsAbout(of).flatMap(({ doubts }) => doubts.map(({ path }) => path));
  if (doubtful.length > 0)
    odd.push(finding("doubtful", { ...made(doubtful), paths: [...new Set(paths)].slice(0, 10) }));
  return odd;
}

/**
 * Why an entry is not where it should be, since when, and after how many tries where that is news. One that waits is
 * tried again and again, which changes its time: its age counts from when it was `asked` for.
 */
function undelivered({ st, unsure, at, tries }: Outgoing, asked: Date, now: Date) {
  if (st === "HELD") return { kind: "held", since: at, tries } as const;
  if (st === "REFUSED") return { kind: "refused", since: at, tries } as const;
  if (st === "DONE" || st === "CANCELLED") return null;
  const age = now.getTime() - asked.getTime();
  if (unsure && age > hour) return { kind: "unsure", since: asked, tries: null } as const;
  return age > day ? ({ kind: "waiting", since: asked, tries: null } as const) : null;
}
