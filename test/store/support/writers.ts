// Clients that write without pause and note what was acknowledged, and the check that all of it is found again.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type Collection, MongoClient } from "mongodb";

interface Written {
  _id: string;
  slot: number;
  n: number;
  log: number[];
}

/** What the store has acknowledged: documents inserted, and each slot's highest acknowledged count. */
export interface Acknowledged {
  inserted: Set<string>;
  counts: Map<number, number>;
  /** Slots whose last update was sent and not answered: it may have happened. */
  slots: number;
}

export const nothingYet = (slots = 6): Acknowledged => ({ inserted: new Set(), counts: new Map(), slots });

const open = async (uri: string): Promise<[MongoClient, Collection<Written>]> => {
  const client = new MongoClient(uri, { retryWrites: false, serverSelectionTimeoutMS: 20_000 });
  const collection = client.db("durable").collection<Written>("written", {
    writeConcern: { w: "majority", journal: true },
  });
  return [client, collection];
};

/** Makes the collection, its unique index, and one document a slot. */
export async function prepareWrites(uri: string, ack: Acknowledged): Promise<void> {
  const [client, collection] = await open(uri);
  await collection.createIndex({ slot: 1, _id: 1 }, { unique: true });
  for (let slot = 0; slot < ack.slots; slot += 1)
    await collection.insertOne({ _id: `slot-${slot}`, slot, n: 0, log: [] });
  await client.close();
}

/**
 * Writes from as many connections as there are slots; `milliseconds` after the first acknowledgement calls `end`,
 * which kills the store.
 */
export async function writeUntil(
  uri: string,
  ack: Acknowledged,
  round: string,
  milliseconds: number,
  end: () => Promise<void>,
): Promise<void> {
  const [client, collection] = await open(uri);
  await client.connect();
  let over = false;
  let begun: () => void;
  const first = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const writer = async (slot: number) => {
    for (let i = 0; !over; i += 1) {
      const _id = `${round}-${slot}-${i}`;
      await collection.insertOne({ _id, slot: 1000 + slot, n: i, log: [] });
      ack.inserted.add(_id);
      begun();
      const log = { $each: [i], $slice: -5 };
      await collection.updateOne({ slot, _id: `slot-${slot}` }, { $inc: { n: 1 }, $push: { log } });
      ack.counts.set(slot, (ack.counts.get(slot) ?? 0) + 1);
    }
  };
  const writers = Array.from({ length: ack.slots }, (_, slot) => writer(slot).catch(() => {}));
  await first;
  await sleep(milliseconds);
  await end();
  over = true;
  await client.close(true).catch(() => {});
  await Promise.all(writers);
}

/** Acknowledged inserts and updates that are not there. */
export async function lost(uri: string, ack: Acknowledged): Promise<string[]> {
  const [client, collection] = await open(uri);
  const found = new Map((await collection.find().toArray()).map((d) => [d._id, d]));
  const missing = [...ack.inserted].filter((id) => !found.has(id));
  for (const [slot, n] of ack.counts) {
    const there = found.get(`slot-${slot}`)?.n ?? 0;
    if (there < n) missing.push(`slot-${slot}: ${there} < ${n}`);
    assert.ok(there <= n + 200, "an update was applied more often than it was sent");
  }
  const byIndex = await collection.find({ slot: { $gte: 0 } }, { hint: { slot: 1, _id: 1 } }).toArray();
  assert.equal(byIndex.length, found.size, "the index and the documents differ");
  await client.close();
  return missing;
}
