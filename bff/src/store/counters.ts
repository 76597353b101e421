import mongoose, { Schema } from "mongoose";

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
  const counter = await Counters.findOneAndUpdate(
    { _id: name },
    { $inc: { last: count } },
    { upsert: true, returnDocument: "after", maxTimeMS: 5_000 },
  ).lean();
  return counter!.last;
}

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
