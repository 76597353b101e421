import assert from "node:assert/strict";
import { readdirSync, statSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { MongoClient } from "mongodb";
import { freshStore, startStore } from "./support/server.ts";

/** Pairs that are never half there, as one update writes both. */
interface Pair {
  _id: number;
  a: number;
  b: number;
}

test("a copy made while writes go on is sound, whole, and holds all that was acknowledged before it", async (t) => {
  const store = await freshStore(t);
  const client = await MongoClient.connect(store.uri);
  t.after(() => client.close());
  const pairs = client.db("test").collection<Pair>("pairs");
  await pairs.createIndex({ a: 1 });
  let written = 0;
  let writing = true;
  const writers = [0, 1, 2, 3].map(async (writer) => {
    for (let n = writer; writing; n += 4) {
      await pairs.insertOne({ _id: n, a: n, b: n });
      await pairs.updateOne({ _id: n - 4 }, { $inc: { a: 1, b: 1 } });
      written += 1;
    }
  });
  const copies: { folder: string; before: number }[] = [];
  for (let round = 0; round < 3; round += 1) {
    const wanted = written + 50;
    while (written < wanted) await new Promise((resolve) => setTimeout(resolve, 5));
    const before = written;
    const { folder } = await client.db("admin").command({ embeddedBackup: 1 });
    copies.push({ folder, before });
  }
  writing = false;
  await Promise.all(writers);
  for (const { folder, before } of copies) {
    assert.equal(statSync(join(folder, "data.mdb")).mode & 0o77, 0, "nobody else can read it");
    // Opening goes through the whole file. It is taken away first, as the backup does.
    const taken = folder.replace("copy-", "taken-");
    await rename(folder, taken);
    const copy = await startStore(taken);
    const there = await MongoClient.connect(copy.uri);
    try {
      const found = await there.db("test").collection<Pair>("pairs").find().toArray();
      assert.ok(found.length >= before, `${found.length} of ${before}`);
      assert.ok(found.every(({ a, b }) => a === b));
      const indexed = there
        .db("test")
        .collection<Pair>("pairs")
        .find({ a: { $gte: 0 } }, { hint: { a: 1 } });
      assert.equal((await indexed.toArray()).length, found.length);
    } finally {
      await there.close();
      await copy.kill();
    }
  }
});

test("a copy is made for the admin database only, where the store lies, and goes when nobody fetched it", async (t) => {
  const store = await freshStore(t);
  const client = await MongoClient.connect(store.uri);
  t.after(() => client.close());
  await assert.rejects(client.db("test").command({ embeddedBackup: 1 }), { code: 13 });
  const elsewhere = { embeddedBackup: 1, folder: "/tmp/elsewhere" };
  await assert.rejects(client.db("admin").command(elsewhere), { code: 40415 });
  const { folder } = await client.db("admin").command({ embeddedBackup: 1 });
  assert.ok(folder.startsWith(store.dir));
  await store.kill();
  const again = await startStore(store.dir);
  t.after(() => again.kill());
  assert.deepEqual(
    readdirSync(store.dir).filter((name) => name.startsWith("copy-")),
    [],
  );
});
