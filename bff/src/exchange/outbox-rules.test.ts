import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { entry, line, lines } from "../../../test/delivery/lines.ts";
import {
  claimable,
  claimed,
  ended,
  headOf,
  type Line,
  type Patch,
  proved,
  pushed,
  withdrawn,
} from "./outbox-rules.ts";

const now = new Date("2026-11-23T01:00:00Z");
const minute = 60_000;
const done: Patch = { st: "DONE", unsure: false, tries: 1, code: "0000", message: "成功", waitMs: 0 };
const states = (one: Line | null) => one?.outbox.map((each) => each.st).join(" ");

test("a lease that ran out means unsure, never unsent", () => {
  const first = claimed(line([entry("a", "SQ1008")], now), "i1", now, minute);
  assert.equal(first.outbox[0]?.unsure, false);
  const later = new Date(now.getTime() + minute + 1);
  assert.equal(claimable(first, new Date(now.getTime() + minute)), false);
  assert.equal(claimable(first, later), true);
  const second = claimed(first, "i2", later, minute);
  assert.deepEqual([second.outbox[0]?.unsure, second.outbox[0]?.tries, second.send.fence], [true, 2, 2]);
});

test("a stale worker's end is refused", () => {
  const first = claimed(line([entry("a", "SQ1008")], now), "i1", now, minute);
  const second = claimed(first, "i2", new Date(now.getTime() + 2 * minute), minute);
  assert.equal(ended(second, "i1", 1, "a", done, now), null);
  assert.equal(states(ended(second, "i2", 2, "a", done, now)), "DONE");
});

const heads: [string, [string, string][], string | null][] = [
  [
    "order within a case",
    [
      ["SQ1008", "WAIT"],
      ["QX1001", "READY"],
    ],
    "0",
  ],
  [
    "a held application lets its withdrawal pass",
    [
      ["SQ1008", "HELD"],
      ["PJ1001", "READY"],
      ["QX1001", "READY"],
    ],
    "2",
  ],
  [
    "a refused one lets its rollback pass",
    [
      ["SQ1008", "REFUSED"],
      ["HT1001", "READY"],
    ],
    "1",
  ],
  [
    "the rest waits behind a held one",
    [
      ["SQ1008", "HELD"],
      ["PJ1001", "READY"],
    ],
    null,
  ],
  [
    "nothing left",
    [
      ["SQ1008", "DONE"],
      ["QX1001", "CANCELLED"],
    ],
    null,
  ],
];
for (const [name, list, expected] of heads)
  test(`head: ${name}`, () => {
    const entries = list.map(([ipc, st], at) => entry(String(at), ipc, { st: st as "WAIT" }));
    const taken = claimed(line(entries, now), "i1", now, minute);
    assert.equal(taken.outbox.find((one) => one.st === "SENDING")?.id ?? null, expected);
    assert.equal(taken.send.due === undefined, expected === null);
  });

test("a withdrawal of what was never tried sends nothing at all", () => {
  const both = withdrawn(line([entry("a", "SQ1008")], now), entry("q", "QX1001"), now);
  assert.deepEqual([states(both), both.send.due], ["CANCELLED CANCELLED", undefined]);
});

test("a withdrawal while the application is under way queues behind it", () => {
  const taken = claimed(line([entry("a", "SQ1008")], now), "i1", now, minute);
  assert.equal(states(withdrawn(taken, entry("q", "QX1001"), now)), "SENDING READY");
});

test("the withdrawal of a window case goes out", () => {
  assert.equal(states(withdrawn(line([], now), entry("q", "QX1001"), now)), "READY");
});

test("feedback settles what was refused or held, and a later end does not undo it", () => {
  const taken = claimed(line([entry("a", "SQ1008")], now), "i1", now, minute);
  const proof = proved(taken, ["SQ1008"], now);
  assert.equal(states(ended(proof, "i1", 1, "a", { ...done, st: "WAIT", waitMs: 9 }, now)), "DONE");
  assert.equal(states(proved(line([entry("a", "SQ1008", { st: "REFUSED" })], now), ["SQ1008"], now)), "DONE");
});

test("the same message is queued once", () => {
  const once = pushed(line([], now), entry("q", "PJ1001"), now);
  assert.equal(pushed(once, entry("q", "PJ1001"), now), once);
});

test("whatever happens, at most one entry is under way and due is set exactly while there is a head to send", () => {
  fc.assert(
    fc.property(lines, fc.integer({ min: 0, max: 100_000 }), (given, ms) => {
      const taken = claimed(given, "me", now, minute);
      const moved =
        ended(taken, "me", taken.send.fence, "0", { ...done, st: "WAIT", waitMs: ms }, now) ?? taken;
      const sending = taken.outbox.filter((one) => one.st === "SENDING").length;
      assert.ok(sending <= 1 + given.outbox.filter((one) => one.st === "SENDING").length);
      for (const one of [taken, moved, proved(moved, ["SQ1008"], now)]) {
        const head = headOf(one.outbox) !== null;
        assert.equal(one.send.due !== undefined, head);
      }
    }),
  );
});
