import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AuditEntries } from "../../bff/src/audit/model.ts";
import type { CaseDoc, Outgoing } from "../../bff/src/cases/model.ts";
import { cases, decisions } from "../../bff/src/exchange/collections.ts";
import { type Exchange, startExchange } from "../../bff/src/exchange/start.ts";
import { correct, resend, settle } from "../../bff/src/operations/decide-message.ts";
import { listMessages, showMessage } from "../../bff/src/operations/list-messages.ts";
import { reconcile } from "../../bff/src/operations/reconcile.ts";
import { rowsOf } from "../../bff/src/operations/reconciliation-file.ts";
import { TestPeer } from "./peer.ts";
import { depsWith, newCase, readCase, settled } from "./portal.ts";
import { openStore, type TestStore } from "./store.ts";

let store: TestStore;
let exchange: Exchange;
let peer: TestPeer;

before(async () => {
  store = await openStore();
  exchange = startExchange(depsWith());
  peer = await new TestPeer("110098").join();
});
after(async () => {
  await exchange.stop();
  await peer.close();
  await store.close();
});

const reason = "已电话核对，编号登记在册";

/** A case whose application stands so, and nobody sends it. */
async function caseWith(
  entry: Partial<Outgoing>,
): Promise<{ one: CaseDoc; decision: Parameters<typeof resend>[0] }> {
  const one = await newCase(peer.region, { send: { peer: peer.region, fence: 0, owner: null, until: null } });
  const set = Object.fromEntries(Object.entries(entry).map(([name, value]) => [`outbox.0.${name}`, value]));
  await cases().updateOne({ _id: one._id }, { $set: set });
  const decision = { who: "值班员", caseId: one._id, entry: one.outbox[0]!.id, reason };
  return { one, decision };
}

const held = { st: "HELD", unsure: true, tries: 2, code: "1001", message: "重复的业务流水号" } as const;
const sentOf = ({ businessSn }: CaseDoc) =>
  peer.of("SQ1008").filter(({ body }) => JSON.stringify(body).includes(businessSn));

test("a held message is listed with its cause in words, and shown without what names a person", async () => {
  const { one, decision } = await caseWith(held);
  const listed = (await listMessages(new Date(), peer.region)).find(({ caseId }) => caseId === one._id);
  assert.match(listed!.cause, /1001（业务参数错误）.*可能已经收到/);
  const shown = await showMessage(one._id, decision.entry, new Date());
  assert.match(shown!.body, new RegExp(one.businessSn));
  assert.doesNotMatch(shown!.body, /测试甲/);
});

test("sent again, it goes out once under its own SerialNum; a second time changes nothing", async () => {
  const { one, decision } = await caseWith(held);
  const answers = await Promise.all([resend(decision), resend(decision)]);
  assert.ok(answers.some(({ done }) => done));
  exchange.wake(peer.region);
  await settled(one, "DONE");
  assert.deepEqual(
    sentOf(one).map(({ header }) => header.SerialNum),
    [one.outbox[0]!.serial],
  );
  assert.deepEqual(await resend(decision), { done: false, st: "DONE" });
});

test("settled as received, it is done and nothing goes out", async () => {
  const { one, decision } = await caseWith({ ...held, st: "WAIT" });
  assert.deepEqual(await settle(decision, "对方书面回复已收到"), { done: true, st: "DONE" });
  assert.deepEqual(await settle(decision, "对方书面回复已收到"), { done: false, st: "DONE" });
  assert.equal((await readCase(one)).outbox[0]!.code, "operator");
  assert.equal(sentOf(one).length, 0);
});

test("corrected, the new content goes out under a new SerialNum and the wrong one stays in the record", async () => {
  const { one, decision } = await caseWith({ st: "REFUSED", tries: 1, code: "1001" });
  // The check of the whole table comes first: this body lacks most of it.
  await assert.rejects(correct(decision, { applyName: "测试乙" }), /不符合接口要求/);
  await assert.rejects(correct(decision, { nothing: "x" }), /没有可以改正的字段/);
  assert.equal((await readCase(one)).outbox.length, 1);
});

test("every decision needs a reason, and is in the audit trail before and after", async () => {
  const { one, decision } = await caseWith(held);
  await assert.rejects(resend({ ...decision, reason: " " }), /理由/);
  await resend(decision);
  const entries = await AuditEntries.find({ on: one.outbox[0]!.serial, who: "operator:值班员" })
    .sort({ seq: 1 })
    .lean();
  assert.deepEqual(
    entries.map(({ act, result }) => [act, result]),
    [
      ["resend SQ1008", "begun"],
      ["resend SQ1008", "done"],
    ],
  );
  const [row] = await decisions().find({ caseId: one._id }).toArray();
  assert.doesNotMatch(row!.words, /电话/);
});

test("what is in flight or done cannot be decided about", async () => {
  for (const st of ["DONE", "SENDING", "READY", "CANCELLED"] as const) {
    const { decision } = await caseWith({ st });
    assert.deepEqual(await resend(decision), { done: false, st });
  }
});

test("the day's file has what went out, with the digest that the province saw; the held ones are findings", async () => {
  const one = await newCase(peer.region);
  exchange.wake(peer.region);
  const { serial } = await settled(one, "DONE");
  const row = (await rowsOf(peer.region, serial.slice(6, 14))).find(({ SerialNum }) => SerialNum === serial);
  assert.deepEqual([row?.state, row?.IPCType, row?.businessSn], ["confirmed", "SQ1008", one.businessSn]);
  assert.equal(row?.SM3, sentOf(one)[0]!.header.CRC);
  const { one: stuck } = await caseWith(held);
  const found = await reconcile(() => undefined, new Date(), { businessSn: stuck.businessSn });
  assert.deepEqual(
    found.map(({ kind, proposal }) => [kind, proposal]),
    [["held", "ask"]],
  );
});
