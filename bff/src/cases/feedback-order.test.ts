import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { rolledBack, stateOf } from "shared-types";
import { progressIn } from "./feedback-kinds.ts";

interface Told {
  readonly ipc: string;
  readonly body: Readonly<Record<string, string>>;
}

const second = (at: number) => `202603020900${String(at).padStart(2, "0")}`;
const jd = (busiState: string, at: number): Told => ({
  ipc: "JD1004",
  body: { busiState, feedbackDate: second(at), feedbackSn: `J${busiState}${at}`, interType: "SQ1008" },
});
const qx = (cancelResult: "1" | "2", at: number): Told => ({
  ipc: "QX1002",
  body: { cancelResult, cancelFeedbackDate: second(at), feedbackSn: `Q${at}` },
});
const ht = (rollResult: "1" | "2", at: number): Told => ({
  ipc: "HT1002",
  body: { rollResult, rollFeedbackDate: second(at), feedbackSn: `H${at}` },
});

/** What we make of these feedbacks, in the order in which they came. */
function judged(told: readonly Told[]) {
  const progress = told.flatMap(({ ipc, body }) => {
    const { state, date } = progressIn(ipc, body);
    return state === null ? [] : [{ busiState: state, feedbackDate: date, feedbackSn: body.feedbackSn! }];
  });
  const { state, needsOperator } = stateOf("SQ1008", progress);
  return { state, needsOperator };
}

/** A province does one thing after the other, perhaps within one second, and says what it did. */
type Act = "accept" | "advance" | "withdraw" | "rollBack";
function province(acts: readonly Act[], pace: number): { told: Told[]; state: string } {
  const way = ["3", "5", "7", "8"];
  const told: Told[] = [];
  let state = "1";
  for (const [at, act] of acts.entries()) {
    const when = Math.floor(at / pace);
    const next = way[way.indexOf(state) + 1];
    const over = state === "2" || state === rolledBack;
    if (act === "withdraw") {
      if (state === "1") state = "2";
      told.push(qx(state === "2" ? "1" : "2", when));
    } else if (act === "rollBack") {
      if (!over) state = rolledBack;
      told.push(ht(state === rolledBack ? "1" : "2", when));
    } else if (!over && next !== undefined && (act === "accept") === (state === "1")) {
      state = next;
      told.push(jd(state, when));
    }
  }
  return { told, state };
}

const acts = fc.array(fc.constantFrom<Act>("accept", "advance", "withdraw", "rollBack"), {
  minLength: 1,
  maxLength: 8,
});

test("withdrawal, acceptance and rollback in one second end as at the province, in whatever order they arrive", () => {
  fc.assert(
    fc.property(
      acts.chain((list) =>
        fc.tuple(fc.constant(list), fc.integer({ min: 1, max: 8 }), fc.infiniteStream(fc.nat())),
      ),
      ([list, pace, chance]) => {
        const { told, state } = province(list, pace);
        const keys = told.map(() => chance.next().value as number);
        const arrived = told.map((one, at) => [keys[at]!, one] as const).sort(([a], [b]) => a - b);
        assert.deepEqual(judged(arrived.map(([, one]) => one)), { state, needsOperator: false });
      },
    ),
    { numRuns: 1_000 },
  );
});

test("any set of feedbacks, even one that contradicts itself, gives one result in every order", () => {
  const any = fc.oneof(
    fc.tuple(fc.constantFrom("1", "3", "4", "5", "6", "7", "8", "42"), fc.nat(5)).map(([s, at]) => jd(s, at)),
    fc.tuple(fc.constantFrom("1", "2"), fc.nat(5)).map(([r, at]) => qx(r as "1", at)),
    fc.tuple(fc.constantFrom("1", "2"), fc.nat(5)).map(([r, at]) => ht(r as "1", at)),
  );
  const shuffled = fc
    .array(any, { minLength: 1, maxLength: 6 })
    .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      assert.deepEqual(judged(other), judged(list));
      if (list.some(({ body }) => body.rollResult === "1")) assert.equal(judged(list).state, rolledBack);
    }),
    { numRuns: 1_000 },
  );
});

const rows: readonly [what: string, told: readonly Told[], state: string, operator: boolean][] = [
  ["a refused withdrawal changes nothing", [jd("3", 1), qx("2", 2)], "3", false],
  [
    "a withdrawal after an acceptance was fed back ends the case all the same",
    [jd("3", 1), qx("1", 2)],
    "2",
    false,
  ],
  ["a later end contradicts a withdrawal: an operator", [qx("1", 1), jd("8", 2)], "8", true],
  ["a withdrawal dated after the end: an operator", [jd("8", 1), qx("1", 2)], "2", true],
  ["an acceptance dated after a withdrawal: an operator", [qx("1", 1), jd("3", 2)], "2", true],
  ["a final state is left by a rollback", [jd("8", 1), ht("1", 2)], rolledBack, false],
  ["a refused rollback changes nothing", [jd("8", 1), ht("2", 2)], "8", false],
  ["progress after a rollback does not undo it: an operator", [ht("1", 1), jd("5", 2)], rolledBack, true],
];
for (const [what, told, state, needsOperator] of rows)
  test(what, () => assert.deepEqual(judged(told), { state, needsOperator }));
