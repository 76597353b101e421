import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { CaseDoc } from "../cases/model.ts";
import { findingsOf } from "./case-findings.ts";
import { compareRows, daySheet, type Row, readRows, toCsv } from "./reconciliation-file.ts";
import { isSettled } from "./settle-finding.ts";
import { isLongPause, oddSilence, usualSilence } from "./silence.ts";

const start = new Date("2026-03-02T08:00:00Z");
const later = (days: number) => new Date(start.getTime() + days * 86_400_000);

function caseWith(more: object, entry: object = {}): CaseDoc {
  const first = { id: "1", serial: "s1", ipc: "SQ1008", st: "DONE", unsure: false, at: start, ...entry };
  const plain = {
    _id: "c1",
    region: "110000",
    business: "SQ1008",
    businessSn: "1",
    origin: "portal",
    createdAt: start,
  };
  const of = { ...plain, outbox: [first], feedbacks: [], ...more } as unknown as CaseDoc;
  for (const [at, one] of of.feedbacks.entries()) one.key = `${at}:${one.ipc}:${one.state}`;
  return of;
}
const feedback = (state: string | null, days = 1, ipc = "JD1004", more: object = {}) => ({
  ...{ ipc, state, date: String(days).padStart(14, "0"), sn: "", receivedAt: later(days) },
  ...more,
});
const request = (ipc: string) => ({ outbox: [{ ipc, st: "DONE", unsure: false, at: start }] });

const rows: readonly [name: string, of: CaseDoc, days: number, kinds: string[]][] = [
  ["delivered yesterday", caseWith({}), 1, []],
  ["silent past the promise", caseWith({}), 40, ["pastPromise"]],
  ["silent longer than 95 of 100 here, and than the law allows", caseWith({}), 8, ["slowerThanUsual"]],
  ["silent longer than 95 of 100 here, for less than five working days", caseWith({}), 6, []],
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
  ["tried again a minute ago, for two days", caseWith({}, { st: "WAIT", at: later(2) }), 2, ["waiting"]],
  [
    "tried again just now, unsure for two hours",
    caseWith({}, { st: "SENDING", unsure: true, at: later(0.1) }),
    0.1,
    ["unsure"],
  ],
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
      for (const { text, settlement } of found) {
        assert.match(text, /^您好/);
        assert.match(settlement, /登记|发送|处理|补发/);
      }
    });
});

const at = (text: string) => new Date(`${text}:00+08:00`);
const seconds = 40_000;
// 2026-03-06 is a Friday.
for (const [name, since, now, promised, slow, odd] of [
  ["minutes, where seconds are usual", "2026-03-02T16:00", "2026-03-02T16:20", 20, seconds, null],
  ["a night", "2026-03-02T16:00", "2026-03-03T09:00", 20, seconds, null],
  ["four working days and a weekend", "2026-03-05T16:00", "2026-03-11T15:00", 20, seconds, null],
  ["five working days and a weekend", "2026-03-05T16:00", "2026-03-12T16:00", 20, seconds, "slowerThanUsual"],
  [
    "five working days, nothing promised",
    "2026-03-02T09:00",
    "2026-03-09T09:00",
    undefined,
    1,
    "slowerThanUsual",
  ],
  ["a weekend, where one day is promised", "2026-03-06T17:00", "2026-03-09T16:00", 1, seconds, null],
  [
    "a working day, where one is promised",
    "2026-03-06T17:00",
    "2026-03-09T17:00",
    1,
    seconds,
    "slowerThanUsual",
  ],
  [
    "six working days, where eight are usual",
    "2026-03-02T09:00",
    "2026-03-10T09:00",
    20,
    9 * 86_400_000,
    null,
  ],
  ["six working days of a province we hardly know", "2026-03-02T09:00", "2026-03-10T09:00", 20, null, null],
  ["past the promise", "2026-03-02T09:00", "2026-04-08T09:00", 20, null, "pastPromise"],
] as const)
  test(`silence: ${name}: ${odd ?? "nobody is called"}`, () =>
    assert.equal(oddSilence(at(since), at(now), promised, slow), odd));

const told = (of: CaseDoc, days: number) => findingsOf(of, () => 15, null, later(days))[0]!;
const moved = (...states: string[]) => caseWith({ feedbacks: states.map((state, n) => feedback(state, n)) });
const held = (tries: number) => caseWith({}, { st: "HELD", tries });
const waits = (more: object) => caseWith({}, { st: "WAIT", ...more });
const doubted = (...kept: number[]) =>
  caseWith({ feedbacks: kept.map((n) => feedback("3", n, "JD1004", { doubtful: true })) });
for (const [name, before, settledOn, after, days, open] of [
  [
    "contradiction: the same feedbacks a year later",
    moved("3", "8", "7"),
    3,
    moved("3", "8", "7"),
    365,
    false,
  ],
  ["contradiction: another feedback", moved("3", "8", "7"), 3, moved("3", "8", "7", "5"), 4, true],
  ["doubt: the same a year later", doubted(1), 3, doubted(1), 365, false],
  ["doubt: a second one", doubted(1), 3, doubted(1, 2), 4, true],
  ["a skipped state: one more later state", moved("5"), 3, moved("5", "8"), 9, false],
  ["held: the same try", held(2), 3, held(2), 365, false],
  ["held: held once more after a resend", held(2), 3, held(3), 4, true],
  ["waiting: tried again", waits({ tries: 9 }), 3, waits({ tries: 90, at: later(5) }), 5, false],
  ["waiting: another code", waits({ code: "0001" }), 3, waits({ code: "9999" }), 4, true],
  ["waiting: twice as long as when it was settled", waits({}), 3, waits({}), 6, true],
  ["past the promise: not yet twice as long", caseWith({}), 40, caseWith({}), 79, false],
  ["past the promise: twice as long", caseWith({}), 40, caseWith({}), 80, true],
] as const)
  test(`settled, ${name}: ${open ? "open again" : "stays settled"}`, () => {
    const [first, now] = [told(before, settledOn), told(after, days)];
    assert.equal(now.id, first.id);
    assert.equal(isSettled(now, undefined, later(days)), false);
    assert.equal(isSettled(now, { facts: first.facts, at: later(settledOn) }, later(days)), !open);
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
