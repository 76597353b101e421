// A change of keys and accounts while messages are on their way: nothing is refused before the other side has taken it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { attempts, cases } from "../../bff/src/exchange/collections.ts";
import type { Bundle } from "../../bff/src/exchange/export-peer.ts";
import { loadPeer } from "../../bff/src/exchange/peers.ts";
import { retireOld } from "../../bff/src/exchange/rotate-peer.ts";
import { type Body, TestPeer } from "../delivery/peer.ts";
import { until } from "../delivery/portal.ts";
import { renewal } from "../support/test-application.ts";
import { type Person, startTestPortal, type TestPortal } from "../support/test-portal.ts";

let portal: TestPortal;
let peer: TestPeer;
let anna: Person;
let token = "";

before(async () => {
  portal = await startTestPortal();
  peer = await new TestPeer("110000").join();
  anna = await portal.signIn();
});
after(async () => {
  await peer?.close();
  await portal?.stop();
});

async function say(ipc: string, body: Body, from?: { former: boolean }) {
  const raw = peer.message(ipc, body, { Token: ipc === "YZ1001" ? "" : token }, from);
  const headers = { "Content-Type": "application/json" };
  const { bytes } = await portal.request("POST", "/exchange", { headers, body: raw.toString() });
  return peer.open(bytes);
}

/** Logs in; gives our answer's code. */
async function logIn(account: Bundle["account"]): Promise<string | undefined> {
  const { header, body } = await say("YZ1001", { YZ1001: account });
  if (body !== "") token = String(body.YZ1001?.token);
  return header.Code;
}

/** An application that the province opens with the key that it has, and takes. */
async function arrives(): Promise<string> {
  const { json } = await anna.send("POST", "/api/applications", await renewal(anna));
  await until(async () => (await cases().findOne({ _id: json.caseId }))?.outbox[0]?.st === "DONE");
  assert.ok(peer.of("SQ1008").some(({ body }) => JSON.stringify(body).includes(json.businessSn)));
  return json.businessSn;
}

let feedbacks = 0;
async function tells(businessSn: string, from?: { former: boolean }): Promise<string | undefined> {
  feedbacks += 1;
  const body = {
    ...{ feedbackSn: `F${feedbacks}`, businessSn, applyName: "测试甲", applyDate: "20261126080000" },
    ...{ interType: "SQ1008", telephone: "13800000001", busiState: "3", checkName: "测试员" },
    ...{ checkOrg: "测试机构", deptCode: "1", feedbackDate: "20261126090000" },
  };
  return (await say("JD1004", { JD1004: body }, from)).header.Code;
}

const keys = async () => {
  const { ourKey, doc } = (await loadPeer("110000"))!;
  return { inUse: ourKey.toString("hex"), kept: doc.ourKeys.length };
};

test("a province that never logged in gets new keys at once", async () => {
  const before = await keys();
  peer.take(await peer.bundle({ rotate: true }));
  assert.notEqual((await keys()).inUse, before.inUse);
  assert.equal(await logIn(peer.account), "0000");
});

test("until it takes the new bundle, all goes on with the former key and account; then only the new one holds", async () => {
  const [former, before] = [peer.account, await keys()];
  const bundle = await peer.bundle({ rotate: true });
  assert.notEqual(bundle.account.user, former.user);
  assert.deepEqual((await peer.bundle()).account, bundle.account, "a repeat prints the same");
  assert.equal(await tells(await arrives()), "0000", "ours and theirs, under what they have");
  assert.equal(await logIn(former), "0000");
  assert.equal(await logIn({ ...bundle.account, password: "wrong" }), "0901");
  assert.equal((await keys()).inUse, before.inUse);
  const underWay = await arrives();

  // Its log-in proves it: the answer is sealed with the new key, for who has only that.
  peer.take(bundle);
  assert.equal(await logIn(bundle.account), "0000");
  assert.notEqual((await keys()).inUse, before.inUse);
  assert.equal(await tells(underWay), "0000");
  assert.equal(await tells(await arrives()), "0000");
  assert.equal(await logIn(former), "0901");
});

test("a province that goes by the new key before it logs in reads what we send, and its former account stays good", async () => {
  const [former, before] = [peer.account, await keys()];
  const bundle = await peer.bundle({ rotate: true });
  peer.take(bundle);
  const [one, two] = [await arrives(), await arrives()];
  const under = await attempts()
    .find({ _id: /:end$/, businessSn: { $in: [one, two] }, ipc: "SQ1008" })
    .sort({ at: 1 })
    .toArray();
  assert.deepEqual(
    under.map(({ businessSn, code }) => [businessSn, code]),
    [
      [one, "1001"],
      [one, "0000"],
      [two, "0000"],
    ],
    "each POST is written down, and the second application needs only one",
  );
  assert.notEqual((await keys()).inUse, before.inUse);
  assert.equal(await logIn(former), "0000");
  assert.equal(await logIn(bundle.account), "0000");
  assert.equal(await logIn(former), "0901");
  assert.equal(await tells(one), "0000");
});

test("changed twice before it was taken, the last bundle counts and the first one was never good", async () => {
  const former = peer.account;
  const [lost, bundle] = [await peer.bundle({ rotate: true }), await peer.bundle({ rotate: true })];
  assert.equal(await logIn(lost.account), "0901");
  assert.equal(await logIn(former), "0000");
  assert.equal(await tells(await arrives()), "0000");
  peer.take(bundle);
  assert.equal(await logIn(bundle.account), "0000");
  assert.equal(await tells(await arrives()), "0000");
});

test("two changes at once leave one bundle that is good", async () => {
  const both = await Promise.all([peer.bundle({ rotate: true }), peer.bundle({ rotate: true })]);
  peer.take(await peer.bundle());
  assert.ok(both.some(({ account }) => account.user === peer.account.user));
  assert.equal(await logIn(peer.account), "0000");
  assert.equal(await tells(await arrives()), "0000");
});

test("an operator ends it without waiting: the former account and its token hold no more", async () => {
  const former = peer.account;
  const bundle = await peer.bundle({ rotate: true });
  await retireOld("110000", new Date());
  await retireOld("110000", new Date());
  peer.take(bundle);
  assert.equal((await say("PJ1002", { PJ1002: {} })).header.Code, "0004");
  assert.equal(await logIn(former), "0901");
  assert.equal(await logIn(bundle.account), "0000");
  assert.equal(await tells(await arrives()), "0000");
});

test("a province's former key is read after it has handed over a new one, until an operator retires it: 1001", async () => {
  const businessSn = await arrives();
  await peer.rekey();
  assert.equal(
    await tells(businessSn, { former: true }),
    "0000",
    "sealed before the change, arrived after it",
  );
  assert.equal(await tells(businessSn), "0000");
  await retireOld("110000", new Date());
  assert.equal(await tells(businessSn, { former: true }), "1001");
  assert.equal(await tells(businessSn), "0000");
});
