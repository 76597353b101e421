// What outlives the process: documents, indexes, retryable writes, sessions' numbers. And what is found at start:
// a folder in use, a damaged file.
import assert from "node:assert/strict";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { Binary, type Document, Long, UUID } from "bson";
import { MongoClient } from "mongodb";
import { freshStore, removeFolder, type Store, startStore, temporaryFolder } from "./support/server.ts";
import { Wire } from "./support/wire.ts";

const withClient = async <T>(store: Store, run: (client: MongoClient) => Promise<T>): Promise<T> => {
  const client = await new MongoClient(store.uri).connect();
  return run(client).finally(() => client.close());
};

/** Runs `first`, restarts the store as told, runs `second` on the same folder. */
async function acrossRestart(
  how: "kill" | "stop",
  first: (s: Store) => Promise<void>,
  second: (s: Store) => Promise<void>,
) {
  const dir = await temporaryFolder();
  try {
    let store = await startStore(dir);
    await first(store);
    await store[how]();
    store = await startStore(dir);
    await second(store).finally(() => store.kill());
  } finally {
    await removeFolder(dir);
  }
}

for (const how of ["kill", "stop"] as const) {
  test(`documents and indexes are there after ${how}`, () =>
    acrossRestart(
      how,
      (s) =>
        withClient(s, async (c) => {
          const a = c.db("d").collection<{ _id: number; k: number; when: Date }>("a");
          await a.createIndex({ k: 1 }, { unique: true, partialFilterExpression: { k: { $gt: 0 } } });
          await a.createIndex({ when: 1 }, { expireAfterSeconds: 3600 });
          await a.insertMany([
            { _id: 1, k: 1, when: new Date() },
            { _id: 2, k: 2, when: new Date() },
          ]);
        }),
      (s) =>
        withClient(s, async (c) => {
          const a = c.db("d").collection<{ _id: number; k: number }>("a");
          assert.deepEqual(
            (await a.find().toArray()).map((d) => d._id),
            [1, 2],
          );
          const indexes = await a.listIndexes().toArray();
          assert.deepEqual(
            indexes.map((i) => [i.name, i.unique, i.expireAfterSeconds]),
            [
              ["_id_", undefined, undefined],
              ["k_1", true, undefined],
              ["when_1", undefined, 3600],
            ],
          );
          await assert.rejects(a.insertOne({ _id: 3, k: 1 }), { code: 11000 });
        }),
    ));
}

const statements: { name: string; body: Document; after: Document[] }[] = [
  { name: "insert", body: { insert: "r", documents: [{ _id: 9 }] }, after: [{ _id: 1, n: 0 }, { _id: 9 }] },
  {
    name: "update",
    body: { update: "r", updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }] },
    after: [{ _id: 1, n: 1 }],
  },
  {
    name: "findAndModify",
    body: { findAndModify: "r", query: { _id: 1 }, update: { $inc: { n: 1 } }, new: true },
    after: [{ _id: 1, n: 1 }],
  },
  { name: "delete", body: { delete: "r", deletes: [{ q: { _id: 1 }, limit: 1 }] }, after: [] },
];
for (const { name, body, after } of statements) {
  test(`a retried ${name} has one effect and the same answer, also after a kill`, async () => {
    const numbered = {
      ...body,
      $db: "d",
      lsid: { id: new Binary(UUID.generate(), 4) },
      txnNumber: Long.fromNumber(1),
      writeConcern: { w: "majority" },
    };
    const send = async (s: Store, message: Document) => {
      const wire = await Wire.connect(s.port);
      return wire.ask(message).finally(() => wire.close());
    };
    const essence = ({ n, nModified, value, lastErrorObject, ok }: Document) => ({
      n,
      nModified,
      value,
      lastErrorObject,
      ok,
    });
    let answer: Document;
    await acrossRestart(
      "kill",
      async (s) => {
        await send(s, {
          insert: "r",
          documents: [{ _id: 1, n: 0 }],
          $db: "d",
          writeConcern: { w: "majority" },
        });
        answer = await send(s, numbered);
        assert.equal(answer.ok, 1);
      },
      async (s) => {
        assert.deepEqual(essence(await send(s, numbered)), essence(answer));
        const found = await send(s, { find: "r", sort: { _id: 1 }, $db: "d" });
        assert.deepEqual(found.cursor.firstBatch, after);
      },
    );
  });
}

test("a folder in use is refused, by name, and the first store goes on", async (t) => {
  const store = await freshStore(t);
  await assert.rejects(startStore(store.dir), /ended with [1-9]/);
  await withClient(store, (c) => c.db("admin").command({ ping: 1 }));
});

test("the store says that it serves one machine, and listens on 127.0.0.1 only", async (t) => {
  const store = await freshStore(t);
  assert.match(store.told.join("\n"), /one machine|single machine|单机|一台/i);
  const others = Object.values((await import("node:os")).networkInterfaces())
    .flat()
    .filter((a) => a && !a.internal && a.family === "IPv4");
  for (const other of others) {
    const refused = await new Promise<boolean>((resolve) => {
      const socket = connect(store.port, other!.address);
      socket.once("connect", () => {
        socket.destroy();
        resolve(false);
      });
      socket.once("error", () => resolve(true));
    });
    assert.ok(refused, `it answers on ${other!.address}`);
  }
});

test("SIGTERM ends the store in order", async (t) => {
  const store = await freshStore(t);
  await withClient(store, (c) => c.db("d").collection("a").insertOne({ a: 1 }));
  assert.equal(await store.stop(), 0);
});

const damages: { name: string; damage: (bytes: Buffer) => Buffer }[] = [
  {
    name: "whose first pages are zero",
    damage: (b) => Buffer.concat([Buffer.alloc(8192), b.subarray(8192)]),
  },
  { name: "that is no data file at all", damage: (b) => Buffer.from(b).fill("not a data file ") },
  { name: "cut in the middle", damage: (b) => b.subarray(0, Math.floor(b.length / 3)) },
  {
    name: "with pages of noise",
    damage: (b) => Buffer.concat([b.subarray(0, 8192), Buffer.alloc(b.length - 8192, 0xa5)]),
  },
];
for (const { name, damage } of damages) {
  test(`a file ${name} is found at start, and named`, async () => {
    const dir = await temporaryFolder();
    try {
      const store = await startStore(dir);
      await withClient(store, (c) =>
        c
          .db("d")
          .collection("a")
          .insertMany(Array.from({ length: 2000 }, (_, i) => ({ _id: i as never, pad: "x".repeat(100) }))),
      );
      await store.stop();
      const file = join(dir, (await readdir(dir)).find((f) => f.startsWith("data"))!);
      assert.ok((await stat(file)).size > 100_000);
      await writeFile(file, damage(await readFile(file)));
      await assert.rejects(
        startStore(dir),
        (e: Error) => /corrupt|damaged|损坏|invalid|not a/i.test(e.message) && e.message.includes(dir),
      );
    } finally {
      await removeFolder(dir);
    }
  });
}
