import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { useAudit } from "../../bff/src/audit/current.ts";
import { openAuditLog } from "../../bff/src/audit/log.ts";
import { AuditEntries } from "../../bff/src/audit/model.ts";
import { verify } from "../../bff/src/audit/verify.ts";
import { cases, inbox } from "../../bff/src/exchange/collections.ts";
import { type Exchange, startExchange } from "../../bff/src/exchange/start.ts";
import { TestPeer } from "./peer.ts";
import { depsWith, newCase, settled, testKeys, until } from "./portal.ts";
import { openStore, type TestStore } from "./store.ts";

let store: TestStore;
let exchange: Exchange;
let peer: TestPeer;

before(async () => {
  store = await openStore();
  useAudit(openAuditLog());
  exchange = startExchange(depsWith());
  peer = await new TestPeer("110099").join();
});
after(async () => {
  await exchange.stop();
  await peer.close();
  await store.close();
});

const entriesOn = (on: string) => AuditEntries.find({ on }).sort({ seq: 1 }).lean();

/** A log whose writes fail, as when its disk is full. */
async function withoutLog(act: () => Promise<void>): Promise<void> {
  useAudit({ record: () => Promise.reject(new Error("the log is full")), takesEntries: async () => false });
  try {
    await act();
  } finally {
    useAudit(openAuditLog());
  }
}

test("a message that goes out is written down before and after, with its digest", async () => {
  const one = await newCase(peer.region);
  exchange.wake(peer.region);
  const { serial } = await settled(one, "DONE");
  const entries = await until(async () => {
    const found = await entriesOn(serial);
    return found.length >= 2 && found;
  });
  assert.deepEqual(
    entries.map(({ who, act, result }) => [who, act, result]),
    [
      ["system", "send SQ1008", "begun"],
      ["system", "sent SQ1008", "0000"],
    ],
  );
  const { CRC } = peer.of("SQ1008").at(-1)!.header;
  assert.deepEqual(
    entries.map(({ digest }) => digest),
    [CRC!.toLowerCase(), CRC!.toLowerCase()],
  );
});

test("if the log cannot be written, nothing is sent; afterwards it goes out by itself", async () => {
  let one = null as unknown as Awaited<ReturnType<typeof newCase>>;
  await withoutLog(async () => {
    const before = peer.received.length;
    one = await newCase(peer.region);
    exchange.wake(peer.region);
    await until(async () => (await cases().findOne({ _id: one._id }))!.send.fence > 0);
    await until(async () => (await cases().findOne({ _id: one._id }))!.outbox[0]!.st === "WAIT");
    assert.equal(peer.received.length, before);
  });
  await cases().updateOne({ _id: one._id }, { $set: { "send.due": new Date(0) } });
  exchange.wake(peer.region);
  await settled(one, "DONE");
});

test("if the log cannot be written, a message of a province is not confirmed; its repeat is, once", async () => {
  const logIn = exchange.receive(peer.message("YZ1001", { YZ1001: { ...peer.account } }), "127.0.0.1");
  const { body } = peer.open(String((await logIn).body)) as unknown as {
    body: { YZ1001: { token: string } };
  };
  const message = peer.message("JD1004", { JD1004: feedback }, { Token: body.YZ1001.token });
  const codeOf = async () =>
    peer.open(String((await exchange.receive(message, "127.0.0.1")).body)).header.Code;
  await withoutLog(async () => assert.equal(await codeOf(), "9999"));
  assert.equal(await codeOf(), "0000");
  const { SerialNum } = JSON.parse(message.toString()).Header;
  assert.equal(await inbox().countDocuments({ serial: SerialNum }), 1);
  const entries = await entriesOn(SerialNum);
  assert.deepEqual(
    entries.map(({ who, act, result }) => [who, act, result]),
    [["province:110099", "receive JD1004", "0000"]],
  );
});

test("what was written down verifies", async () => {
  const { entries, finding } = await verify({ trusted: [testKeys.sm2.publicKey] });
  assert.equal(finding, null);
  assert.ok(entries > 3);
});

const feedback = {
  ...{ feedbackSn: "1", feedbackDate: "20261123103000", businessSn: "1100990002026112300000001" },
  ...{ applyName: "测试甲", applyDate: "20261123093000", interType: "SQ1008", telephone: "13800000000" },
  ...{ busiState: "3", checkName: "审查员", checkOrg: "测试机构", deptCode: "91110000000000000X" },
};
