import assert from "node:assert/strict";
import { test } from "node:test";
import { type GuessState, guessedWrong, mayGuess } from "./guess-limit.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23) + seconds * 1000);

test("four wrong log-ins lock nothing, the fifth locks for a minute, then twice as long each, at most 15 minutes", () => {
  let state: GuessState | null = null;
  let seconds = 0;
  const locks: number[] = [];
  for (let count = 0; count < 11; count++) {
    assert.ok(mayGuess(state, at(seconds)));
    state = guessedWrong(state, at(seconds));
    const lock = state.until ? (state.until.getTime() - at(seconds).getTime()) / 1000 : 0;
    locks.push(lock);
    if (lock > 0) assert.equal(mayGuess(state, at(seconds + lock - 1)), false);
    seconds += lock;
  }
  assert.deepEqual(locks, [0, 0, 0, 0, 60, 120, 240, 480, 900, 900, 900]);
});

test("after a quiet day the count starts anew", () => {
  const locked: GuessState = { failures: 9, until: at(900), at: at(0) };
  assert.deepEqual(guessedWrong(locked, at(25 * 3600)), { failures: 1, until: null, at: at(25 * 3600) });
});
