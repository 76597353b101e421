import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { attempts, cases, peers } from "../../bff/src/exchange/collections.ts";
import { type Exchange, startExchange } from "../../bff/src/exchange/start.ts";
import { TestPeer, type Treatment } from "./peer.ts";
import { depsWith, newCase, quick, readCase, settled, until } from "./portal.ts";
import { openStore, type TestStore } from "./store.ts";

let store: TestStore;
let exchange: Exchange;
// A busy machine answers within these; "silence" waits for them once.
const deps = depsWith({ timing: { ...quick, lease: 12_000, leaseForPost: 6_000, postTimeout: 5_000 } });
const joined: TestPeer[] = [];
let regions = 110_000;

before(async () => {
  store = await openStore();
  exchange = startExchange(deps);
});
after(async () => {
  await exchange.stop();
  await Promise.all(joined.map((peer) => peer.close()));
  await store.close();
});

async function newPeer(): Promise<TestPeer> {
  regions += 1;
  const peer = await new TestPeer(String(regions)).join();
  joined.push(peer);
  return peer;
}

/** Everything is due at once: nobody waits for a back-off in a test. */
async function hurry({ region }: TestPeer): Promise<void> {
  await cases().updateMany(
    { "send.peer": region, "send.due": { $exists: true } },
    { $set: { "send.due": new Date(0) } },
  );
  exchange.wake(region);
}

test("an application goes out at once, logged in, and is done", async () => {
  const peer = await newPeer();
  const one = await newCase(peer.region);
  exchange.wake(peer.region);
  const entry = await settled(one, "DONE");
  assert.deepEqual([entry.code, entry.tries, entry.unsure], ["0000", 1, false]);
  const [got] = peer.of("SQ1008");
  assert.equal(got?.header.SerialNum, one.outbox[0]?.serial);
  assert.deepEqual(got?.body, {
    SQ1008: { exchangeInfo: { businessSn: one.businessSn, applyName: "测试甲" }, certificateInfo: [] },
  });
  assert.equal(peer.logIns, 1);
  const { send } = await readCase(one);
  assert.deepEqual([send.owner, send.until, "due" in send], [null, null, false]);
});

const doubtful: [string, Treatment][] = [
  ["a cut connection", "cut"],
  ["HTTP 502", { status: 502, text: "bad gateway" }],
  ["no JSON", { status: 200, text: "<html>维护中</html>" }],
  [
    "another message's answer",
    { status: 200, text: '{"Header":{"SerialNum":"1","IPCType":"SQ1008","Code":"0000"},"Body":""}' },
  ],
  ["silence", "hang"],
];
for (const [name, treatment] of doubtful)
  test(`${name}: unsure, sent again under the same number, done`, async () => {
    const peer = await newPeer();
    let first = true;
    peer.treat = ({ header }) => {
      if (header.IPCType !== "SQ1008" || !first) return { code: "0000" };
      first = false;
      return treatment;
    };
    const one = await newCase(peer.region);
    exchange.wake(peer.region);
    assert.equal((await settled(one, "WAIT")).unsure, true);
    await hurry(peer);
    assert.equal((await settled(one, "DONE")).tries, 2);
    const serials = peer.of("SQ1008").map(({ header }) => header.SerialNum);
    assert.deepEqual(serials, [one.outbox[0]?.serial, one.outbox[0]?.serial]);
  });

test("a refusal is final and told; after an unsure attempt it is held for a person", async () => {
  const peer = await newPeer();
  peer.treat = () => ({ code: "1001", message: "证号110101199001011234不存在" });
  const refused = await newCase(peer.region);
  exchange.wake(peer.region);
  const entry = await settled(refused, "REFUSED");
  assert.ok(
    !entry.message?.includes("110101199001011234"),
    "a number that names a person is not kept in the open",
  );
  let answers = 0;
  peer.treat = () => (answers++ === 0 ? "cut" : { code: "1001", message: "重复" });
  const held = await newCase(peer.region);
  exchange.wake(peer.region);
  await settled(held, "WAIT");
  await hurry(peer);
  await settled(held, "HELD");
  assert.deepEqual(deps.heard.alarms.slice(-2), ["refused", "held"]);
});

test("a token that died: one new log-in, and the message goes out in the same attempt", async () => {
  const peer = await newPeer();
  await settledAfterWake(peer);
  await peers().updateOne({ _id: peer.region }, { $set: { "token.logins": [] } });
  peer.token = "stolen";
  const one = await settledAfterWake(peer);
  assert.equal(peer.logIns, 2);
  assert.equal(one.tries, 1);
});

test("a token that died, and a log-in without an answer: nothing more goes out with that token", async () => {
  const peer = await newPeer();
  await settledAfterWake(peer);
  const logInAgain = () => peers().updateOne({ _id: peer.region }, { $set: { "token.logins": [] } });
  await logInAgain();
  peer.token = "stolen";
  let first = true;
  peer.treatLogIn = () => {
    if (!first) return null;
    first = false;
    return "cut";
  };
  const one = await newCase(peer.region);
  exchange.wake(peer.region);
  await settled(one, "WAIT");
  await logInAgain();
  await hurry(peer);
  await settled(one, "DONE");
  assert.deepEqual([peer.logIns, peer.of("SQ1008").length], [3, 3]);
});

async function settledAfterWake(peer: TestPeer) {
  const one = await newCase(peer.region);
  exchange.wake(peer.region);
  return settled(one, "DONE");
}

test("sixty messages and three instances: one log-in a generation, no message twice at once", async () => {
  const peer = await newPeer();
  const others = [startExchange(depsWith()), startExchange(depsWith())];
  try {
    const all = await Promise.all(Array.from({ length: 60 }, () => newCase(peer.region)));
    exchange.wake(peer.region);
    await until(
      async () => (await cases().countDocuments({ region: peer.region, "outbox.st": "DONE" })) === all.length,
      30_000,
    );
    assert.equal(peer.logIns, 1);
    const got = peer.of("SQ1008").map(({ header }) => header.SerialNum);
    const serials = all.map(({ outbox }) => outbox[0]?.serial ?? "");
    assert.deepEqual([...new Set(got)].sort(), serials.sort());
    // On a busy machine a POST may outlast its time: such a one goes out again, and only such a one.
    for (const [entry] of await Promise.all(all.map(async (one) => (await readCase(one)).outbox)))
      assert.ok(got.filter((serial) => serial === entry?.serial).length <= (entry?.tries ?? 0));
  } finally {
    await Promise.all(others.map((other) => other.stop()));
  }
});

test("a peer that is away: nothing is unsure, only probes go out, and all goes out when it is back", async () => {
  const peer = await newPeer();
  const port = Number(new URL(peer.url).port);
  await settledAfterWake(peer);
  await peer.close();
  const all = await Promise.all(Array.from({ length: 5 }, () => newCase(peer.region)));
  await until(async () => {
    await hurry(peer);
    return (await exchange.status()).some(
      ({ region, status }) => region === peer.region && status === "down",
    );
  });
  await peer.listen(port);
  await peers().updateOne({ _id: peer.region }, { $set: { "breaker.probeDue": new Date(0) } });
  for (const one of all) assert.equal((await settled(one, "DONE")).unsure, false);
  assert.ok(peer.of("XT1001").length >= 1);
});

test("every POST that a peer saw was written down before, and how it ended after", async () => {
  await until(async () => {
    const seen = joined.flatMap(({ received }) => received.map(({ header }) => header.SerialNum ?? ""));
    const began = await attempts().countDocuments({
      dir: "out",
      serial: { $in: seen },
      _id: { $not: /:end$/ },
    });
    const ended = await attempts().countDocuments({ dir: "out", serial: { $in: seen }, _id: /:end$/ });
    return began >= seen.length && ended === began;
  });
});

test("no log line holds a name, an id number, a token or a password", () => {
  const log = deps.heard.lines.join("\n");
  for (const secret of ["测试甲", "110101199001011234", "对端口令", ...joined.map(({ token }) => token)])
    assert.ok(secret === "" || !log.includes(secret));
});
