// Random operations, seeded, on the store and on a small independent model: both must give the same answers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { MongoClient } from "mongodb";
import { type Doc, Model } from "./model/model.ts";
import { randomFrom } from "./model/random.ts";
import { compareAll, step } from "./model/steps.ts";
import { freshStore } from "./support/server.ts";

const total = Number(process.env.STORE_STEPS ?? 100_000);
const first = Number(process.env.STORE_SEED ?? 20250101);
const lanes = 4;

test(`${total} random steps agree with the model (seeds from ${first})`, async (t) => {
  const store = await freshStore(t);
  const client = new MongoClient(store.uri, { writeConcern: { w: 1, journal: false } });
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
    const done: string[] = [];
    try {
      for (let i = 0; i < total / lanes; i += 1) {
        done.push(await step(model, collection, random));
        if (i % 1000 === 999) await compareAll(model, collection);
      }
      await compareAll(model, collection);
    } catch (e) {
      throw new Error(`seed ${seed}, step ${done.length + 1} after ${done.slice(-3)}`, { cause: e });
    }
    assert.ok(model.docs.size > 0);
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => run(first + lane)));
});
