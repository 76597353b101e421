import mongoose from "mongoose";
import { record } from "../audit/current.ts";
import { timeOf } from "../audit/entry.ts";
import { cases, peers } from "../exchange/collections.ts";
import { restoreStages } from "../exchange/outbox-stages.ts";
import { storeClock } from "../exchange/store-clock.ts";
import { moveSerialsOn } from "../store/counters.ts";
import { Restores } from "../store/restores.ts";

export interface Settled {
  /** Cases whose messages were under way, refused or held: all of these are unsure now. */
  readonly unsure: number;
}

/**
 * Makes a store that was put back to its state of `taken` fit to go on: what it has forgotten may have happened. No number
 * is used again, what was under way is unsure, nobody is let in by a session, WeChat account, key or token that may have ended since.
 * The store is connected and no instance runs on it. Again: once more, harmlessly.
 */
export async function settleRestored(taken: Date): Promise<Settled> {
  const clock = storeClock();
  await clock.sync();
  const at = clock.now();
  if (!(taken.getTime() <= at.getTime()))
    throw new Error("the moment that was put back to lies in the future");
  // First of all: from here on every counter of a day starts above what it may have reached.
  await Restores.create({ _id: at.toISOString(), at, taken });
  await moveSerialsOn((at.getTime() - taken.getTime()) / 1_000);
  const { matchedCount: unsure } = await cases().updateMany(
    { "outbox.st": { $in: ["READY", "SENDING", "WAIT", "REFUSED", "HELD"] } } as never,
    restoreStages(),
  );
  await peers().updateMany({}, { $unset: { incoming: "" } });
  for (const name of ["sessions", "sign_ins", "hand_overs", "bindings", "operators"])
    await mongoose.connection.collection(name).deleteMany({});
  await record({
    ...{ who: "system", act: "restore", on: timeOf(taken) },
    ...{ result: `${unsure} unsure`, digest: "" },
  });
  return { unsure };
}
