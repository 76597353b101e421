import fc from "fast-check";
import type { Entry, Line } from "../../bff/src/exchange/outbox-rules.ts";

/** A line with its first message due at `due`. */
export function line<E extends Entry>(outbox: readonly E[], due?: Date): Line & { outbox: readonly E[] } {
  const idle = { peer: "110000", fence: 0, owner: null, until: null };
  return { outbox, send: due && outbox.length > 0 ? { ...idle, due } : idle };
}

export function entry(id: string, ipc: string, more: Partial<Entry> = {}): Entry {
  return { id, ipc, st: "READY", unsure: false, tries: 0, code: null, message: null, ...more };
}

const times = fc.integer({ min: 0, max: 10_000_000 }).map((ms) => new Date(1_790_000_000_000 + ms));
const ipcs = ["SQ1008", "QX1001", "HT1001", "PJ1001"];
const sts = ["READY", "SENDING", "WAIT", "DONE", "REFUSED", "HELD", "CANCELLED"] as const;

const entries = fc.record({
  ipc: fc.constantFrom(...ipcs),
  st: fc.constantFrom(...sts),
  unsure: fc.boolean(),
  tries: fc.integer({ min: 0, max: 4 }),
  code: fc.constantFrom(null, "0000", "0004", "1001"),
  message: fc.constantFrom(null, "成功", "$重复"),
});

/** Any line that the rules could ever meet, and some that they could not. `due` stands where something can be sent. */
export const lines: fc.Arbitrary<Line> = fc
  .record({
    list: fc.array(entries, { maxLength: 5 }),
    due: times,
    until: fc.option(times, { nil: null }),
    fence: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ list, due, until, fence }) => {
    const outbox = list.map((one, at): Entry => ({ ...one, id: String(at) }));
    const send = { peer: "110000", fence, owner: until && "other", until, due };
    return { outbox, send };
  });
