import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Accept } from "shared-types/province.ts";
import { quarantine } from "../../bff/src/exchange/collections.ts";
import { openQuarantined, quarantined, room, staying } from "../../bff/src/exchange/quarantine.ts";
import { type Exchange, startExchange } from "../../bff/src/exchange/start.ts";
import { type Body, TestPeer } from "./peer.ts";
import { depsWith } from "./portal.ts";
import { openStore, type TestStore } from "./store.ts";

let store: TestStore;
let exchange: Exchange;
let peer: TestPeer;
let token = "";

before(async () => {
  store = await openStore();
  const onFeedback = async () => ({ code: "0003", message: "没有数据" });
  // What config/provinces says of these two; of 110000 it says nothing.
  const variations: Record<string, Accept[]> = {
    "320000": ["numberForString", "zeroForAbsent"],
    "330000": ["missingGroup"],
  };
  const provinceOf = (region: string) =>
    variations[region] && { region, name: region, dialect: { accept: variations[region] } };
  exchange = startExchange(depsWith({ onFeedback, provinceOf }));
  peer = await new TestPeer("110000").join();
  const { body } = await say(peer.message("YZ1001", { YZ1001: peer.account }));
  token = body === "" ? "" : String(body.YZ1001?.token);
});
after(async () => {
  await exchange?.stop();
  await peer?.close();
  await store?.close();
});

async function say(raw: Buffer) {
  const { body } = await exchange.receive(raw, "127.0.0.1");
  return peer.open(body.toString());
}

const feedback = (more: Record<string, unknown>): Body => ({
  JD1004: {
    ...{ feedbackSn: "f1", businessSn: "1", applyName: "测试甲", applyDate: "20261123093000" },
    ...{ interType: "SQ1008", telephone: "13800000000", busiState: "3", feedbackDate: "20261123103000" },
    ...{ checkName: "审查员", checkOrg: "测试机构", deptCode: "91110000000000000X" },
    ...more,
  },
});

const faulty: [name: string, message: () => Buffer, code: string, words: RegExp][] = [
  [
    "a value that is too long",
    () => peer.message("JD1004", feedback({ checkOrg: "长".repeat(500) }), { Token: token }),
    "1001",
    /JD1004\.checkOrg/,
  ],
  [
    "an element that the table does not have",
    () => peer.message("JD1004", feedback({ owner: "1" }), { Token: token }),
    "0601",
    /JD1004\.owner/,
  ],
  [
    "an interface that nobody knows",
    () => peer.message("JD9999", "", { Token: token }),
    "0101",
    /业务接口代码/,
  ],
  [
    "a fault in the header",
    () => peer.message("JD1004", feedback({}), { Token: token, ReqTime: "2026" }),
    "1001",
    /Header\.ReqTime/,
  ],
  [
    "a case that we do not have",
    () => peer.message("JD1004", feedback({}), { Token: token }),
    "0003",
    /没有数据/,
  ],
];

for (const [name, message, code, words] of faulty)
  test(`${name}: answered ${code} with its place, and kept for the operators as it came`, async () => {
    const raw = message();
    const { header } = await say(raw);
    assert.equal(header.Code, code);
    assert.match(header.Message!, words);
    const newest = (await quarantined({ peer: "110000", limit: 1 }))[0]!;
    assert.equal(newest.serial, header.SerialNum);
    assert.deepEqual([newest.code, newest.message, newest.times], [code, header.Message, 1]);
    assert.equal(newest.bytes, raw.length);
    const opened = JSON.parse((await openQuarantined(newest.id))!);
    const sent = JSON.parse(raw.toString());
    assert.deepEqual(opened, { ...sent, Header: { ...sent.Header, Token: "" } });
  });

for (const [region, code] of [
  ["110000", "1001"],
  ["330000", "1001"],
  ["320000", "0003"],
] as const)
  test(`a number for a text and 0 for what is absent, from ${region}: ${code}, as its own file says`, async () => {
    const from = region === "110000" ? peer : await new TestPeer(region).join();
    const ask = async (raw: Buffer) => from.open((await exchange.receive(raw, "127.0.0.1")).body.toString());
    const { body } = await ask(from.message("YZ1001", { YZ1001: from.account }));
    const own = body === "" ? "" : String(body.YZ1001?.token);
    const varied = feedback({ busiState: 3, feedbackNo: 0, certificateFile: "0" });
    assert.equal((await ask(from.message("JD1004", varied, { Token: own }))).header.Code, code);
    if (from === peer) token = own;
    else await from.close();
  });

test("the same fault of the same message is one entry that counts", async () => {
  const serial = { SerialNum: "11000020261123000000000000009999", Token: token };
  for (let time = 1; time <= 3; time += 1)
    await say(peer.message("JD1004", feedback({ busiState: "" }), { ...serial, ReqTime: "20261123093001" }));
  const [newest] = await quarantined({ peer: "110000", limit: 1 });
  assert.deepEqual([newest?.serial, newest?.times], [serial.SerialNum, 3]);
});

test("what comes without a living token is not kept: a stranger can neither fill nor empty it", async () => {
  const before = (await quarantined()).length;
  await say(peer.message("JD1004", feedback({ owner: "1" }), { Token: "0".repeat(64) }));
  await say(peer.message("JD1004", feedback({ owner: "1" })));
  await exchange.receive(Buffer.from("no message"), "127.0.0.1");
  await exchange.receive(
    peer.message("JD1004", feedback({}), { Source: "990000", Token: token }),
    "127.0.0.1",
  );
  assert.equal((await quarantined()).length, before);
});

test("at rest it shows neither name nor token", async () => {
  const all = JSON.stringify(await quarantine().find().toArray());
  for (const secret of ["测试甲", "13800000000", token]) assert.ok(!all.includes(secret));
});

test("a peer has room for so many messages and bytes; the oldest ones go", async () => {
  const row = (bytes: number, kept = true) => ({ bytes, kept });
  assert.equal(staying([]), 0);
  assert.equal(staying(Array(room.messages + 5).fill(row(10))), room.messages);
  assert.equal(staying(Array(20).fill(row(room.largest))), room.bytes / room.largest);
  assert.equal(staying(Array(20).fill(row(room.bytes, false))), 20);
  const old = { peer: "110000", ipc: "JD1004", serial: "old", code: "1001", message: "" };
  await quarantine().insertMany(
    Array.from({ length: room.messages }, (_, index) => ({
      ...{ _id: `old ${index}`, ...old, at: new Date(0), lastAt: new Date(index), times: 1 },
      ...{ bytes: 10, kept: true, raw: null },
    })),
  );
  for (let time = 0; time < room.between; time += 1)
    await say(peer.message("JD1004", feedback({ owner: "2" }), { Token: token }));
  const left = await quarantine().countDocuments({ peer: "110000" });
  assert.ok(left >= room.messages && left < room.messages + room.between, String(left));
  assert.equal(await quarantine().countDocuments({ _id: "old 0" }), 0);
});
