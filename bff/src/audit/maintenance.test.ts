import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { newCase, readCase, testKeys } from "../../../test/delivery/portal.ts";
import { openStore, type TestStore } from "../../../test/delivery/store.ts";
import { noTinyDisk, tinyDisk } from "../../../test/support/tiny-disk.ts";
import { seal } from "../crypto/sealed.ts";
import { cases } from "../exchange/collections.ts";
import { fromArchives, readManifest, restoreMonth } from "./archive.ts";
import { useAudit } from "./current.ts";
import { openAuditLog } from "./log.ts";
import { maintain } from "./maintenance.ts";
import { AuditEntries, AuditHeads } from "./model.ts";
import { verify } from "./verify.ts";

let store: TestStore;
let folder: string;
let clock = new Date("2026-01-31T10:00:00+08:00");
const trusted = [testKeys.sm2.publicKey];

before(async () => {
  store = await openStore();
  folder = await mkdtemp(join(tmpdir(), "maintenance-"));
  useAudit(openAuditLog(() => clock));
});
after(async () => {
  useAudit(openAuditLog());
  await store.close();
  await rm(folder, { recursive: true });
});

const at = async (time: string, act: () => Promise<unknown> = async () => {}) => {
  clock = new Date(time);
  await act();
  await maintain(folder, clock);
};
const verified = async () => {
  const months = (await AuditHeads.distinct("day")).map((day) => String(day).slice(0, 6));
  const manifests = await Promise.all(
    [...new Set(months)].map((month) => readManifest(folder, month, trusted).catch(() => [])),
  );
  return verify({ trusted, entriesOf: fromArchives(folder, manifests.flat()) });
};

test("a day is closed once it is over, old months move into files, and content past its time goes; the chain verifies", async () => {
  const one = await newCase("110097", {
    createdAt: clock,
    ownerId: "o",
    attachments: [],
    send: { peer: "110097", fence: 0, owner: null, until: null },
  });
  const answers = seal("{}", { id: one._id, path: "answers" });
  await cases().updateOne({ _id: one._id }, { $set: { answers } });
  const { record } = await import("./current.ts");
  const fact = { who: "o", act: "submit SQ1008", on: one.businessSn, result: "ok", digest: "" };
  await at("2026-01-31T11:00:00+08:00", () => record(fact));
  assert.equal(await AuditHeads.countDocuments(), 0);
  await at("2026-02-01T00:10:00+08:00");
  assert.deepEqual(await AuditHeads.distinct("day"), ["20260131"]);

  await at("2027-02-28T12:00:00+08:00");
  assert.equal(await AuditEntries.countDocuments({ on: one.businessSn }), 1);
  await at("2027-03-01T12:00:00+08:00");
  assert.equal(await AuditEntries.countDocuments({ on: one.businessSn }), 0);
  assert.equal((await verified()).finding, null);
  await restoreMonth(folder, await readManifest(folder, "202601", trusted));
  assert.equal(await AuditEntries.countDocuments({ on: one.businessSn }), 1);

  await at("2031-01-30T12:00:00+08:00");
  assert.equal((await readCase(one)).answers, answers);
  await at("2031-02-01T12:00:00+08:00");
  const gone = await readCase(one);
  assert.deepEqual([gone.answers, gone.ownerId, gone.outbox[0]?.body], ["", null, ""]);
  assert.equal(gone.businessSn, one.businessSn);
  assert.equal((await verified()).finding, null);
  assert.ok(await AuditEntries.findOne({ act: "erase", on: one.businessSn }));
});

if (noTinyDisk === undefined)
  test("a month that finds no room for its file stays in the store, leaves no half of it, and moves once there is room", async (t) => {
    const { record } = await import("./current.ts");
    const fact = { who: "o", act: "submit SQ1008", on: "of a full disk", result: "ok", digest: "" };
    await at("2031-02-02T11:00:00+08:00", () => record(fact));
    const dir = await mkdtemp(join(tmpdir(), "maintenance-disk-"));
    const disk = await tinyDisk(dir, 1);
    t.after(() => disk.close().then(() => rm(dir, { recursive: true })));
    disk.fill();
    const later = new Date("2032-04-02T12:00:00+08:00");
    await maintain(folder, new Date("2031-02-03T12:00:00+08:00"));
    await assert.rejects(maintain(disk.path(""), later), /ENOSPC/);
    assert.deepEqual(await readdir(disk.path("")), ["filler"]);
    assert.equal(await AuditEntries.countDocuments({ on: fact.on }), 1);
    disk.free();
    await maintain(disk.path(""), later);
    assert.equal(await AuditEntries.countDocuments({ on: fact.on }), 0);
  });
else console.log(`maintenance.test.ts: an archive on a full disk is not tried: ${noTinyDisk}`);
