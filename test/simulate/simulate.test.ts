import assert from "node:assert/strict";
import { test } from "node:test";
import { history } from "./history.ts";
import { runMany } from "./many.ts";
import { mutations, withMutation } from "./mutations.ts";
import { shrink } from "./shrink.ts";

const seed = 20_261_123;
const runs = 200_000;
/** In which a planted fault must show itself. */
const mostForMutation = 20_000;

/** The first seed whose history goes wrong. */
function firstRed(name: string): number | null {
  const rules = withMutation(name);
  for (let run = 0; run < mostForMutation; run++)
    if (history(seed + run, { rules }).violations.length > 0) return seed + run;
  return null;
}

test(`${runs} histories with drops, doubles, crashes, freezes and thieves: no invariant is broken`, async () => {
  const { red, runs: done, faults } = await runMany({ seed, runs });
  assert.deepEqual(red, [], `npm run simulate -- --seed ${red[0]} --runs 1`);
  assert.equal(done, runs);
  assert.ok(faults > runs, "a storm without faults would show nothing");
});

for (const name of Object.keys(mutations))
  test(`the simulation sees it when ${name}`, () => {
    assert.notEqual(firstRed(name), null);
  });

test("a seed replays exactly", () => {
  for (const one of [seed, seed + 1, seed + 2]) {
    const [first, second] = [history(one, { telling: true }), history(one, { telling: true })];
    assert.deepEqual(first, second);
    assert.ok(first.story.length > 3);
  }
});

test("a history that goes wrong is shrunk to the faults that it needs, and told", () => {
  const name = "no answer counts as delivered";
  const red = firstRed(name)!;
  const rules = withMutation(name);
  const { kept, story, violations } = shrink(red, { rules });
  assert.ok(violations.length > 0);
  assert.ok(kept.length <= 2, kept.join(", "));
  assert.ok(story.length < 40 && story.some((line) => line.includes("!!")));
});
