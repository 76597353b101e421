import { cases } from "../../bff/src/exchange/collections.ts";
import { openAnswer, seal } from "../../bff/src/exchange/envelope.ts";
import { requestHeader } from "../../bff/src/exchange/header.ts";
import { loadPeer } from "../../bff/src/exchange/peers.ts";
import { nextSerial } from "../../bff/src/exchange/serial-number.ts";
import { startExchange } from "../../bff/src/exchange/start.ts";
import { post } from "../../bff/src/exchange/transports/transport.ts";
import { TestPeer } from "../delivery/peer.ts";
import { depsWith, newCase, settled, until } from "../delivery/portal.ts";
import { openStore } from "../delivery/store.ts";
import type { Bench, BenchRow } from "./row.ts";

const region = "110000";
const body = { SQ1008: { exchangeInfo: { businessSn: "1", applyName: "测试甲" }, certificateInfo: [] } };

/** Through the durable outbox, and the same messages only sealed and posted: what never losing one costs. */
async function run({ quick }: { quick: boolean }): Promise<BenchRow[]> {
  const count = quick ? 200 : 2_000;
  const store = await openStore();
  const peer = await new TestPeer(region).join();
  const exchange = startExchange(depsWith({ timing: {} }));
  try {
    const first = await newCase(region);
    exchange.wake(region);
    await settled(first, "DONE");
    const bare = await perSecond(count, () => barePosts(count, peer));
    for (let made = 0; made < count; made++) await newCase(region);
    const before = process.memoryUsage().rss;
    const ours = await perSecond(count, async () => {
      exchange.wake(region);
      await until(
        async () => (await cases().countDocuments({ "send.due": { $exists: true } })) === 0,
        600_000,
      );
    });
    const after = process.memoryUsage().rss;
    const mega = 1024 * 1024;
    return [
      {
        ...{
          name: `messages of 1 KB through the outbox, ${count}, 8 at once`,
          ours,
          peer: bare,
          unit: "per s",
        },
        ...{ peerName: "sealed and posted without a store", ratio: ours / bare, aim: "≥ 50 per s" },
      },
      {
        ...{
          name: "memory of the process (its peer in it)",
          ours: after / mega,
          peer: before / mega,
          unit: "MB",
        },
        ...{ peerName: "before", ratio: before / after },
      },
    ];
  } finally {
    await exchange.stop();
    await peer.close();
    await store.close();
  }
}

async function barePosts(count: number, there: TestPeer): Promise<void> {
  const peer = (await loadPeer(region))!;
  let left = count;
  const one = async () => {
    while (left-- > 0) {
      const header = requestHeader({
        serial: await nextSerial(region, new Date()),
        ipc: "SQ1008",
        target: region,
        token: there.token,
      });
      const answer = await post(peer, await seal({ header, body }, peer), { timeoutMs: 30_000 });
      await openAnswer(answer.bytes, header, peer);
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
}

async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return (count * 1000) / (performance.now() - from);
}

export const bench: Bench = { title: "Outbox", run };
