import assert from "node:assert/strict";
import { test } from "node:test";
import mongoose from "mongoose";
import { connect, disconnect, isStoreFault } from "../../bff/src/store/connection.ts";
import { Link } from "../faults/link.ts";
import { removeFolder, startStore, temporaryFolder } from "../store/support/server.ts";

/** Each way in which the product writes and reads. */
const asks: Record<string, () => Promise<unknown>> = {
  insertOne: () => things().insertOne({ a: 1 }),
  insertMany: () => things().insertMany([{ a: 1 }, { a: 2 }], { ordered: false }),
  updateOne: () => things().updateOne({ a: 1 }, { $set: { b: 1 } }),
  findOneAndUpdate: () => things().findOneAndUpdate({ a: 1 }, { $set: { b: 1 } }),
  find: () => things().find({}).toArray(),
};
const things = () => mongoose.connection.db!.collection("things");

test("a connection to the store that breaks is a fault of the store, whatever was asked", async () => {
  const dir = await temporaryFolder();
  const store = await startStore(dir);
  const link = await new Link(
    () => store.port,
    () => 0,
  ).listen();
  try {
    await connect(`mongodb://127.0.0.1:${link.port}/faults?directConnection=true`);
    await things().insertOne({ a: 0 });
    link.weather = { dropAnswer: 1 };
    for (const [name, ask] of Object.entries(asks)) {
      const fault = await ask().then(
        () => assert.fail(`${name} was answered`),
        (error: Error) => error,
      );
      assert.ok(isStoreFault(fault), `${name}: ${fault.name}: ${fault.message}`);
    }
  } finally {
    await disconnect();
    await link.shut();
    await store.kill();
    await removeFolder(dir);
  }
});
