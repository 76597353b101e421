// Many clients at once: counters, leases and unique keys hold, and nobody sees half of an update.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Db, MongoClient } from "mongodb";
import { folderInMemory, removeFolder, type Store, startStore } from "./support/server.ts";

let dir: string;
let store: Store;
let clients: MongoClient[] = [];
const db = (i = 0): Db => clients[i % clients.length]!.db("together");
const times = <T>(n: number, make: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => make(i)));

before(async () => {
  dir = await folderInMemory();
  store = await startStore(dir);
  clients = await times(10, () => new MongoClient(store.uri).connect());
});
after(async () => {
  await Promise.all(clients.map((c) => c.close()));
  await store.kill();
  await removeFolder(dir);
});

test("100 parallel upserts of one counter end at 100", async () => {
  await times(100, (i) =>
    db(i)
      .collection<{ _id: string; n: number }>("counter")
      .updateOne({ _id: "c" }, { $inc: { n: 1 } }, { upsert: true }),
  );
  assert.deepEqual(await db().collection("counter").find().toArray(), [{ _id: "c", n: 100 }]);
});

test("100 parallel findOneAndUpdate of one counter give 100 different numbers", async () => {
  const given = await times(100, (i) =>
    db(i)
      .collection<{ _id: string; n: number }>("numbers")
      .findOneAndUpdate({ _id: "c" }, { $inc: { n: 1 } }, { upsert: true, returnDocument: "after" }),
  );
  assert.deepEqual(
    given.map((d) => d!.n).sort((a, b) => a - b),
    Array.from({ length: 100 }, (_, i) => i + 1),
  );
});

test("of 50 claimers of one lease one wins, twenty leases in turn", async () => {
  const jobs = () =>
    db().collection<{ _id: number; until: Date | null; owner?: number; fence: number }>("jobs");
  for (let job = 0; job < 20; job += 1) {
    await jobs().insertOne({ _id: job, until: null, fence: 0 });
    const claims = await times(50, (i) =>
      db(i)
        .collection<{ _id: number; owner: number }>("jobs")
        .findOneAndUpdate(
          { _id: job, $or: [{ until: null }, { $expr: { $lt: ["$until", "$$NOW"] } }] },
          [
            {
              $set: {
                owner: i,
                fence: { $add: ["$fence", 1] },
                until: { $dateAdd: { startDate: "$$NOW", unit: "second", amount: 60 } },
              },
            },
          ],
          { returnDocument: "after" },
        ),
    );
    const winners = claims.filter((c) => c !== null);
    assert.equal(winners.length, 1);
    const after = await jobs().findOne({ _id: job });
    assert.deepEqual([after!.owner, after!.fence], [winners[0]!.owner, 1]);
  }
});

test("of 50 parallel inserts of one unique value one is written", async () => {
  await db().collection("unique").createIndex({ k: 1 }, { unique: true });
  for (let k = 0; k < 10; k += 1) {
    const codes = await times(50, (i) =>
      db(i)
        .collection("unique")
        .insertOne({ k })
        .then(
          () => 0,
          (e) => e.code,
        ),
    );
    assert.deepEqual([codes.filter((c) => c === 0).length, codes.filter((c) => c === 11000).length], [1, 49]);
  }
});

test("100 parallel guarded pushes of one key push once", async () => {
  const cases = () => db().collection<{ _id: number; f: { key: string }[] }>("pushes");
  await cases().insertOne({ _id: 1, f: [] });
  await times(100, (i) =>
    db(i)
      .collection<{ _id: number; f: { key: string }[] }>("pushes")
      .updateOne({ _id: 1, "f.key": { $ne: "k" } }, { $push: { f: { key: "k" } } }),
  );
  assert.deepEqual(await cases().findOne(), { _id: 1, f: [{ key: "k" }] });
});

test("a reader never sees half of an update, by document, by index or by pipeline", async () => {
  const pairs = db().collection<{ _id: number; a: number; b: number; log: number[]; pad: string }>("pairs");
  await pairs.createIndex({ a: 1 });
  await pairs.createIndex({ b: 1 });
  await pairs.insertMany(
    Array.from({ length: 20 }, (_, _id) => ({ _id, a: 0, b: 0, log: [], pad: "x".repeat(3000) })),
  );
  let writing = true;
  let seen = 0;
  const write = times(4, async (w) => {
    for (let i = 1; i <= 150; i += 1) {
      const many = i % 10 === 0;
      const update = { $inc: { a: 1, b: 1 }, $push: { log: i }, $set: { pad: String(i % 10).repeat(3000) } };
      if (many) await db(w).collection<{ _id: number; log: number[] }>("pairs").updateMany({}, update);
      else
        await db(w)
          .collection<{ _id: number; log: number[] }>("pairs")
          .updateOne({ _id: (i * 7 + w) % 20 }, update);
    }
  }).then(() => (writing = false));
  const whole = (d: { a?: number; b?: number; log?: number[]; pad?: string }) => {
    seen += 1;
    assert.equal(d.a, d.b);
    assert.equal(d.log!.length, d.a);
    assert.equal(new Set(d.pad).size, 1);
  };
  const read = times(4, async (r) => {
    const c = db(r + 4).collection<{ _id: number; a: number; b: number; log: number[]; pad: string }>(
      "pairs",
    );
    while (writing) {
      for (const d of await c.find({}).toArray()) whole(d);
      for (const d of await c.find({ a: { $gte: 0 } }, { hint: { a: 1 }, batchSize: 3 }).toArray()) whole(d);
      for (const d of await c
        .aggregate([{ $match: { b: { $gte: 0 } } }, { $set: { same: { $eq: ["$a", "$b"] } } }])
        .toArray()) {
        whole(d);
        assert.equal(d.same, true);
      }
    }
  });
  await Promise.all([write, read]);
  assert.ok(seen > 100);
});

test("writes of one client are read by another at once", async () => {
  for (let i = 0; i < 50; i += 1) {
    await db(0).collection<{ _id: number }>("seen").insertOne({ _id: i });
    assert.ok(await db(1).collection<{ _id: number }>("seen").findOne({ _id: i }));
  }
});

test("the store serves 200 clients at once", async () => {
  const many = await times(200, () => new MongoClient(store.uri, { maxPoolSize: 1 }).connect());
  const answers = await Promise.all(
    many.map((c, i) =>
      c
        .db("admin")
        .command({ ping: 1 })
        .then(() => i),
    ),
  );
  assert.equal(answers.length, 200);
  await Promise.all(many.map((c) => c.close()));
});
