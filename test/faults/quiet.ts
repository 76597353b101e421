import { setTimeout as sleep } from "node:timers/promises";
import { cases, inbox } from "../../bff/src/exchange/collections.ts";
import type { Bed } from "./bed.ts";

const longest = 6 * 3600_000;

/**
 * After the faults: waits until nothing is due, nothing is to be handled and every province has been heard. While all
 * that is left is waiting for its time, the time is put forward to it. Gives what is left after six hours of that time,
 * or when `realLimit` milliseconds have brought nothing nearer to its end: a slow machine is not a fault.
 */
export async function untilQuiet(bed: Bed, realLimit = 90_000): Promise<string | null> {
  let end = Date.now() + realLimit;
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  let put = 0;
  // By the index of due work: a look at all cases, ten times a second, would take the time that they need.
  const open = {
    "send.peer": { $in: bed.provinces.map(({ region }) => region) },
    "send.due": { $exists: true },
  };
  for (let calm = 0; ; ) {
    const [due, unhandled, ...waiting] = await Promise.all([
      cases().countDocuments(open),
      inbox().countDocuments({ st: "new" }),
      ...bed.provinces.map((one) => one.waiting()),
    ]);
    const left = waiting.reduce((sum, one) => sum + one.left, 0);
    const taken = waiting.reduce((sum, one) => sum + one.heard, 0);
    const all = due + unhandled + left;
    if (all < least || taken > most) end = Date.now() + realLimit;
    least = Math.min(least, all);
    most = Math.max(most, taken);
    calm = all === 0 ? calm + 1 : 0;
    if (calm >= 3) return null;
    if (Date.now() > end || put > longest)
      return `I10: ${due} due, ${unhandled} to be handled, ${left} unheard`;
    if (unhandled === 0 && left === 0 && due > 0) {
      const next = (await nextIn(open)) - bed.lapse.now().getTime();
      if (next > 5_000 && next < Number.POSITIVE_INFINITY) {
        put += next;
        await bed.forward(next);
      }
    }
    await sleep(200);
  }
}

/** When the first of these can be claimed. */
async function nextIn(open: object): Promise<number> {
  const due = await cases()
    .find(open, { projection: { send: 1 } })
    .toArray();
  const times = due.map(({ send }) => Math.max(send.due?.getTime() ?? 0, send.until?.getTime() ?? 0));
  return times.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
}
