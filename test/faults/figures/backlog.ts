import { setTimeout as sleep } from "node:timers/promises";
import { cases, peers } from "../../../bff/src/exchange/collections.ts";
import { most } from "../../../bff/src/exchange/ramp.ts";
import { startExchange } from "../../../bff/src/exchange/start.ts";
import { TestPeer } from "../../delivery/peer.ts";
import { depsWith, newCase, until } from "../../delivery/portal.ts";
import { openStore } from "../../delivery/store.ts";
import { Link } from "../link.ts";
import type { Figure } from "./figure.ts";

const region = "110000";
const instances = 3;
const hours = 8;
/** A log-in and a probe may be under way beside the messages. */
const beside = 2;

/** What a province that was away meets when it is back: all cases of eight hours, no more at once than the ramp allows. */
export async function backlog(count: number): Promise<Figure> {
  const store = await openStore();
  const peer = await new TestPeer(region).join();
  const { port } = new URL(peer.url);
  const link = await new Link(() => Number(port), Math.random).listen();
  await peers().updateOne({ _id: region }, { $set: { url: `http://127.0.0.1:${link.port}/` } });
  const exchanges = Array.from({ length: instances }, () => startExchange(depsWith({ timing: {} })));
  const open = { "send.due": { $exists: true } };
  try {
    await link.shut();
    for (let made = 0; made < count; made += 10) {
      await Promise.all(Array.from({ length: Math.min(10, count - made) }, () => newCase(region)));
      if (made === 0) for (const one of exchanges) one.wake(region);
    }
    await until(async () => (await exchanges[0]!.status())[0]?.status === "down", 120_000);
    await ago(hours);
    let [asked, answered, worst, mostAtOnce] = [0, 0, Number.NEGATIVE_INFINITY, 0];
    link.observe = (what) => {
      if (what === "answered") answered += 1;
      else asked += 1;
      const allowed = Math.min(most * instances, answered + instances) + beside;
      worst = Math.max(worst, asked - answered - allowed);
      mostAtOnce = Math.max(mostAtOnce, asked - answered);
    };
    // A province takes its time, or nothing would ever be at once.
    link.weather = { delay: 1 };
    await link.listen();
    const back = performance.now();
    await until(async () => peer.of("SQ1008").length > 0, 120_000);
    const first = performance.now();
    while ((await cases().countDocuments(open)) > 0) await sleep(200);
    const seconds = (performance.now() - first) / 1000;
    const serials = peer.of("SQ1008").map(({ header }) => header.SerialNum);
    const doubled = serials.length - new Set(serials).size;
    const wait = (first - back) / 1000;
    return {
      what: `${count} cases of ${hours} hours, ${instances} instances, a province that answers in 30 to 430 ms`,
      measured:
        `first send ${wait.toFixed(1)} s after it was back, ${(count / seconds).toFixed(0)} a second, ` +
        `at most ${mostAtOnce} at once, ${Math.max(0, worst)} above the ramp, ${peer.logIns} log-in, ${doubled} twice`,
      ok: wait <= 60 && worst <= 0 && new Set(serials).size === count && peer.logIns <= 1,
    };
  } finally {
    await Promise.all(exchanges.map((one) => one.stop()));
    await link.shut();
    await peer.close();
    await store.close();
  }
}

/** So long ago did the outage begin, and was each case handed in and tried. */
async function ago(hours: number): Promise<void> {
  const then = new Date(Date.now() - hours * 3_600_000);
  await peers().updateOne({ _id: region }, { $set: { "breaker.openedAt": then } });
  await cases().updateMany({}, { $set: { createdAt: then } });
}
