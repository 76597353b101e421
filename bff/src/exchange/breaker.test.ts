import assert from "node:assert/strict";
import { test } from "node:test";
import { closedBreaker, decideBreaker } from "./breaker.ts";
import { ramped, slowly } from "./ramp.ts";

const now = new Date("2026-11-23T01:00:00Z");
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

function failures(count: number) {
  let state = closedBreaker;
  for (let one = 0; one < count; one++)
    state = decideBreaker(state, { type: "failed", chance: 0.5 }, now).state;
  return state;
}

test("five failures in a row open it, an answer in between starts the count anew", () => {
  assert.equal(failures(4).openedAt, null);
  assert.equal(failures(5).openedAt, now);
  const { state } = decideBreaker(failures(4), { type: "answered" }, now);
  assert.equal(decideBreaker(state, { type: "failed", chance: 0.5 }, now).state.openedAt, null);
});

test("while open, one probe each 20 to 30 s, whoever asks", () => {
  const open = failures(5);
  const probe = { type: "probe", chance: 0 } as const;
  assert.equal(decideBreaker(open, probe, after(24)).effect, "none");
  const first = decideBreaker(open, probe, after(25));
  assert.equal(first.effect, "probe");
  assert.equal(decideBreaker(first.state, probe, after(26)).effect, "none");
  assert.equal(decideBreaker(first.state, probe, after(45)).effect, "probe");
});

test("an answer closes it and tells since when", () => {
  const closed = decideBreaker(failures(7), { type: "answered" }, after(60));
  assert.deepEqual(closed, { state: { ...closedBreaker, closedAt: after(60) }, effect: "closed" });
});

test("a closed and quiet breaker is not written again", () => {
  assert.equal(decideBreaker(closedBreaker, { type: "answered" }, now).state, closedBreaker);
});

test("the ramp goes 1, 2, 4, 8 by answers and halves on a failure", () => {
  const limits = [];
  let ramp = slowly;
  for (let answers = 0; answers < 12; answers++) {
    limits.push(ramp.limit);
    ramp = ramped(ramp, true);
  }
  assert.deepEqual(limits, [1, 2, 2, 4, 4, 4, 4, 8, 8, 8, 8, 8]);
  assert.equal(ramped(ramp, false).limit, 4);
  assert.equal(ramped(slowly, false).limit, 1);
});
