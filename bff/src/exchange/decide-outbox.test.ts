import assert from "node:assert/strict";
import { test } from "node:test";
import { type Attempt, decide, leaseForPost, type Outcome } from "./decide-outbox.ts";
import type { Entry } from "./outbox-rules.ts";

const repeats = [{ code: "1001", text: "重复" }];
const answered = (code: string, message = ""): Outcome => ({ kind: "answered", code, message });

function attempt(entry: Partial<Entry> = {}, more: Partial<Attempt> = {}): Attempt {
  const fresh: Entry = { id: "m1", ipc: "SQ1008", st: "SENDING", unsure: false, tries: 1, code: null };
  return {
    entry: { ...fresh, ...entry },
    fence: 1,
    leaseEnd: 60_000,
    alreadyHave: repeats,
    gen: 3,
    renewed: false,
    ...more,
  };
}

function endOf(state: Attempt, outcome: Outcome) {
  const { effects } = decide(state, { type: "over", outcome, chance: 0.5 }, 0);
  const end = effects.find((one) => one.type === "end");
  return {
    patch: end?.type === "end" ? end.patch : null,
    alarms: effects.filter((one) => one.type === "alarm"),
  };
}

const unknown: Outcome = { kind: "unknown", why: "timeout" };
/** Outcome, was it unsure before → state, unsure after, waits? (reliability 2.2) */
const rows: [string, Outcome, boolean, string, boolean, boolean][] = [
  ["refused connection", { kind: "notSent", why: "ECONNREFUSED" }, false, "WAIT", false, true],
  ["refused connection after an unsure attempt", { kind: "notSent", why: "x" }, true, "WAIT", true, true],
  ["no answer", unknown, false, "WAIT", true, true],
  ["done", answered("0000"), false, "DONE", false, false],
  ["done after unsure", answered("0000"), true, "DONE", false, false],
  ["wrong parameters", answered("1001"), false, "REFUSED", false, false],
  ["unknown field", answered("0601"), false, "REFUSED", false, false],
  ["unknown condition", answered("0602"), false, "REFUSED", false, false],
  ["wrong parameters after unsure", answered("1001"), true, "HELD", true, false],
  [
    "a repeat by the peer's own words, after unsure",
    answered("1001", "数据重复"),
    true,
    "DONE",
    false,
    false,
  ],
  [
    "a repeat by the peer's own words, never unsure",
    answered("1001", "数据重复"),
    false,
    "HELD",
    false,
    false,
  ],
  ["stopped service", answered("0002"), false, "WAIT", false, true],
  ["no data", answered("0003"), true, "WAIT", true, true],
  ["unknown error of the peer", answered("9999"), false, "WAIT", true, true],
  ["a code nobody knows", answered("4711"), false, "WAIT", false, true],
  ["nothing tried", { kind: "notTried", why: "lease" }, false, "WAIT", false, true],
];
for (const [name, outcome, unsure, st, unsureAfter, waits] of rows)
  test(`${name} → ${st}${unsureAfter ? ", unsure" : ""}`, () => {
    const { patch } = endOf(attempt({ unsure, tries: 2 }), outcome);
    assert.deepEqual([patch?.st, patch?.unsure, (patch?.waitMs ?? 0) > 0], [st, unsureAfter, waits]);
  });

test("a 1001 after an answer that was no acceptance is held: a doubled copy may have been taken", () => {
  assert.equal(endOf(attempt({ code: "0003", tries: 2 }), answered("1001")).patch?.st, "HELD");
  assert.equal(endOf(attempt({ code: "0004", tries: 2 }), answered("1001")).patch?.st, "REFUSED");
});

test("a dead token does not make us forget that a doubled copy may have been taken", () => {
  const again = attempt({ code: "0003", tries: 2 }, { renewed: true });
  for (const outcome of [answered("0004"), { kind: "notTried", why: "token" } as const])
    assert.deepEqual(
      [endOf(again, outcome).patch?.code, endOf(again, outcome).patch?.unsure],
      ["0004", true],
    );
});

test("an attempt goes token, log, post, and posts only after the log is written", () => {
  const start = attempt();
  assert.deepEqual(decide(start, { type: "claimed" }, 0).effects, [{ type: "token", stale: null }]);
  const withToken = decide(start, { type: "token", gen: 7 }, 0);
  assert.deepEqual(withToken.effects, [{ type: "log" }]);
  assert.deepEqual(decide(withToken.state, { type: "logged" }, 0).effects, [{ type: "post", gen: 7 }]);
});

test("no post begins with less than 35 s of lease left", () => {
  const late = 60_000 - leaseForPost + 1;
  const { effects } = decide(attempt(), { type: "logged" }, late);
  assert.equal(effects[0]?.type, "end");
  assert.equal(decide(attempt(), { type: "logged" }, late - 1).effects[0]?.type, "post");
});

test("what was never tried counts no try, so that a withdrawal can still cancel it", () => {
  assert.equal(endOf(attempt(), { kind: "notTried", why: "token" }).patch?.tries, 0);
});

test("0004 fetches a newer token and posts once more at once, then backs off", () => {
  const first = decide(attempt(), { type: "over", outcome: answered("0004"), chance: 0.5 }, 0);
  assert.deepEqual(first.effects, [{ type: "token", stale: 3 }]);
  const again = endOf(first.state, answered("0004"));
  assert.deepEqual([again.patch?.st, again.patch?.code, again.alarms.length], ["WAIT", "0004", 0]);
  assert.equal(endOf(first.state, answered("0000")).patch?.st, "DONE");
});

test("0004 three times in a row raises an alarm and is not given up", () => {
  const { patch, alarms } = endOf(attempt({ code: "0004" }, { renewed: true }), answered("0004"));
  assert.deepEqual([patch?.st, alarms], ["WAIT", [{ type: "alarm", what: "denied" }]]);
});

test("a try that got its 0004 and then no new token still counts", () => {
  assert.equal(
    endOf(attempt({ tries: 4 }, { renewed: true }), { kind: "notTried", why: "token" }).patch?.tries,
    4,
  );
});
