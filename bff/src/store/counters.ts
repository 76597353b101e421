import mongoose, { Schema } from "mongoose";
import { lastRestore } from "./restores.ts";

interface Counter {
  _id: string;
  /** The last number that was handed out. */
  last: number;
}

const schema = new Schema<Counter>(
  { _id: String, last: { type: Number, default: 0 } },
  { collection: "counters", versionKey: false },
);
const Counters = mongoose.model<Counter>("Counter", schema);

/** Takes `count` numbers at once, whatever number of instances asks; gives the last of them. */
async function takeFromStore(name: string, count: number): Promise<number> {
  const floor = floorOf(name, await lastRestore());
  const taken = { $add: [{ $max: ["$last", floor] }, count] };
  const counter = await Counters.collection.findOneAndUpdate(
    { _id: name } as never,
    [{ $set: { last: taken } }],
    { upsert: true, returnDocument: "after", maxTimeMS: 5_000 },
  );
  return counter!.last;
}

/** Numbers a second that no counter of a day is ever asked for on average, gaps included. */
const perSecond = 100;
/** Blocks that many instances may have taken at once when a day began. */
const margin = 10_000;
const daySeconds = 86_400;

/**
 * What a counter of a day (its name ends in YYYYMMDD, Shanghai) may have reached when the store was put back to an
 * earlier state: the counter itself has forgotten it, or does not exist any more. By the time of day alone, so it is
 * right again after any number of restores, of the same backup too. 0: the day began after the restore.
 */
export function floorOf(name: string, restored: Date | null): number {
  const [, year, month, day] = /(\d{4})(\d{2})(\d{2})$/.exec(name) ?? [];
  if (restored === null || year === undefined) return 0;
  const elapsed = (restored.getTime() - Date.parse(`${year}-${month}-${day}T00:00:00+08:00`)) / 1_000;
  return elapsed < 0 ? 0 : Math.ceil(Math.min(elapsed, daySeconds)) * perSecond + margin;
}

/** Moves the counter of SerialNum on, past all that may have been taken in `seconds` since its state of now. */
export async function moveSerialsOn(seconds: number): Promise<void> {
  const since = Math.ceil(Math.max(0, seconds)) * serialsPerSecond + 100_000;
  await Counters.collection.updateOne(
    { _id: "serial" } as never,
    { $inc: { last: since } },
    { upsert: true },
  );
}

/** All provinces together; ten digits hold 115 days of it, and eight more at random stand behind them. */
const serialsPerSecond = 1_000;

/** The next number (1, 2, …) of a counter by its name. Never the same twice; gaps are left when a process ends. */
export const nextNumber = numbersFrom(takeFromStore);

/**
 * Hands out numbers one by one from blocks that `take` gets, so that the store is asked once a block.
 * At most `names` counters keep an open block; what is left of the longest unused one is given up as a gap.
 */
export function numbersFrom(take: (name: string, count: number) => Promise<number>, names = 1_000) {
  const blocks = new Map<string, Block>();
  return async function next(name: string, size = 50): Promise<number> {
    for (;;) {
      const block = blocks.get(name);
      if (block?.filling) await block.filling;
      else if (block && block.next <= block.last) return block.next++;
      else await fill(name, size);
    }
  };

  async function fill(name: string, size: number): Promise<void> {
    const block: Block = { next: 1, last: 0, filling: null };
    blocks.delete(name);
    blocks.set(name, block);
    if (blocks.size > names) blocks.delete(blocks.keys().next().value as string);
    block.filling = take(name, size).then((last) => {
      Object.assign(block, { next: last - size + 1, last, filling: null });
    });
    try {
      await block.filling;
    } catch (error) {
      if (blocks.get(name) === block) blocks.delete(name);
      throw error;
    }
  }
}

interface Block {
  next: number;
  last: number;
  filling: Promise<void> | null;
}
