import { setTimeout as sleep } from "node:timers/promises";
import { type AttemptDoc, attempts, cases } from "../../../bff/src/exchange/collections.ts";
import { goesOn, type Row } from "../row.ts";
import { traffic } from "../traffic.ts";

/** Seconds of the system's time: the lease, and what it takes to see that it has run out. */
const promised = 65;

/** One instance dies with messages in its hands while the others live; what it held is taken over. */
export const resume: Row = {
  id: "R",
  title: "an instance dies as it sends, the others take over",
  quick: 1,
  full: 12,
  async run(stage, amount) {
    const { bed } = stage;
    const rate = bed.lapse.rate;
    // What is measured is the design's, not this machine's want of a processor.
    await bed.lapse.setRate(Math.min(rate, amount > 1 ? 3 : 6));
    const since = bed.lapse.now();
    let trials = 0;
    try {
      for (; goesOn(stage, trials, amount); trials++) {
        const one = bed.instances[trials % bed.instances.length]!;
        await one.stop("SIGKILL");
        await one.start("before-post");
        for (let tries = 0; one.pid !== undefined && tries < 20; tries++) {
          await traffic(stage, 6);
          await sleep(200);
        }
        await bed.lapse.pass(promised * 1000);
      }
    } finally {
      await bed.lapse.setRate(rate);
    }
    const gaps = await takenOverAfter(since);
    const worst = Math.max(0, ...gaps);
    const broken = worst > promised ? [`taken over after ${worst.toFixed(1)} s (at most ${promised})`] : [];
    const measured = `${gaps.length} messages taken over, after ${worst.toFixed(1)} s of the system's time at most`;
    return { trials, kills: 2 * trials, broken, measured };
  },
};

/** For each attempt whose end nobody wrote down: the seconds until the message's next one. */
async function takenOverAfter(since: Date): Promise<number[]> {
  const rows = await attempts()
    .find({ dir: "out", at: { $gte: since }, caseId: { $exists: true } })
    .sort({ at: 1 })
    .toArray();
  const ended = new Set(rows.flatMap(({ _id }) => (_id.endsWith(":end") ? [_id.slice(0, -4)] : [])));
  const begun = rows.filter(({ _id }) => !_id.endsWith(":end"));
  const next = (row: AttemptDoc) => begun.find((one) => one.serial === row.serial && one.at > row.at);
  const left = begun.filter(({ _id }) => !ended.has(_id));
  const open = await cases().distinct("outbox.serial", { "send.due": { $exists: true } });
  const lost = left.filter((row) => next(row) === undefined && open.includes(row.serial));
  if (lost.length > 0) return [Number.POSITIVE_INFINITY];
  return left.flatMap((row) => {
    const after = next(row);
    return after === undefined ? [] : [(after.at.getTime() - row.at.getTime()) / 1000];
  });
}
