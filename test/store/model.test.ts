// Random operations, seeded, on the store and on a small independent model: both must give the same answers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Model } from "./model/model.ts";
import { randomFrom } from "./model/random.ts";
import { compareAll, step } from "./model/steps.ts";
import { freshStore } from "./support/server.ts";
import { WireCollection } from "./support/wire-collection.ts";

const total = Number(process.env.STORE_STEPS ?? 100_000);
const first = Number(process.env.STORE_SEED ?? 20250101);
const lanes = 16;

test(`${total} random steps agree with the model (seeds from ${first})`, async (t) => {
  const store = await freshStore(t);
  const run = async (seed: number) => {
    const collection = await WireCollection.open(store.port, `c${seed}`);
    t.after(() => collection.close());
    const indexes = [
      { key: { n: 1 }, name: "n_1" },
      { key: { u: 1 }, name: "u_1", unique: true, sparse: true },
      {
        key: { tags: 1 },
        name: "tags_1",
        unique: true,
        partialFilterExpression: { "tags.0": { $exists: true } },
      },
    ];
    await collection.run({ createIndexes: `c${seed}`, indexes });
    const model = new Model();
    const random = randomFrom(seed);
    let done = 0;
    try {
      for (let i = 0; i < total / lanes; i += 1) {
        done += 1;
        await step(model, collection, random);
        if (i % 1000 === 999) await compareAll(model, collection);
      }
      await compareAll(model, collection);
    } catch (e) {
      const how = `STORE_SEED=${seed} STORE_STEPS=${total} node --import tsx --test test/store/model.test.ts`;
      const last = collection.sent.map((body) => JSON.stringify(body)).join("\n  ");
      throw new Error(
        `seed ${seed}, step ${done} differs.\n${(e as Error).message}\nSent last:\n  ${last}\nAgain: ${how}`,
        { cause: e },
      );
    }
    assert.ok(model.docs.size > 0);
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => run(first + lane)));
});
