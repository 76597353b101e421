// A backup, or what it is put back to, meets a full disk: nothing half lies there, and the sentence says so.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import mongoose from "mongoose";
import { backUp } from "../../bff/src/backup/back-up.ts";
import { copyWhole } from "../../bff/src/backup/files.ts";
import { restore } from "../../bff/src/backup/restore.ts";
import { connect, disconnect } from "../../bff/src/store/connection.ts";
import { noTinyDisk, tinyDisk } from "../support/tiny-disk.ts";
import { openStore } from "./store.ts";

const folder = (t: TestContext) => {
  const dir = mkdtempSync(join(tmpdir(), "full-backup-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
};

const diskFor = async (t: TestContext, mebibytes: number) => {
  const disk = await tinyDisk(join(folder(t), "disk"), mebibytes);
  t.after(() => disk.close());
  return disk;
};

if (noTinyDisk === undefined && process.env.TEST_MONGODB_URI === undefined)
  test("no backup and no restore on a full disk, and nothing of them left", async (t) => {
    const store = await openStore();
    t.after(() => store.close());
    const things = () => mongoose.connection.db!.collection("things");
    for (let n = 0; n < 4; n++) await things().insertOne({ bytes: randomBytes(2 ** 20) });
    const dataDir = folder(t);
    const small = await diskFor(t, 2);
    await assert.rejects(backUp(small.path("today"), dataDir), /^Error: no backup was made: ENOSPC/);
    assert.deepEqual(readdirSync(small.path("today")), []);
    assert.deepEqual(readdirSync(store.dir).sort(), ["data.mdb", "lock.mdb"], "the store's copy is gone too");
    await assert.rejects(restore(small.path("today"), folder(t)), /holds no finished backup/);

    const whole = join(dataDir, "backup");
    assert.equal((await backUp(whole, dataDir)).files, 1);
    await assert.rejects(copyWhole(join(whole, "store/data.mdb"), small.path("audit")), /ENOSPC/);
    assert.deepEqual(readdirSync(small.path("audit")), []);
    // The backup fits onto one of these disks, with no room left to work in.
    for (const [mebibytes, reason] of [
      [2, /ENOSPC/],
      [12, /has only \d+ bytes left/],
    ] as const) {
      const disk = await diskFor(t, mebibytes);
      await disconnect();
      await assert.rejects(restore(whole, disk.path("data")), reason);
      assert.equal(existsSync(disk.path("data/store/data.mdb")), false);
      assert.deepEqual(readdirSync(disk.path("data")), ["store"]);
    }
    await connect(store.uri);
    assert.equal(await things().countDocuments({}), 4);
  });
else console.log(`full-disk-backup.test.ts: not tried: ${noTinyDisk ?? "the store is another's"}`);
