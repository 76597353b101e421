import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Exchange, startExchange } from "../../bff/src/exchange/start.ts";
import { startStore } from "../store/support/server.ts";
import { TestPeer } from "./peer.ts";
import { depsWith, newCase, settled } from "./portal.ts";
import { openStore, type TestStore } from "./store.ts";

let store: TestStore;
let exchange: Exchange;
let peer: TestPeer;
const deps = depsWith();

before(async () => {
  store = await openStore();
  exchange = startExchange(deps);
  peer = await new TestPeer("110000").join();
});
after(async () => {
  await exchange.stop();
  await peer.close();
  await store.close();
});

const outside = process.env.TEST_MONGODB_URI !== undefined;

test("the store dies while messages are under way and comes back: all goes on by itself", {
  skip: outside,
}, async () => {
  const before = await newCase("110000");
  exchange.wake("110000");
  await settled(before, "DONE");
  // It dies while the peer works: the answer can be written only after it is back, or the lease runs out.
  let died: Promise<void> | null = null;
  peer.treat = () => {
    died ??= store.embedded!.kill();
    return { code: "0000" };
  };
  const one = await newCase("110000");
  exchange.wake("110000");
  while (died === null) await new Promise((resolve) => setTimeout(resolve, 10));
  await died;
  await assert.rejects(newCase("110000"));
  const posts = peer.of("SQ1008").length;
  const again = await startStore(store.dir, {}, ["--port", String(store.embedded!.port)]);
  try {
    assert.equal(peer.of("SQ1008").length, posts, "nothing is posted without a claim");
    const entry = await settled(one, "DONE", 30_000);
    assert.ok(entry.tries >= 1);
    const serials = peer.of("SQ1008").map(({ header }) => header.SerialNum);
    assert.equal(new Set(serials).size, 2);
    const next = await newCase("110000");
    exchange.wake("110000");
    await settled(next, "DONE", 30_000);
  } finally {
    await exchange.stop();
    await again.kill();
  }
});
