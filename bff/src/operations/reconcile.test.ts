import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { CaseDoc } from "../cases/model.ts";
import { findingsOf, isLongPause, usualSilence } from "./reconcile.ts";
import { compareRows, daySheet, type Row, readRows, toCsv } from "./reconciliation-file.ts";

const start = new Date("2026-03-02T08:00:00Z");
const later = (days: number) => new Date(start.getTime() + days * 86_400_000);

function caseWith(more: object, entry: object = {}): CaseDoc {
  const first = { ipc: "SQ1008", st: "DONE", unsure: false, at: start, ...entry };
  const plain = { region: "110000", business: "SQ1008", businessSn: "1", origin: "portal", createdAt: start };
  return { ...plain, outbox: [first], feedbacks: [], ...more } as unknown as CaseDoc;
}
const feedback = (state: string | null, days = 1, ipc = "JD1004", more: object = {}) => ({
  ...{ ipc, state, date: String(days).padStart(14, "0"), sn: "", receivedAt: later(days) },
  ...more,
});
const request = (ipc: string) => ({ outbox: [{ ipc, st: "DONE", unsure: false, at: start }] });

const rows: readonly [name: string, of: CaseDoc, days: number, kinds: string[]][] = [
  ["delivered yesterday", caseWith({}), 1, []],
  ["silent past the promise", caseWith({}), 40, ["pastPromise"]],
  ["silent longer than 95 of 100 here", caseWith({}), 5, ["slowerThanUsual"]],
  ["answered", caseWith({ feedbacks: [feedback("3")] }), 40, []],
  ["a state skipped", caseWith({ feedbacks: [feedback("5")] }), 2, ["stateSkipped"]],
  [
    "a state dated after the end",
    caseWith({ feedbacks: ["3", "8", "7"].map((state, at) => feedback(state, at)) }),
    2,
    ["contradicted"],
  ],
  [
    "two ends",
    caseWith({ feedbacks: ["3", "2", "8"].map((state, at) => feedback(state, at)) }),
    2,
    ["contradicted"],
  ],
  [
    "a state that B.12 does not have",
    caseWith({ feedbacks: [feedback("42"), feedback("3")] }),
    2,
    ["contradicted"],
  ],
  [
    "a feedback that speaks of another business",
    caseWith({ feedbacks: [feedback("3", 1, "JD1004", { doubtful: true })] }),
    2,
    ["doubtful"],
  ],
  ["not confirmed for two hours", caseWith({}, { st: "WAIT", unsure: true }), 0.1, ["unsure"]],
  ["waiting for two days", caseWith({}, { st: "WAIT" }), 2, ["waiting"]],
  ["held", caseWith({}, { st: "HELD" }), 0, ["held"]],
  ["refused", caseWith({}, { st: "REFUSED" }), 0, ["refused"]],
  ["withdrawal never answered", caseWith(request("QX1001")), 6, ["neverAnswered"]],
  ["rollback never answered", caseWith(request("HT1001")), 11, ["neverAnswered"]],
  ["verification never answered", caseWith(request("HS1001")), 16, ["neverAnswered"]],
  ["complaint never answered", caseWith(request("PJ1003")), 31, ["neverAnswered"]],
  [
    "withdrawal answered",
    caseWith({ ...request("QX1001"), feedbacks: [feedback(null, 1, "QX1002")] }),
    9,
    [],
  ],
  [
    "withdrawal answered, and the next one not",
    caseWith({
      outbox: ["a", "b"].map((id) => ({ id, ipc: "QX1001", st: "DONE", unsure: false, at: start })),
      requests: [
        { id: "a", at: start },
        { id: "b", at: later(2) },
      ],
      feedbacks: [feedback(null, 1, "QX1002")],
    }),
    9,
    ["neverAnswered"],
  ],
  [
    "a number of our form that is not ours",
    caseWith({
      origin: "window",
      outbox: [],
      businessSn: "110105005202603020000001",
      feedbacks: [feedback("3")],
    }),
    1,
    ["notOurs"],
  ],
  [
    "a window's own number",
    caseWith({ origin: "window", outbox: [], businessSn: "窗口-1", feedbacks: [feedback("3")] }),
    1,
    [],
  ],
];

describe("what is suspicious is found, with a text to copy", () => {
  for (const [name, of, days, kinds] of rows)
    test(name, () => {
      const found = findingsOf(of, () => 15, 4 * 86_400_000, later(days));
      assert.deepEqual(
        found.map(({ kind }) => kind),
        kinds,
      );
      for (const { text } of found) assert.match(text, /^您好/);
    });
});

test("how long a province is usually silent is told from five cases on", () => {
  const answered = (days: number) => caseWith({ feedbacks: [feedback("3", days)] });
  assert.equal(usualSilence([1, 2, 3, 4].map(answered)), null);
  assert.equal(usualSilence([1, 2, 3, 4, 9].map(answered)), 9 * 86_400_000);
});

const row = (n: number, more: Partial<Row> = {}): Row => ({
  ...{ direction: "out", businessSn: `b${n}`, IPCType: "SQ1008", SerialNum: `s${n}`, SM3: "AA" },
  ...{ state: "confirmed", time: start.toISOString() },
  ...more,
});

test("a day's sheet adds up", () => {
  const states = ["confirmed", "waiting", "refused", "held", "withdrawn"] as const;
  const { sent, unexplained } = daySheet([
    ...states.map((state, n) => row(n, { state })),
    row(9, { direction: "in" }),
  ]);
  assert.deepEqual([sent, unexplained], [5, 0]);
});

test("two records are compared, whatever their form; what was never confirmed need not be there", () => {
  const ours = [row(1), row(2), row(3, { state: "waiting" }), row(4)];
  const theirs = [row(1, { SM3: "aa" }), row(4, { SM3: "BB" }), row(5)];
  for (const text of [toCsv(theirs), JSON.stringify(theirs)])
    assert.deepEqual(compareRows(readRows(toCsv(ours)), readRows(text)), [
      "s2 SQ1008 b2：只有我方有（confirmed）",
      "s4 SQ1008 b4：内容的 SM3 不同",
      "s5 SQ1008 b5：只有对方有",
    ]);
  assert.throws(() => readRows("SerialNum,IPCType,SM3\r\na,b"), /第 2 行/);
});

const minutes = (...list: number[]) => list.map((one) => one * 60_000);
const regular = minutes(...Array.from({ length: 40 }, () => 10));
const often = minutes(...Array.from({ length: 40 }, (_, at) => (at % 4 === 0 ? 40 : 10)));
for (const [name, pause, earlier, long] of [
  ["two heartbeats missed", 24, regular, false],
  ["three missed by one that misses none", 31, regular, true],
  ["three missed by one that often does", 31, often, false],
  ["more missed than even by that one", 41, often, true],
  ["once away for a day, and away again", 31, [...regular, ...minutes(1440)], true],
  ["three missed by one that we hardly know", 31, minutes(40, 40, 40), true],
] as const)
  test(`missing heartbeats: ${name} is ${long ? "told" : "not told"}`, () =>
    assert.equal(isLongPause(pause * 60_000, earlier), long));
