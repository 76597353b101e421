import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import type { Document } from "mongodb";
import { cases } from "../../bff/src/exchange/collections.ts";
import {
  claimed,
  ended,
  type Line,
  type Patch,
  proved,
  pushed,
  restored,
  withdrawn,
} from "../../bff/src/exchange/outbox-rules.ts";
import {
  claimStages,
  endStages,
  proofStages,
  pushStages,
  restoreStages,
  withdrawStages,
} from "../../bff/src/exchange/outbox-stages.ts";
import { entry, lines } from "./lines.ts";
import { openStore, type TestStore } from "./store.ts";

const lease = 60_000;
const patch: Patch = {
  ...{ st: "WAIT", unsure: true, tries: 3, code: "$9999", message: "$$NOW 未知", waitMs: 12_345 },
};
const message = entry("new", "QX1001");
const proven = ["SQ1008", "QX1001"];

/** What the rules say, and what the store is told to do. */
const moves: Record<string, [(line: Line, now: Date) => Line, Document[]]> = {
  claim: [(line, now) => claimed(line, "me", now, lease), claimStages("me", lease)],
  "end of the head": [
    (line, now) =>
      ended({ ...line, send: { ...line.send, owner: "me", fence: 1 } }, "me", 1, "0", patch, now)!,
    endStages("0", patch),
  ],
  "end of another": [
    (line, now) =>
      ended({ ...line, send: { ...line.send, owner: "me", fence: 1 } }, "me", 1, "2", patch, now)!,
    endStages("2", patch),
  ],
  push: [(line, now) => pushed(line, message, now), pushStages(message)],
  "push again": [(line, now) => pushed(line, entry("0", "QX1001"), now), pushStages(entry("0", "QX1001"))],
  withdraw: [(line, now) => withdrawn(line, message, now), withdrawStages(message)],
  restore: [(line, now) => restored(line, now), restoreStages()],
  proof: [(line, now) => proved(line, proven, now), proofStages(proven)],
};

let store: TestStore;
before(async () => {
  store = await openStore();
});
after(() => store.close());

for (const [name, [rule, stages]] of Object.entries(moves))
  test(`the store does what the rules say: ${name}`, async () => {
    const ends = name.startsWith("end");
    let count = 0;
    const many = fc.array(fc.tuple(lines, fc.boolean()), { minLength: 60, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(many, async (list) => {
        const run = `${name} ${++count}`;
        const given = list.map(([line, idle], at) => {
          const { outbox, send } = idle ? withoutDue(line) : line;
          return { _id: `${run} ${at}`, run, outbox, send: ends ? { ...send, owner: "me", fence: 1 } : send };
        });
        await cases().insertMany(given as never[]);
        const from = new Date();
        await cases().updateMany({ run } as never, stages);
        const to = new Date();
        const stored = (await cases()
          .find({ run } as never)
          .toArray()) as unknown as (Line & { _id: string })[];
        const byId = new Map(stored.map((one) => [one._id, one]));
        const now = new Date(1_000_000_000_000);
        for (const one of given) {
          const found = byId.get(one._id)!;
          assert.deepEqual(normal(found, from, to), normal(rule(one, now), now, now));
          assert.deepEqual(Object.keys(found).sort(), ["_id", "outbox", "run", "send"]);
        }
      }),
      { numRuns: 4 },
    );
  });

function withoutDue({ outbox, send: { due: _, ...send } }: Line): Line {
  return { outbox, send };
}

/** The line with moments of "now" named, so that two clocks can be compared; `at` is the store's own. */
function normal({ outbox, send }: Line, from: Date, to: Date): unknown {
  const named = (date: Date | null | undefined) => {
    if (date == null) return date ?? "absent";
    for (const [name, ms] of Object.entries({ now: 0, lease, wait: patch.waitMs }))
      if (date.getTime() - ms >= from.getTime() - 5 && date.getTime() - ms <= to.getTime() + 5) return name;
    return date;
  };
  const entries = outbox.map((one) => ({ ...one, at: undefined }));
  return { outbox: entries, send: { ...send, due: named(send.due), until: named(send.until) } };
}
