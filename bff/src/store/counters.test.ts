import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { floorOf, numbersFrom } from "./counters.ts";

/** A store's counters, as several instances see them, and how often they were asked. */
function counters() {
  const last = new Map<string, number>();
  const take = async (name: string, count: number) => {
    take.calls++;
    last.set(name, (last.get(name) ?? 0) + count);
    return last.get(name)!;
  };
  take.calls = 0;
  return take;
}

test("whatever instances ask at once, no number comes twice and each counter is asked once a block", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.nat(2), { maxLength: 40 }),
      fc.integer({ min: 1, max: 7 }),
      async (s, asks, size) => {
        const take = counters();
        const slow = (name: string, count: number) => s.schedule(take(name, count));
        const instances = [0, 1, 2].map(() => numbersFrom(slow));
        const numbers = await s.waitFor(Promise.all(asks.map((instance) => instances[instance]!("a", size))));
        assert.equal(new Set(numbers).size, asks.length);
        const blocks = [0, 1, 2].map((one) =>
          Math.ceil(asks.filter((instance) => instance === one).length / size),
        );
        assert.equal(
          take.calls,
          blocks.reduce((sum, count) => sum + count, 0),
        );
      },
    ),
  );
});

test("one instance counts from 1 without gaps, each counter by itself", async () => {
  const next = numbersFrom(counters());
  const numbers = [
    await next("a", 2),
    await next("b", 2),
    await next("a", 2),
    await next("a", 2),
    await next("b", 2),
  ];
  assert.deepEqual(numbers, [1, 1, 2, 3, 2]);
});

test("when the store fails all who wait are told, and the next one tries again", async () => {
  const take = counters();
  let away = true;
  const next = numbersFrom((name, count) => (away ? Promise.reject(new Error("away")) : take(name, count)));
  const waiting = [next("a"), next("a"), next("a")];
  for (const one of waiting) await assert.rejects(one, /away/);
  away = false;
  assert.equal(await next("a"), 1);
});

test("counters that are no longer used do not fill the memory, and never repeat a number", async () => {
  const next = numbersFrom(counters(), 2);
  const numbers: number[] = [];
  for (const name of ["a", "b", "c", "a", "c", "a"]) numbers.push(await next(name, 10));
  assert.deepEqual(numbers, [1, 1, 1, 11, 2, 12]);
});

const restored = new Date("2026-11-26T10:00:00+08:00");
const floors: readonly [name: string, at: Date | null, least: number, most: number][] = [
  ["businessSn:11010500020261126", null, 0, 0],
  ["businessSn:11010500020261126", restored, 3_600_000, 3_700_000],
  ["businessSn:11010500020261125", restored, 8_640_000, 8_700_000],
  ["businessSn:11010500020261127", restored, 0, 0],
  ["serial", restored, 0, 0],
];
for (const [name, at, least, most] of floors)
  test(`after a restore at ${at?.toISOString() ?? "no time"}, ${name} starts above ${least}`, () => {
    const floor = floorOf(name, at);
    assert.ok(least <= floor && floor <= most, String(floor));
  });
