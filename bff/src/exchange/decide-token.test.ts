import assert from "node:assert/strict";
import { test } from "node:test";
import { decideToken, noToken, type TokenEvent, type TokenState } from "./decide-token.ts";

const start = new Date("2026-11-23T01:00:00Z").getTime();
const at = (seconds: number) => new Date(start + seconds * 1000);
const need = (more: Partial<TokenEvent & { type: "need" }> = {}): TokenEvent => ({
  type: "need",
  me: "i1",
  stale: null,
  quiet: false,
  ...more,
});
const live: TokenState = { ...noToken, sealed: "s", gen: 4, at: at(0), logins: [at(-1)] };
const hour = 3600;

const rows: [string, TokenState, TokenEvent, number, object[]][] = [
  ["the first need logs in", noToken, need(), 0, [{ type: "login", gen: 1 }]],
  ["a live token is used", live, need(), 60, [{ type: "use", gen: 4 }]],
  ["0004 for an older generation only sends again", live, need({ stale: 3 }), 60, [{ type: "use", gen: 4 }]],
  ["0004 for this generation logs in", live, need({ stale: 4 }), 60, [{ type: "login", gen: 5 }]],
  ["no two log-ins within ten seconds", live, need({ stale: 4 }), 5, [{ type: "wait", ms: 4000 }]],
  ["23 hours, quiet: renewed", live, need({ quiet: true }), 23 * hour, [{ type: "login", gen: 5 }]],
  ["23 hours, busy: used on", live, need(), 23 * hour, [{ type: "use", gen: 4 }]],
  ["a minute before its end: renewed", live, need(), 24 * hour - 60, [{ type: "login", gen: 5 }]],
];
for (const [name, state, event, seconds, effects] of rows)
  test(name, () => assert.deepEqual(decideToken(state, event, at(seconds)).effects, effects));

test("one log-in at a time: the others wait, and use what came of it", () => {
  const { state } = decideToken(noToken, need(), at(0));
  assert.deepEqual(decideToken(state, need({ me: "i2" }), at(1)).effects, [{ type: "wait", ms: 200 }]);
  const after = decideToken(state, { type: "loggedIn", me: "i1", gen: 1, sealed: "t" }, at(2));
  assert.deepEqual(after.effects, [{ type: "use", gen: 1 }]);
  assert.deepEqual(decideToken(after.state, need({ me: "i2" }), at(3)).effects, [{ type: "use", gen: 1 }]);
});

const afterFailedLogIn: [string, number | null, boolean, string][] = [
  ["a token that got 0004 goes into nothing more once a log-in for it was not answered", 4, false, "wait"],
  ["a log-in that was refused has ended no token", 4, true, "use"],
  ["a renewal that was not answered leaves the token", null, false, "use"],
];
for (const [name, stale, refused, effect] of afterFailedLogIn)
  test(name, () => {
    const due = stale === null ? 23 * hour : 20;
    const asked = decideToken(live, need({ stale, quiet: true }), at(due));
    assert.deepEqual(asked.effects, [{ type: "login", gen: 5 }]);
    const { state } = decideToken(
      asked.state,
      { type: "loginFailed", me: "i1", refused, stale },
      at(due + 1),
    );
    assert.equal(decideToken(state, need(), at(due + 2)).effects[0]?.type, effect);
    assert.equal(decideToken(state, need({ stale: 4 }), at(due + 70)).effects[0]?.type, "login");
  });

test("a log-in whose lease was taken over writes nothing", () => {
  const first = decideToken(noToken, need(), at(0)).state;
  const second = decideToken(first, need({ me: "i2" }), at(31)).state;
  const late = decideToken(second, { type: "loggedIn", me: "i1", gen: 1, sealed: "old" }, at(32));
  assert.equal(late.state, second);
  assert.deepEqual(late.effects, [{ type: "wait", ms: 0 }]);
});

test("a refused account is not hammered; a peer that was away is logged in to again after ten seconds", () => {
  const claimed = decideToken(noToken, need(), at(0)).state;
  const failed = (refused: boolean) =>
    decideToken(claimed, { type: "loginFailed", me: "i1", refused, stale: null }, at(1));
  assert.deepEqual(
    failed(true).effects.map((one) => one.type),
    ["giveUp", "alarm"],
  );
  let state = failed(true).state;
  for (let count = 0; count < 3; count++) state = { ...state, refusals: state.refusals + 1 };
  assert.equal(decideToken(state, need(), at(60)).effects[0]?.type, "wait");
  assert.equal(decideToken(failed(false).state, need(), at(11)).effects[0]?.type, "login");
});

test("more than six log-ins in an hour are told once", () => {
  let state = noToken;
  const told: number[] = [];
  for (let gen = 1; gen <= 9; gen++) {
    const asked = decideToken(state, need({ stale: gen - 1 }), at(gen * 60));
    if (asked.effects.some((one) => one.type === "alarm")) told.push(gen);
    state = decideToken(
      asked.state,
      { type: "loggedIn", me: "i1", gen, sealed: "t" },
      at(gen * 60 + 1),
    ).state;
  }
  assert.deepEqual(told, [7]);
});
