// Limits: connections, slow readers, idle cursors, expiry.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { MongoClient } from "mongodb";
import { freshStore } from "./support/server.ts";
import { command, Wire } from "./support/wire.ts";

test("beyond the connection limit a client is refused and those that are there go on", async (t) => {
  const store = await freshStore(t, {}, ["--max-connections", "20"]);
  const open: Wire[] = [];
  for (let i = 0; i < 20; i += 1) {
    const wire = await Wire.connect(store.port);
    assert.equal((await wire.ask({ ping: 1, $db: "admin" })).ok, 1);
    open.push(wire);
  }
  const late = await Wire.connect(store.port).catch(() => null);
  const answer = late
    ? await Promise.race([late.ask({ ping: 1, $db: "admin" }).catch(() => null), sleep(2000, "silence")])
    : null;
  assert.equal(answer, null, "the connection above the limit was served");
  assert.equal((await open[0]!.ask({ ping: 1, $db: "admin" })).ok, 1);
  open.pop()!.close();
  await sleep(100);
  const next = await Wire.connect(store.port);
  assert.equal((await next.ask({ ping: 1, $db: "admin" })).ok, 1);
  for (const wire of [...open, next]) wire.close();
});

test("a reader that never reads is not worked for, does not fill the store's memory, nor stop others", async (t) => {
  const store = await freshStore(t);
  const client = await new MongoClient(store.uri).connect();
  t.after(() => client.close());
  const big = client.db("d").collection<{ _id: number; pad: string }>("big");
  await big.insertMany(Array.from({ length: 8 }, (_, _id) => ({ _id, pad: "x".repeat(1 << 20) })));
  const resident = () =>
    process.platform === "linux"
      ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${store.child.pid}/status`, "utf8"))![1]) / 1024
      : 0;
  const before = resident();
  const slow = await Wire.connect(store.port);
  slow.socket.pause();
  // Every second question counts itself, so that others see how far the store has gone on for this reader.
  const counts = {
    update: "n",
    updates: [{ q: { _id: "n" }, u: { $inc: { n: 1 } }, upsert: true }],
    $db: "d",
  };
  for (let i = 0; i < 100; i += 1) {
    slow.send(command(1, counts));
    slow.send(command(2, { find: "big", $db: "d" }));
  }
  const counted = async () => (await client.db("d").collection("n").findOne())?.n ?? 0;
  const settled = async (): Promise<number> => {
    for (let last = -1, now = await counted(); ; last = now, now = await counted()) {
      if (now > 0 && now === last) return now;
      await sleep(1_000);
    }
  };
  const answered = await settled();
  // The operating system holds some megabytes, the socket one answer more.
  assert.ok(answered < 20, `${answered} answers of 8 MiB were made for a reader that took none`);
  assert.ok(resident() < before + 400, `the unread answers took ${resident() - before} MiB`);
  assert.equal(await big.countDocuments(), 8);
  slow.close();
});

test("a TTL index removes what has expired and nothing else", async (t) => {
  const store = await freshStore(t);
  const client = await new MongoClient(store.uri).connect();
  t.after(() => client.close());
  await client.db("admin").command({ setParameter: 1, ttlMonitorSleepSecs: 1 });
  const events = client.db("d").collection<{ _id: string; at?: unknown; keep?: boolean }>("events");
  await events.createIndex({ at: 1 }, { expireAfterSeconds: 2, partialFilterExpression: { keep: false } });
  const old = new Date(Date.now() - 60_000);
  await events.insertMany([
    { _id: "expired", at: old, keep: false },
    { _id: "one of several dates expired", at: [new Date(Date.now() + 3_600_000), old], keep: false },
    { _id: "later", at: new Date(Date.now() + 3_600_000), keep: false },
    { _id: "not a date", at: "2001-01-01", keep: false },
    { _id: "no date", keep: false },
    { _id: "outside the filter", at: old, keep: true },
  ]);
  for (let i = 0; i < 100 && (await events.countDocuments()) > 4; i += 1) await sleep(100);
  assert.deepEqual(
    (await events.find({}, { sort: { _id: 1 } }).toArray()).map((d) => d._id),
    ["later", "no date", "not a date", "outside the filter"],
  );
  await sleep(1500);
  assert.equal(await events.countDocuments(), 4);
});

test("a cursor that is left alone does not stop writers", async (t) => {
  const store = await freshStore(t);
  const client = await new MongoClient(store.uri).connect();
  t.after(() => client.close());
  const c = client.db("d").collection<{ _id: number; n?: number }>("c");
  await c.insertMany(Array.from({ length: 500 }, (_, _id) => ({ _id })));
  const cursor = c.find({}, { batchSize: 10 });
  await cursor.next();
  await c.updateMany({}, { $set: { n: 1 } });
  await c.deleteMany({ _id: { $gte: 250 } });
  const rest = await cursor.toArray();
  assert.ok(rest.length >= 239 && rest.length <= 499);
  assert.equal(new Set(rest.map((d) => d._id)).size, rest.length);
});
