// What we know of a province that was away: its record begins at its last answer, as people are told it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { outageOf } from "../../bff/src/cases/outage-words.ts";
import { cases, peers } from "../../bff/src/exchange/collections.ts";
import { type Exchange, startExchange } from "../../bff/src/exchange/start.ts";
import { TestPeer } from "./peer.ts";
import { depsWith, newCase, quick, settled, until } from "./portal.ts";
import { openStore, type TestStore } from "./store.ts";

let store: TestStore;
let exchange: Exchange;
let peer: TestPeer;
before(async () => {
  store = await openStore();
  // A busy machine answers within these.
  const slow = { lease: 12_000, leaseForPost: 6_000, postTimeout: 5_000, heartbeatTimeout: 5_000 };
  exchange = startExchange(depsWith({ timing: { ...quick, ...slow } }));
  peer = await new TestPeer("110097").join();
});
after(async () => {
  await exchange.stop();
  await peer.close();
  await store.close();
});

type Recorded = { outages?: { from: Date; to: Date }[]; breaker?: { openedAt: Date | null } };
const read = async () => (await peers().findOne({ _id: peer.region })) as unknown as Recorded;

test("an outage is recorded from the last answer on, not from when it was noticed, once the province answers again", async () => {
  const port = Number(new URL(peer.url).port);
  const before = await newCase(peer.region);
  exchange.wake(peer.region);
  await settled(before, "DONE");
  await peer.close();
  const one = await newCase(peer.region);
  const now = { $set: { "send.due": new Date(0) } };
  await until(async () => {
    await cases().updateOne({ _id: one._id, "send.due": { $exists: true } }, now);
    exchange.wake(peer.region);
    return (await read()).breaker?.openedAt != null;
  });
  // Nothing answers: this stands until it does. The last answer was an hour ago.
  const lastAnswer = new Date(Date.now() - 3_600_000);
  await peers().updateOne({ _id: peer.region }, { $set: { "hb.lastAnswerAt": lastAnswer } });
  assert.deepEqual((await outageOf(peer.region))?.lastAnswerAt, lastAnswer);
  const noticed = (await read()).breaker!.openedAt!;
  const send = { peer: peer.region, due: new Date(), fence: 0, owner: null, until: null };
  const later = await newCase(peer.region, { send, createdAt: send.due });
  // The one that was tried in vain waits for its next turn.
  const turn = { $set: { "send.due": new Date(Date.now() + 1_800_000) } };
  await until(
    async () => (await cases().updateOne({ _id: one._id, "outbox.st": "WAIT" }, turn)).matchedCount,
  );
  const delivered = peer.received.length;

  await peer.listen(port);
  const [outage, ...more] = await until(async () => {
    await peers().updateOne(
      { _id: peer.region, "breaker.probeDue": { $ne: null } },
      { $set: { "breaker.probeDue": new Date(0) } },
    );
    return (await read()).outages;
  }, 30_000);
  assert.deepEqual([outage?.from, more], [lastAnswer, []]);
  assert.ok(outage!.to >= noticed);
  assert.equal(await outageOf(peer.region), null);
  await settled(one, "DONE", 30_000);
  await settled(later, "DONE", 30_000);
  // First come, first served: who was tried in vain does not go behind who came after him.
  const order = peer.received.slice(delivered).filter(({ header }) => header.IPCType !== "XT1001");
  assert.deepEqual(
    order.map(({ header }) => header.SerialNum),
    [one.outbox[0]!.serial, later.outbox[0]!.serial],
  );
});
