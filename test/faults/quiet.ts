import { setTimeout as sleep } from "node:timers/promises";
import { cases, inbox } from "../../bff/src/exchange/collections.ts";
import type { Bed } from "./bed.ts";

const open = { "send.due": { $exists: true } };
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
  for (let calm = 0; ; ) {
    const [due, unhandled, ...waiting] = await Promise.all([
      cases()
        .find(open, { projection: { send: 1 } })
        .toArray(),
      inbox().countDocuments({ st: "new" }),
      ...bed.provinces.map((one) => one.waiting()),
    ]);
    const left = waiting.reduce((sum, one) => sum + one.left, 0);
    const taken = waiting.reduce((sum, one) => sum + one.heard, 0);
    const all = due.length + unhandled + left;
    if (all < least || taken > most) end = Date.now() + realLimit;
    least = Math.min(least, all);
    most = Math.max(most, taken);
    calm = all === 0 ? calm + 1 : 0;
    if (calm >= 3) return null;
    if (Date.now() > end || put > longest)
      return `I10: ${due.length} due, ${unhandled} to be handled, ${left} unheard`;
    const now = bed.lapse.now().getTime();
    const waits = due.map(({ send }) => Math.max(send.due?.getTime() ?? 0, send.until?.getTime() ?? 0) - now);
    const next = Math.min(...waits);
    if (unhandled === 0 && left === 0 && due.length > 0 && next > 5_000) {
      put += next;
      await bed.forward(next);
    }
    await sleep(100);
  }
}
