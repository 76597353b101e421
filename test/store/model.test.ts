// Random operations, seeded, on the store and on a small independent model: both must give the same answers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Document, MongoClient } from "mongodb";
import { type Doc, Model } from "./model/model.ts";
import { randomFrom } from "./model/random.ts";
import { compareAll, step } from "./model/steps.ts";
import { freshStore } from "./support/server.ts";

const total = Number(process.env.STORE_STEPS ?? 100_000);
const first = Number(process.env.STORE_SEED ?? 20250101);
const lanes = 8;

/** What went to one collection last, for the message of a failure. */
function lastSent(client: MongoClient, collection: string): Document[] {
  const sent: Document[] = [];
  client.on("commandStarted", ({ command, commandName }) => {
    if (command[commandName] !== collection && command.collection !== collection) return;
    sent.push(command);
    if (sent.length > 6) sent.shift();
  });
  return sent;
}

test(`${total} random steps agree with the model (seeds from ${first})`, async (t) => {
  const store = await freshStore(t);
  const client = new MongoClient(store.uri, {
    writeConcern: { w: 1, journal: false },
    monitorCommands: true,
  });
  t.after(() => client.close());
  const run = async (seed: number) => {
    const collection = client.db("model").collection<Doc>(`c${seed}`);
    await collection.createIndexes([
      { key: { n: 1 }, name: "n_1" },
      { key: { u: 1 }, name: "u_1", unique: true, sparse: true },
      {
        key: { tags: 1 },
        name: "tags_1",
        unique: true,
        partialFilterExpression: { "tags.0": { $exists: true } },
      },
    ]);
    const model = new Model();
    const random = randomFrom(seed);
    let done = 0;
    const sent = lastSent(client, `c${seed}`);
    try {
      for (let i = 0; i < total / lanes; i += 1) {
        done += 1;
        await step(model, collection, random);
        if (i % 1000 === 999) await compareAll(model, collection);
      }
      await compareAll(model, collection);
    } catch (e) {
      const how = `STORE_SEED=${seed} STORE_STEPS=${total} node --import tsx --test test/store/model.test.ts`;
      const last = sent.map(({ lsid: _, txnNumber: __, ...rest }) => JSON.stringify(rest)).join("\n  ");
      throw new Error(
        `seed ${seed}, step ${done} differs.\n${(e as Error).message}\nSent last:\n  ${last}\nAgain: ${how}`,
        { cause: e },
      );
    }
    assert.ok(model.docs.size > 0);
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => run(first + lane)));
});
