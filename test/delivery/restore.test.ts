// F19: yesterday's backup is put back under a province that has gone on. The whole system as processes of its own.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import mongoose from "mongoose";
import { restore } from "../../bff/src/backup/restore.ts";
import type { CaseDoc } from "../../bff/src/cases/model.ts";
import { loadKeys, newKeys } from "../../bff/src/crypto/keys.ts";
import { useKeys } from "../../bff/src/crypto/sealed.ts";
import { cases, inbox, peers } from "../../bff/src/exchange/collections.ts";
import { addOperator, findOperator } from "../../bff/src/operations/operators.ts";
import { reconcile } from "../../bff/src/operations/reconcile.ts";
import { connect } from "../../bff/src/store/connection.ts";
import { nextNumber } from "../../bff/src/store/counters.ts";
import { build } from "../../scripts/lib/build.mjs";
import { runChild } from "../../scripts/lib/child.mjs";
import { startSystem } from "../../scripts/lib/system.mjs";
import { signInAt } from "../support/sign-in-at.ts";
import { renewal } from "../support/test-application.ts";
import type { Person } from "../support/test-portal.ts";
import { type Body, TestPeer, type Treatment } from "./peer.ts";
import { until } from "./portal.ts";

const region = "110000";
const dataDir = mkdtempSync(join(tmpdir(), "restore-"));
const kept = mkdtempSync(join(tmpdir(), "backup-"));
const backup = join(kept, "monday");
const peer = new TestPeer(region);
/** How the province treats a message about a number. */
const manners = new Map<string, Treatment>();
let system: Awaited<ReturnType<typeof startSystem>>;
let url = "";

before(async () => {
  await build("bff");
  await start();
  await peer.join();
  peer.treat = ({ body }) =>
    [...manners].find(([businessSn]) => JSON.stringify(body).includes(businessSn))?.[1] ?? { code: "0000" };
});
after(async () => {
  await stop("kill9");
  await peer.close();
  for (const dir of [dataDir, kept]) rmSync(dir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  system = await startSystem({ dataDir, simulators: false, env: { DEMO: "1", H5_DIR: "" } });
  url = system.url;
  useKeys(loadKeys({ dataDir, keyFile: null, demo: true }));
  await connect(system.storeUri);
}

async function stop(how: "stop" | "kill9"): Promise<void> {
  await mongoose.disconnect();
  await system?.[how]();
}

/** One of the commands, as its npm script runs it. */
const command = (name: string, ...args: string[]) =>
  runChild({ name, file: join("bff/dist", `${name}.js`), args, env: { DATA_DIR: dataDir } });

async function applied(person: Person): Promise<CaseDoc> {
  const { status, json } = await person.send("POST", "/api/applications", await renewal(person));
  assert.equal(status, 201, JSON.stringify(json));
  return (await cases().findOne({ _id: json.caseId }))!;
}

/** The application's message, if it stands so. */
async function first({ _id }: CaseDoc, st: string) {
  const [entry] = (await cases().findOne({ _id }))?.outbox ?? [];
  return entry?.st === st && entry;
}

/** Waits until it stands so; a wait that is due later is due now. */
async function stands(one: CaseDoc, st: string) {
  const waiting = { _id: one._id, "send.due": { $exists: true } };
  await cases().updateOne(waiting, { $set: { "send.due": new Date(0) } });
  return until(() => first(one, st), 30_000);
}

/** Whether the portal knows where the province is; all its instances know a second later. */
async function reachable(is: boolean): Promise<void> {
  await peers().updateOne({ _id: region }, { $set: { url: is ? peer.url : null } });
  await new Promise((resolve) => setTimeout(resolve, 1_500));
}

async function post(raw: Buffer): Promise<{ code: string; body: Body }> {
  const reply = await fetch(`${url}/exchange`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: new Uint8Array(raw),
  });
  const { header, body } = peer.open(await reply.text());
  return { code: header.Code!, body };
}

async function logIn(): Promise<string> {
  const { body } = await post(peer.message("YZ1001", { YZ1001: { ...peer.account } }));
  return String((body as { YZ1001: { token: string } }).YZ1001.token);
}

/** What the province says about a case: always the same message by its number. */
function feedback({ businessSn }: CaseDoc, count: number, busiState: string, Token: string): Buffer {
  const SerialNum = `${region}20261126${String(count).padStart(18, "0")}`;
  const body = {
    ...{ feedbackSn: `F${count}`, businessSn, applyName: "测试甲", applyDate: "20261126080000" },
    ...{
      interType: "SQ1008",
      telephone: "13800000001",
      busiState,
      checkName: "测试员",
      checkOrg: "测试机构",
    },
    ...{ deptCode: "1", feedbackDate: `2026112609000${count}` },
  };
  return peer.message("JD1004", { JD1004: body }, { SerialNum, Token });
}

const sent = () => peer.received.filter(({ header }) => header.IPCType === "SQ1008");
const sentOf = ({ businessSn }: CaseDoc) =>
  sent().filter(({ body }) => JSON.stringify(body).includes(businessSn));

test("a store put back to its backup goes on: nothing twice with effect, no number again, nothing of the province's refused", async () => {
  const anna = await signInAt(url);
  const key = await addOperator("甲", new Date());
  // Delivered and spoken of; lost on its way; not begun: so they stand when the backup is made.
  const done = await applied(anna);
  await stands(done, "DONE");
  let token = await logIn();
  assert.equal((await post(feedback(done, 1, "3", token))).code, "0000");
  manners.set("", "cut");
  const lost = await applied(anna);
  assert.ok((await until(async () => first(lost, "WAIT"))).unsure);
  await reachable(false);
  const unbegun = await applied(anna);

  const said = await command("backup", "--to", backup);
  assert.match(said, /as of .*The key file is not in it/s);
  assert.ok(
    !readdirSync(backup, { recursive: true }).some((name) => name.includes("key")),
    "no key in a backup",
  );
  await assert.rejects(command("backup", "--to", backup), /is not empty/);

  // The day goes on: all arrives, new work too, and the province speaks.
  manners.clear();
  await reachable(true);
  for (const one of [lost, unbegun]) await stands(one, "DONE");
  const later = await applied(anna);
  await stands(later, "DONE");
  assert.equal((await post(feedback(done, 2, "5", token))).code, "0000");
  assert.equal((await post(feedback(later, 3, "3", token))).code, "0000");
  await assert.rejects(command("restore", "--from", backup), /still runs/);
  // Another instance took numbers too, and nothing tells which.
  const others = { case: await nextNumber(counterOf(later)), serial: await nextNumber("serial") };
  await stop("kill9");

  await refusals();
  assert.match(await command("restore", "--from", backup), /2 cases are unsure/);
  peer.token = "gone meanwhile";
  manners.set(unbegun.businessSn, { code: "1001", message: "业务流水号重复" });
  await start();

  // What was under way is asked about by sending it again, as the same message.
  await reachable(true);
  await stands(lost, "DONE");
  const held = await stands(unbegun, "HELD");
  assert.ok(held.unsure, "nobody is told of a refusal");
  for (const one of [done, lost, unbegun, later]) {
    assert.equal(new Set(sentOf(one).map(({ header }) => header.SerialNum)).size, 1);
    assert.equal(new Set(sentOf(one).map(({ body }) => JSON.stringify(body))).size, 1);
  }
  assert.equal(sentOf(done).length, 1);

  // Sessions, tokens and operators' keys may have ended since.
  const stale = { Cookie: `session=${anna.token}` };
  assert.equal((await fetch(`${url}/api/cases`, { headers: stale })).status, 401);
  assert.equal(await findOperator(key), null);
  assert.equal((await post(feedback(done, 1, "3", token))).code, "0004");
  token = await logIn();
  for (const again of [1, 2]) {
    assert.equal((await post(feedback(done, 1, "3", token))).code, "0000", String(again));
    assert.equal((await post(feedback(done, 2, "5", token))).code, "0000");
    assert.equal((await post(feedback(later, 3, "3", token))).code, "0000");
  }
  const { feedbacks, state } = (await cases().findOne({ _id: done._id }))!;
  assert.deepEqual([feedbacks.map(({ sn }) => sn), state], [["F1", "F2"], "5"]);
  const [forgotten, ...more] = await cases().find({ businessSn: later.businessSn }).toArray();
  assert.deepEqual([forgotten!.origin, forgotten!.feedbacks.length, more.length], ["window", 1, 0]);
  assert.equal(await inbox().countDocuments({ ipc: "JD1004" }), 3);
  const found = await reconcile(() => undefined, new Date(), { businessSn: later.businessSn });
  assert.deepEqual(
    found.map(({ kind }) => kind),
    ["notOurs"],
  );

  // New work takes new numbers.
  const fresh = await applied(await signInAt(url));
  await stands(fresh, "DONE");
  const other = later.businessSn.slice(0, 17) + String(others.case).padStart(7, "0");
  for (const taken of [later.businessSn, other])
    assert.ok(fresh.businessSn > taken, `${fresh.businessSn} after ${taken}`);
  const bySerial = new Map(sent().map(({ header, body }) => [header.SerialNum, JSON.stringify(body)]));
  for (const { header, body } of sent())
    assert.equal(bySerial.get(header.SerialNum), JSON.stringify(body), "one number, one message");
  assert.ok(Number(fresh.outbox[0]!.serial.slice(14, 24)) > others.serial);
  assert.match(await command("audit", "verify"), /stored messages and files are as the trail tells/);

  // What comes after mongorestore, by itself.
  await assert.rejects(command("restore", "--settle", "--taken", "yesterday"), /TIME/);
  const settled = await command(
    "restore",
    "--settle",
    "--taken",
    new Date(Date.now() - 60_000).toISOString(),
  );
  assert.match(settled, /^1 cases are unsure/); // the one that is held
});

const counterOf = ({ businessSn }: CaseDoc) => `businessSn:${businessSn.slice(0, 17)}`;

/** A backup that is not whole, or not ours, changes nothing. */
async function refusals(): Promise<void> {
  const broken = join(kept, "broken");
  const edit = (name: string, from: string, to: string, file = join(broken, name)) => {
    writeFileSync(file, readFileSync(file, "latin1").replace(from, to), "latin1");
  };
  const spoilt: [name: string, spoil: () => void, words: RegExp][] = [
    ["no manifest", () => rmSync(join(broken, "backup.json")), /no finished backup/],
    ["another time", () => edit("backup.json", "20", "19"), /signature does not hold/],
    ["another byte", () => edit("store/data.mdb", region, "110001"), /was altered/],
  ];
  const refused = (folder: string, words: RegExp, name = "") =>
    assert.rejects(restore(folder, dataDir), words, name);
  for (const [name, spoil, words] of spoilt) {
    cpSync(backup, broken, { recursive: true });
    spoil();
    await refused(broken, words, name);
    rmSync(broken, { recursive: true });
  }
  useKeys(newKeys());
  await refused(backup, /another key file/);
  assert.deepEqual(
    readdirSync(dataDir).filter((name) => name.startsWith("store")),
    ["store"],
  );
}
