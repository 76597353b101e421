import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { openTestStore, type TestStore } from "../../../test/support/test-store.ts";
import { newKeys } from "../crypto/keys.ts";
import { keysInUse, useKeys } from "../crypto/sealed.ts";
import { connect, disconnect } from "../store/connection.ts";
import { archiveMonth, fromArchives, readManifest, restoreMonth } from "./archive.ts";
import { closeDay } from "./close-day.ts";
import { openAuditLog } from "./log.ts";
import { AuditEntries, AuditHeads } from "./model.ts";
import { verify } from "./verify.ts";

let store: TestStore;
let folder: string;
const trusted = () => [keysInUse().sm2.publicKey];
const fact = (on: string) => ({ who: "system", act: "send SQ1008", on, result: "0000", digest: "" });

before(async () => {
  useKeys(newKeys());
  store = await openTestStore();
  folder = await mkdtemp(join(tmpdir(), "audit-"));
  await connect(store.uri);
});
after(async () => {
  await disconnect();
  await store.close();
  await rm(folder, { recursive: true });
});

/** Two instances write at once over two closed days, and one entry stands after them. */
beforeEach(async () => {
  await AuditEntries.collection.deleteMany({});
  await AuditHeads.collection.deleteMany({});
  const logs = [openAuditLog(), openAuditLog()];
  for (const day of ["20261001", "20261002"]) {
    await Promise.all(Array.from({ length: 40 }, (_, i) => logs[i % 2]!.record(fact(`${day}-${i}`))));
    await closeDay(day);
  }
  await logs[0]!.record(fact("open"));
});

const anEntry = async (skip: number) =>
  (await AuditEntries.collection
    .find()
    .sort({ _id: 1 } as never)
    .skip(skip)
    .next()) as { _id: string } | null;

test("what several instances wrote verifies, closed days and the open one", async () => {
  assert.deepEqual(await verify({ trusted: trusted() }), { entries: 81, heads: 2, finding: null });
});

const tampering: [string, () => Promise<object>][] = [
  [
    "an altered entry",
    async () => {
      const { _id } = (await anEntry(10))!;
      await AuditEntries.collection.updateOne({ _id } as never, { $set: { result: "9999" } });
      return { entry: _id, what: "altered" };
    },
  ],
  [
    "a removed entry",
    async () => {
      const { _id } = (await anEntry(30))!;
      await AuditEntries.collection.deleteOne({ _id } as never);
      return { entry: _id, what: "removed" };
    },
  ],
  [
    "a day's head that was altered",
    async () => {
      await AuditHeads.collection.updateOne({ _id: "20261001" } as never, { $set: { root: "0".repeat(64) } });
      return { head: "20261001", what: "altered" };
    },
  ],
  [
    "a day's head that was removed",
    async () => {
      await AuditHeads.collection.deleteOne({ _id: "20261001" } as never);
      return { head: "20261002", what: "removed" };
    },
  ],
  [
    "a day's head signed anew by somebody else",
    async () => {
      const { closeDay: signAnew } = await import("./close-day.ts");
      const ours = keysInUse();
      await AuditHeads.collection.deleteOne({ _id: "20261002" } as never);
      useKeys(newKeys());
      await signAnew("20261002");
      useKeys(ours);
      return { head: "20261002", what: "unsigned" };
    },
  ],
];
for (const [name, tamper] of tampering)
  test(`${name} is found`, async () => {
    const expected = await tamper();
    const { finding } = await verify({ trusted: trusted() });
    assert.deepEqual(finding, expected);
  });

test("a cut-off end of a chain is found by its day's head", async () => {
  const { chain, to } = (await AuditHeads.findById("20261002").lean())!.ranges[1]!;
  const last = (await AuditEntries.findOne({ chain, seq: to }).lean())!;
  await AuditEntries.collection.deleteMany({ chain, seq: { $gt: to } } as never);
  await AuditEntries.collection.deleteOne({ _id: last._id } as never);
  assert.deepEqual((await verify({ trusted: trusted() })).finding, { entry: last._id, what: "removed" });
});

test("a day is closed once, also by two instances at the same moment", async () => {
  const [one, two] = await Promise.all([closeDay("20261003"), closeDay("20261003")]);
  assert.equal(one.hash, two.hash);
});

test("a month moves into signed files, verifies there, and comes back", async () => {
  assert.equal(await archiveMonth("202610", folder), 80);
  assert.equal(await AuditEntries.countDocuments(), 1);
  const manifest = await readManifest(folder, "202610", trusted());
  const { entries, finding } = await verify({
    trusted: trusted(),
    entriesOf: fromArchives(folder, [manifest]),
  });
  assert.deepEqual({ entries, finding }, { entries: 81, finding: null });
  assert.equal(
    (await verify({ trusted: trusted() })).finding === null,
    false,
    "without the archive it is missed",
  );
  assert.equal(await restoreMonth(folder, manifest), 80);
  assert.deepEqual((await verify({ trusted: trusted() })).finding, null);
  await assert.rejects(
    readManifest(folder, "202610", [newKeys().sm2.publicKey]),
    /not signed by a known key/,
  );
});
