// A full disk: what cannot be stored is refused in MongoDB's words, reads go on, and it goes on by itself once there is
// room. First where a file may not grow (a limit of the process, for which nothing need be mounted: so LMDB's own writes
// fail in the middle of a commit); then on a disk of its own that is really full.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Collection, MongoClient, type MongoServerError } from "mongodb";
import { noTinyDisk, type TinyDisk, tinyDisk } from "../support/tiny-disk.ts";
import { folderInMemory, removeFolder, type Store, startStore, temporaryFolder } from "./support/server.ts";

interface Note {
  _id: string;
  n: number;
  text: string;
}
const outOfSpace = 14031;
const canLimit = spawnSync("prlimit", ["--version"]).status === 0;

const notesOf = async (t: TestContext, { uri }: Store, options = {}): Promise<Collection<Note>> => {
  const client = await MongoClient.connect(uri, options);
  t.after(() => client.close());
  return client.db("d").collection<Note>("notes", { writeConcern: { w: "majority", journal: true } });
};

/** Eight writers at once, until `enough` of their writes were refused; gives what was acknowledged, and the refusals. */
async function writeUntilRefused(notes: Collection<Note>, round: string, enough: number) {
  const acknowledged: string[] = [];
  const refusals: MongoServerError[] = [];
  let next = 0;
  const writer = async () => {
    while (refusals.length < enough) {
      const _id = `${round}-${next++}`;
      await notes.insertOne({ _id, n: next, text: "x".repeat(4_000) }).then(
        () => acknowledged.push(_id),
        (error: MongoServerError) => {
          if (error.code === undefined) throw error; // a store that is gone refuses nothing
          refusals.push(error);
        },
      );
    }
  };
  await Promise.all(Array.from({ length: 8 }, writer));
  return { acknowledged, refusals };
}

const stored = async (notes: Collection<Note>) =>
  (await notes.find({ n: { $gte: 0 } }, { projection: { _id: 1 }, hint: { n: 1 } }).toArray())
    .map(({ _id }) => _id)
    .sort();

async function refusedFor(space: Promise<unknown>): Promise<void> {
  await assert.rejects(space, (error: MongoServerError) => {
    assert.equal(error.code, outOfSpace, error.message);
    assert.equal(error.codeName, "OutOfDiskSpace");
    assert.equal(error.hasErrorLabel("RetryableWriteError"), false);
    return true;
  });
}

if (canLimit)
  test("a commit that fails is acknowledged to nobody; the process stays, and goes on when it may", async (t) => {
    const dir = await folderInMemory();
    t.after(() => removeFolder(dir));
    const limit = (bytes: string) => `--fsize=${bytes}:`;
    let store = await startStore(dir, {}, [], ["prlimit", limit("3000000")]);
    t.after(() => store.kill());
    let notes = await notesOf(t, store);
    await notes.createIndex({ n: 1 });
    const known = (await writeUntilRefused(notes, "a", 16)).acknowledged;
    const { acknowledged, refusals } = await writeUntilRefused(notes, "b", 24);
    known.push(...acknowledged);
    // A write cut short is an input/output error for LMDB, and as nobody else's disk is full, that is what is said.
    for (const { code, message } of refusals)
      assert.ok(code === outOfSpace || (code === 1 && /could not be committed/.test(message)), message);
    assert.equal(store.child.exitCode, null, store.told.join("\n"));
    assert.deepEqual(
      await stored(notes),
      known.sort(),
      "reads go on, and see what was acknowledged, no more",
    );
    const lifted = spawnSync("prlimit", ["--pid", String(store.child.pid), limit("unlimited")]);
    assert.equal(lifted.status, 0, String(lifted.stderr));
    await notes.insertOne({ _id: "c", n: 1, text: "room again" });
    known.push("c");
    await store.kill();
    store = await startStore(dir);
    notes = await notesOf(t, store);
    assert.deepEqual(await stored(notes), known.sort());
  });
else console.log("full-disk.test.ts: no prlimit here, so LMDB's own failing writes are not tried");

if (process.platform === "linux" && spawnSync("cc", ["--version"]).status === 0)
  test("a root page that finds no room ends the store loudly; the next start has what was acknowledged", async (t) => {
    const dir = await folderInMemory();
    const tools = await temporaryFolder();
    t.after(() => Promise.all([removeFolder(dir), removeFolder(tools)]));
    const source = new URL("./support/root-page-fails.c", import.meta.url).pathname;
    const library = join(tools, "root-page-fails.so");
    const made = spawnSync("cc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"]);
    assert.equal(made.status, 0, String(made.stderr));
    const sign = join(tools, "now");
    let store = await startStore(dir, { LD_PRELOAD: library, ROOT_PAGE_FAILS: sign });
    t.after(() => store.kill());
    const ended = once(store.child, "exit");
    let notes = await notesOf(t, store, { retryWrites: false });
    await notes.createIndex({ n: 1 });
    await notes.insertOne({ _id: "before", n: 1, text: "" });
    writeFileSync(sign, "");
    // What became of it is not known: no answer says so.
    await assert.rejects(notes.insertOne({ _id: "lost", n: 2, text: "" }), { name: "MongoNetworkError" });
    assert.deepEqual(await ended, [1, null]);
    assert.match(store.told.join("\n"), /the store ends, .*could not be committed: No space left on device/);
    store = await startStore(dir);
    notes = await notesOf(t, store);
    assert.deepEqual(await stored(notes), ["before"]);
  });
else console.log("full-disk.test.ts: no C compiler here, so a failing root page is not tried");

const withDisk = async (t: TestContext): Promise<{ dir: string; disk: TinyDisk }> => {
  const dir = await temporaryFolder();
  const disk = await tinyDisk(dir, 40);
  t.after(async () => {
    await disk.close();
    await removeFolder(dir);
  });
  return { dir, disk };
};

if (noTinyDisk === undefined) {
  test("on a full disk writes, indexes and copies are refused, reads go on; with room all goes on", async (t) => {
    const { dir, disk } = await withDisk(t);
    let store = await startStore(dir, {}, [], disk.within);
    t.after(() => store.kill());
    let notes = await notesOf(t, store);
    await notes.createIndex({ n: 1 });
    await notes.insertOne({ _id: "first", n: 0, text: "" });
    const known = ["first"];
    for (const round of ["a", "b"]) {
      const writing = writeUntilRefused(notes, round, 40);
      while ((await notes.countDocuments({})) < known.length + 20) await sleep(5);
      disk.fill();
      const { acknowledged, refusals } = await writing;
      known.push(...acknowledged);
      for (const refusal of refusals) await refusedFor(Promise.reject(refusal));
      await refusedFor(notes.updateOne({ _id: "first" }, { $inc: { n: 1 } }));
      await refusedFor(notes.createIndex({ text: 1 }));
      await refusedFor(notes.db.admin().command({ embeddedBackup: 1 }));
      assert.deepEqual(await stored(notes), known.sort());
      disk.free();
      await notes.insertOne({ _id: `${round}-with-room`, n: 1, text: "" });
      known.push(`${round}-with-room`);
    }
    assert.deepEqual(
      (await notes.indexes()).map(({ name }) => name),
      ["_id_", "n_1"],
    );
    assert.deepEqual(readdirSync(disk.path("")).sort(), ["data.mdb", "lock.mdb"]);
    disk.fill();
    assert.equal(await store.stop(), 0, "it ends in order");
    store = await startStore(dir, {}, [], disk.within);
    notes = await notesOf(t, store);
    assert.deepEqual(await stored(notes), known.sort(), "a full disk can be started on, and read");
    await refusedFor(notes.deleteOne({ _id: "first" }));
    await store.kill();
    rmSync(disk.path("lock.mdb"));
    disk.fill();
    await assert.rejects(startStore(dir, {}, [], disk.within), /cannot be opened: ENOSPC/);
    await assert.rejects(
      startStore(join(dir, "new"), {}, [], disk.within),
      /ended with 1: .*ENOSPC|cannot be opened/s,
    );
  });

  test("what expires while the disk is full is removed once there is room", async (t) => {
    const { dir, disk } = await withDisk(t);
    const store = await startStore(dir, {}, [], disk.within);
    t.after(() => store.kill());
    const notes = await notesOf(t, store);
    await notes.db.admin().command({ setParameter: 1, ttlMonitorSleepSecs: 1 });
    const brief = notes.db.collection("brief");
    await brief.createIndex({ at: 1 }, { expireAfterSeconds: 3 });
    await brief.insertOne({ at: new Date() });
    disk.fill();
    while (!store.told.some((line) => line.includes("nothing expired is removed"))) await sleep(50);
    disk.free();
    while ((await brief.countDocuments({})) > 0) await sleep(50);
  });
} else console.log(`full-disk.test.ts: a disk that is really full is not tried: ${noTinyDisk}`);
