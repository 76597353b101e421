import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { headOf, tipsAfter } from "./day-head.ts";
import { type Entry, type Fact, link, newChain, timeOf } from "./entry.ts";
import { isIncluded, proofOf, rootOf } from "./merkle.ts";
import { followChain, isFinding } from "./verify-chain.ts";

const fact: Fact = {
  who: "system",
  act: "send SQ1008",
  on: "110000000202611230000001",
  result: "0000",
  digest: "",
};

function chainOf(length: number, name = "a"): Entry[] {
  const entries: Entry[] = [];
  let tip = newChain(name);
  for (let i = 0; i < length; i++) {
    const entry = link(tip, { ...fact, result: String(i) }, timeOf(new Date(1_795_000_000_000 + i)));
    entries.push(entry);
    tip = entry;
  }
  return entries;
}

test("times are Shanghai's, whatever the host's zone, and compare as text", () => {
  assert.equal(timeOf(new Date("2026-11-23T16:30:00.005Z")), "2026-11-24T00:30:00.005+08:00");
});

test("an untouched chain verifies to its last entry", () => {
  const entries = chainOf(20);
  const end = followChain(newChain("a"), entries);
  assert.ok(!isFinding(end));
  assert.equal(end.hash, entries.at(-1)?.hash);
});

const tampering: [string, (entries: Entry[]) => Entry[], object][] = [
  [
    "an altered result",
    (all) => all.with(4, { ...all[4]!, result: "9999" }),
    { entry: "a:000000000005", what: "altered" },
  ],
  [
    "an altered time",
    (all) => all.with(0, { ...all[0]!, at: "x" }),
    { entry: "a:000000000001", what: "altered" },
  ],
  [
    "an altered entry with its own hash made anew",
    (all) => all.with(4, link(all[3]!, { ...fact, result: "9999" }, all[4]!.at)),
    { entry: "a:000000000005", what: "altered" },
  ],
  ["a removed entry", (all) => all.toSpliced(4, 1), { entry: "a:000000000005", what: "removed" }],
  [
    "an entry put in twice",
    (all) => all.toSpliced(5, 0, all[4]!),
    { entry: "a:000000000005", what: "inserted" },
  ],
  [
    "an entry of another chain",
    (all) => all.toSpliced(5, 0, chainOf(1, "b")[0]!),
    { entry: "b:000000000001", what: "inserted" },
  ],
];
for (const [name, tamper, finding] of tampering)
  test(`${name} is found and named`, () => {
    assert.deepEqual(followChain(newChain("a"), tamper(chainOf(10))), finding);
  });

test("every leaf of a tree of any size is proved, and nothing else is", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), (size, pick) => {
      const leaves = chainOf(size).map(({ hash }) => hash);
      const index = pick % size;
      const proof = proofOf(leaves, index);
      assert.ok(isIncluded(leaves[index]!, proof, rootOf(leaves)));
      assert.ok(!isIncluded(rootOf(["00"]), proof, rootOf(leaves)));
      if (size > 1) assert.ok(!isIncluded(leaves[(index + 1) % size]!, proof, rootOf(leaves)));
    }),
  );
});

test("a node of the tree cannot pass for a leaf", () => {
  const leaves = chainOf(4).map(({ hash }) => hash);
  const half = rootOf(leaves.slice(0, 2));
  assert.ok(!isIncluded(half, proofOf(leaves, 0).slice(1), rootOf(leaves)));
});

test("heads are linked, and each chain goes on where the last head left it", () => {
  const entries = chainOf(6);
  const part = (from: number, to: number) => ({ chain: "a", from, to, last: entries[to - 1]!.hash });
  const first = headOf(
    "20261123",
    [part(1, 4)],
    entries.slice(0, 4).map(({ hash }) => hash),
    null,
  );
  const second = headOf(
    "20261124",
    [part(5, 6)],
    entries.slice(4).map(({ hash }) => hash),
    first,
  );
  assert.equal(second.prev, first.hash);
  assert.equal(tipsAfter([first, second]).get("a")?.seq, 6);
  const end = followChain(tipsAfter([first]).get("a")!, entries.slice(4));
  assert.ok(!isFinding(end));
});
