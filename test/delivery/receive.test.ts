import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { attempts, inbox, peers } from "../../bff/src/exchange/collections.ts";
import type { Handled, Incoming } from "../../bff/src/exchange/deps.ts";
import { readPauses } from "../../bff/src/exchange/peer-state.ts";
import { type Exchange, startExchange } from "../../bff/src/exchange/start.ts";
import { type Body, TestPeer } from "./peer.ts";
import { depsWith, until } from "./portal.ts";
import { openStore, type TestStore } from "./store.ts";

let store: TestStore;
let exchange: Exchange;
let peer: TestPeer;
let other: TestPeer;
let token = "";
const handled: Incoming[] = [];
let reply: (incoming: Incoming) => Handled = () => ({ code: "0000", message: "成功" });
const deps = depsWith({
  async onFeedback(incoming) {
    handled.push(incoming);
    return reply(incoming);
  },
  materialsZip: async (businessSn) =>
    businessSn === "1"
      ? { name: "MaterialFile-1.zip", bytes: Buffer.from("PK") }
      : { code: "0003", message: "没有数据" },
});

before(async () => {
  store = await openStore();
  exchange = startExchange(deps);
  peer = await new TestPeer("110000").join();
  other = await new TestPeer("320000").join();
  token = await logIn(peer);
});
after(async () => {
  await exchange.stop();
  await Promise.all([peer.close(), other.close()]);
  await store.close();
});

const ip = "127.0.0.1";

async function say(from: TestPeer, raw: Buffer) {
  const { status, headers, body } = await exchange.receive(raw, ip);
  const text = body.toString();
  return {
    status,
    headers,
    text,
    ...(text.startsWith("{") ? from.open(text) : { header: {}, body: "" as Body }),
  };
}

async function logIn(from: TestPeer, account = from.account): Promise<string> {
  const { body } = await say(from, from.message("YZ1001", { YZ1001: account }));
  return body === "" ? "" : String(body.YZ1001?.token);
}

const feedback = (feedbackSn: string, more: Record<string, string> = {}) => ({
  JD1004: {
    ...{
      feedbackSn,
      businessSn: "1100000002026112300000001",
      applyName: "测试甲",
      applyDate: "20261123093000",
    },
    ...{ interType: "SQ1008", telephone: "13800000000", busiState: "3", feedbackDate: "20261123103000" },
    ...{ checkName: "审查员", checkOrg: "测试机构", deptCode: "91110000000000000X" },
    ...more,
  },
});

const codeOf = async (from: TestPeer, raw: Buffer) => (await say(from, raw)).header.Code;

test("a feedback is handed on once, with its values, and its files apart", async () => {
  const pdf = Buffer.from("%PDF-1.7 test");
  const body = feedback("f1", { certificateFile: pdf.toString("base64"), certificateIdentifier: "" });
  const { header, status } = await say(peer, peer.message("JD1004", body, { Token: token }));
  assert.deepEqual([status, header.Code, header.ReqType, header.Token], [200, "0000", "1", ""]);
  const [incoming] = handled;
  assert.deepEqual([incoming?.ipc, incoming?.peer, incoming?.body.busiState], ["JD1004", "110000", "3"]);
  assert.match(incoming?.files.certificateFile?.file ?? "", /^[0-9a-f]{64}$/);
  assert.equal("certificateFile" in (incoming?.body ?? {}), false);
  assert.equal("certificateIdentifier" in (incoming?.body ?? {}), false);
});

test("a repeat with new ReqTime and Token gets the stored answer byte for byte, and no second effect", async () => {
  const serial = { SerialNum: "11000020261123000000000000000777" };
  const first = await say(peer, peer.message("JD1004", feedback("f2"), { ...serial, Token: token }));
  const before = handled.length;
  token = await logIn(peer);
  const again = { ...serial, Token: token, ReqTime: "20261123235959" };
  const second = await say(peer, peer.message("JD1004", feedback("f2"), again));
  assert.equal(second.text, first.text);
  assert.equal(handled.length, before);
  const third = await say(peer, peer.message("JD1004", feedback("f2 other"), again));
  assert.deepEqual([third.header.Code, handled.length], ["1001", before]);
  assert.equal(deps.heard.alarms.at(-1), "serialReused");
});

test("only 0000 is stored: after a refusal the same number is judged anew", async () => {
  const header = { SerialNum: "11000020261123000000000000000778", Token: token };
  reply = () => ({ code: "0003", message: "没有数据" });
  assert.equal(await codeOf(peer, peer.message("JD1004", feedback("f3"), header)), "0003");
  reply = () => ({ code: "0000", message: "成功" });
  assert.equal(await codeOf(peer, peer.message("JD1004", feedback("f3 corrected"), header)), "0000");
});

test("our own failure is 9999, and the message is taken up again without being asked for", async () => {
  let failing = true;
  reply = () => {
    if (failing) throw new Error("the store is away");
    return { code: "0000", message: "成功" };
  };
  const header = { SerialNum: "11000020261123000000000000000779", Token: token };
  assert.equal(await codeOf(peer, peer.message("JD1004", feedback("f4"), header)), "9999");
  failing = false;
  await until(async () => (await inbox().findOne({ serial: header.SerialNum }))?.st === "done");
  const before = handled.length;
  assert.equal(await codeOf(peer, peer.message("JD1004", feedback("f4"), header)), "0000");
  assert.equal(handled.length, before);
});

test("a message that can never be handled does not stand before those behind it", async () => {
  reply = () => {
    throw new Error("the store is away");
  };
  const serials = ["11000020261123000000000000000780", "11000020261123000000000000000781"];
  for (const [at, SerialNum] of serials.entries())
    await say(peer, peer.message("JD1004", feedback(`f5 ${at}`), { SerialNum, Token: token }));
  reply = ({ serial }) => {
    if (serial === serials[0]) throw new Error("never");
    return { code: "0000", message: "成功" };
  };
  await until(async () => (await inbox().findOne({ serial: serials[1]! }))?.st === "done");
  reply = () => ({ code: "0000", message: "成功" });
  await until(async () => (await inbox().findOne({ serial: serials[0]! }))?.st === "done");
});

test("at rest the inbox shows neither name nor token", async () => {
  const all = JSON.stringify(await inbox().find().toArray());
  for (const secret of ["测试甲", "13800000000", token]) assert.ok(!all.includes(secret));
});

const refused: [string, () => Buffer, string][] = [
  ["no token", () => peer.message("JD1004", feedback("x")), "0004"],
  ["a foreign token", () => other.message("JD1004", feedback("x"), { Token: token }), "0004"],
  ["an unknown interface", () => peer.message("JD9999", feedback("x"), { Token: token }), "0101"],
  ["one of the other direction", () => peer.message("SQ1008", "", { Token: token }), "0002"],
  [
    "an element too many",
    () => peer.message("JD1004", feedback("x", { extra: "1" }), { Token: token }),
    "0601",
  ],
  ["a value too long", () => peer.message("JD1004", feedback("x".repeat(65)), { Token: token }), "1001"],
  ["a wrong CRC", () => peer.message("JD1004", feedback("x"), { Token: token, CRC: "0".repeat(64) }), "1001"],
  ["an unknown Source", () => peer.message("XT1001", "", { Source: "990000" }), "0901"],
  [
    "a zip that is not there",
    () => peer.message("CX3001", { CX3001: { businessSn: "2", applyName: "测试甲" } }, { Token: token }),
    "0003",
  ],
];
for (const [name, raw, code] of refused)
  test(`${name}: ${code}, and nothing is believed`, async () => {
    const before = handled.length;
    assert.equal(await codeOf(peer, raw()), code);
    assert.equal(handled.length, before);
  });

test("a heartbeat needs no token, a stale one is no error, and its time is kept", async () => {
  assert.equal(await codeOf(peer, peer.message("XT1001", "", { Token: "stale" })), "0000");
  const status = (await exchange.status()).find(({ region }) => region === "110000");
  assert.ok(status?.theirsAt instanceof Date);
});

test("the pauses between a province's heartbeats are kept, its latest", async () => {
  const before = (await readPauses()).get("110000")?.length ?? 0;
  await peers().updateOne({ _id: "110000" }, { $set: { "hb.theirsAt": new Date(Date.now() - 600_000) } });
  assert.equal(await codeOf(peer, peer.message("XT1001", "")), "0000");
  const pauses = (await readPauses()).get("110000")!;
  assert.equal(pauses.length, before + 1);
  assert.equal(Math.round(pauses.at(-1)! / 600_000), 1);
});

test("the zip comes as bytes under its name", async () => {
  const body = { CX3001: { businessSn: "1", applyName: "测试甲" } };
  const { headers, text } = await say(peer, peer.message("CX3001", body, { Token: token }));
  assert.equal(headers["Content-Type"], "application/zip");
  assert.equal(headers["Content-Disposition"], 'attachment; filename="MaterialFile-1.zip"');
  assert.equal(text, "PK");
});

test("the items for ratings come in the table's form", async () => {
  const asked = peer.message("CX3002", { CX3002: { feedbackSn: "1" } }, { Token: token });
  const { header, body } = await say(peer, asked);
  assert.equal(header.Code, "0000");
  const [item] = (body as { CX3002: { normInfo: Record<string, unknown>[] } }).CX3002.normInfo;
  const { synchronizetime, ...rest } = item!;
  assert.match(String(synchronizetime), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  const named = { iid: "501", normCode: "501", normName: "一次办成", starLevel: 5, usingStatus: "启用" };
  assert.deepEqual(rest, named);
});

test("a new log-in kills the token before it; a token dies after 24 hours; only its digest is stored", async () => {
  const old = token;
  token = await logIn(peer);
  assert.equal(await codeOf(peer, peer.message("JD1004", feedback("x"), { Token: old })), "0004");
  assert.ok(!JSON.stringify(await peers().findOne({ _id: "110000" })).includes(token));
  await peers().updateOne(
    { _id: "110000" },
    { $set: { "incoming.at": new Date(Date.now() - 24 * 3600_000 - 1_000) } },
  );
  assert.equal(await codeOf(peer, peer.message("JD1004", feedback("x"), { Token: token })), "0004");
  token = await logIn(peer);
});

test("wrong passwords lock the log-in of that Source from that address, the right one too", async () => {
  const wrong = { ...other.account, password: "falsch" };
  for (let guess = 0; guess < 5; guess++) assert.equal(await logIn(other, wrong), "");
  assert.equal(await logIn(other), "");
  assert.notEqual(await logIn(peer), "");
  const elsewhere = other.open(
    (await exchange.receive(other.message("YZ1001", { YZ1001: other.account }), "127.0.0.2")).body as Buffer,
  );
  assert.equal(elsewhere.header.Code, "0000");
});

test("every message of a known peer has its row", async () => {
  assert.ok(
    (await attempts().countDocuments({ dir: "in", peer: "110000", ipc: "JD1004", code: "0000" })) >= 4,
  );
  assert.equal(await attempts().countDocuments({ dir: "in", peer: "990000" }), 0);
});

test("the store away: 9999, and no more is said", async () => {
  if (store.embedded === null) return;
  await store.embedded.kill();
  const { status, header } = await say(peer, peer.message("JD1004", feedback("x"), { Token: token }));
  assert.deepEqual([status, header.Code], [200, "9999"]);
});
