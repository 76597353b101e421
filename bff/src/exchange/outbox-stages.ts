import { blocking, finished, overtaking, type Patch } from "./outbox-rules.ts";

// The rules of outbox-rules.ts once more, as pipelines that the store runs in one atomic step on its own clock. A
// property test holds the two together (test/delivery/outbox-stages.test.ts).

type Stage = Record<string, unknown>;
type Expression = unknown;

const literal = (value: unknown): Expression => ({ $literal: value });
const set = (fields: Record<string, Expression>): Stage => ({ $set: fields });
const absent = "$$REMOVE";
const later = (ms: number): Expression => ({ $add: ["$$NOW", ms] });
const isOneOf = (value: Expression, list: readonly string[]): Expression => ({ $in: [value, [...list]] });

/** Head's id, or null. */
function headOf(outbox: Expression): Expression {
  const passes = { $or: [{ $not: ["$$value.blocked"] }, isOneOf("$$this.ipc", overtaking)] };
  const first = (when: Expression, value: Expression, otherwise: Expression) => ({
    $cond: [when, value, otherwise],
  });
  const step = first(
    { $or: [{ $ne: ["$$value.head", null] }, isOneOf("$$this.st", finished)] },
    "$$value",
    first(
      isOneOf("$$this.st", blocking),
      { head: null, blocked: true },
      first(passes, { head: "$$this.id", blocked: "$$value.blocked" }, "$$value"),
    ),
  );
  const walked = { $reduce: { input: outbox, initialValue: { head: null, blocked: false }, in: step } };
  return { $let: { vars: { walked }, in: "$$walked.head" } };
}

/** Every entry for which `when` holds, with `fields` over it. */
function change(when: Expression, fields: Expression): Expression {
  return {
    $map: { input: "$outbox", in: { $cond: [when, { $mergeObjects: ["$$this", fields] }, "$$this"] } },
  };
}

// The head is kept in a field of its own for the stages that follow, and removed by the last of them.
const markHead = set({ head: headOf("$outbox") });
const unmark: Stage = { $unset: "head" };
const noHead = { $eq: ["$head", null] };

export function claimStages(me: string, leaseMs: number): Stage[] {
  const taken = {
    st: "SENDING",
    unsure: { $or: ["$$this.unsure", { $eq: ["$$this.st", "SENDING"] }] },
    tries: { $add: ["$$this.tries", 1] },
    at: "$$NOW",
  };
  return [
    markHead,
    set({
      outbox: change({ $eq: ["$$this.id", "$head"] }, taken),
      "send.fence": { $add: ["$send.fence", { $cond: [noHead, 0, 1] }] },
      "send.owner": { $cond: [noHead, null, literal(me)] },
      "send.until": { $cond: [noHead, null, later(leaseMs)] },
      "send.due": { $cond: [noHead, absent, "$send.due"] },
    }),
    unmark,
  ];
}

/** To be used with a filter on `send.fence` and `send.owner`. */
export function endStages(id: string, patch: Patch): Stage[] {
  const { waitMs, ...values } = patch;
  const mine = { $and: [{ $eq: ["$$this.id", literal(id)] }, { $eq: ["$$this.st", "SENDING"] }] };
  const due = { $cond: [{ $eq: ["$head", literal(id)] }, later(waitMs), "$$NOW"] };
  return [
    set({ outbox: change(mine, { ...mapValues(values, literal), at: "$$NOW" }) }),
    markHead,
    set({ "send.owner": null, "send.until": null, "send.due": { $cond: [noHead, absent, due] } }),
    unmark,
  ];
}

/** Appends a message (an Outgoing) unless its id is there already, and makes the line due. */
export function pushStages(entry: { id: string }): Stage[] {
  const there = { $in: [literal(entry.id), "$outbox.id"] };
  return [
    set({
      outbox: { $cond: [there, "$outbox", { $concatArrays: ["$outbox", [literal(entry)]] }] },
      "send.due": { $cond: [there, orAbsent("$send.due"), { $ifNull: ["$send.due", "$$NOW"] }] },
    }),
  ];
}

/** A withdrawal (QX1001): what was never tried is cancelled together with it and nothing goes out. */
export function withdrawStages(entry: { id: string }): Stage[] {
  const first = (field: string) => ({ $arrayElemAt: [`$outbox.${field}`, 0] });
  const untouched = {
    $and: [
      { $eq: [{ $substrCP: [{ $ifNull: [first("ipc"), ""] }, 0, 2] }, "SQ"] },
      { $eq: [first("tries"), 0] },
      isOneOf(first("st"), ["READY", "WAIT"]),
    ],
  };
  const there = { $in: [literal(entry.id), "$outbox.id"] };
  const cancel = { $mergeObjects: ["$$this", { st: "CANCELLED" }] };
  return [
    set({ head: { $and: [untouched, { $not: [there] }] } }),
    ...pushStages(entry),
    set({
      outbox: { $cond: ["$head", { $map: { input: "$outbox", in: cancel } }, "$outbox"] },
      "send.due": { $cond: ["$head", absent, orAbsent("$send.due")] },
    }),
    unmark,
  ];
}

/** Feedback is proof: the entries of these interfaces are DONE (see `provenBy`). */
export function proofStages(ipcs: readonly string[]): Stage[] {
  const proved = { $and: [isOneOf("$$this.ipc", ipcs), { $not: [isOneOf("$$this.st", finished)] }] };
  const due = { $cond: [{ $eq: ["$head", "$headBefore"] }, { $ifNull: ["$send.due", "$$NOW"] }, "$$NOW"] };
  return [
    set({ headBefore: headOf("$outbox") }),
    set({ outbox: change(proved, { st: "DONE", unsure: false, code: "feedback" }) }),
    markHead,
    set({ "send.due": { $cond: [noHead, absent, due] } }),
    { $unset: ["head", "headBefore"] },
  ];
}

/** An operator's decision about one entry; its filter says in which states it may be taken. */
export function settleStages(id: string, values: object): Stage[] {
  const fields = { ...mapValues(values, literal), at: "$$NOW" };
  return [set({ outbox: change({ $eq: ["$$this.id", literal(id)] }, fields) }), ...dueNow];
}

/** The corrected message takes place and id of the one that was wrong, which stays behind it in the record. */
export function replaceStages(id: string, entry: object): Stage[] {
  const kept = { id: { $concat: ["$$this.id", ":", "$$this.serial"] }, st: "CANCELLED", at: "$$NOW" };
  const gone = { $mergeObjects: ["$$this", kept] };
  const pair = {
    $cond: [{ $eq: ["$$this.id", literal(id)] }, [literal({ ...entry, id }), gone], ["$$this"]],
  };
  const walked = {
    $reduce: { input: "$outbox", initialValue: [], in: { $concatArrays: ["$$value", pair] } },
  };
  return [set({ outbox: walked }), ...dueNow];
}

/** After the store was put back to an earlier state: what was not finished is unsure. */
export function restoreStages(): Stage[] {
  const fields = {
    ...{ st: { $cond: [isOneOf("$$this.st", blocking), "HELD", "WAIT"] }, unsure: true },
    tries: { $max: ["$$this.tries", 1] },
  };
  return [
    set({ outbox: change({ $not: [isOneOf("$$this.st", finished)] }, fields) }),
    set({ "send.owner": null, "send.until": null }),
    ...dueNow,
  ];
}

const dueNow: Stage[] = [markHead, set({ "send.due": { $cond: [noHead, absent, "$$NOW"] } }), unmark];

function orAbsent(field: string): Expression {
  return { $ifNull: [field, absent] };
}

function mapValues(values: object, by: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, by(value)]));
}
