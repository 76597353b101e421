import { setTimeout as sleep } from "node:timers/promises";
import { startExchange } from "../../../bff/src/exchange/start.ts";
import { TestPeer } from "../../delivery/peer.ts";
import { depsWith, newCase, until } from "../../delivery/portal.ts";
import { openStore } from "../../delivery/store.ts";
import { type Figure, quantile } from "./figure.ts";

const provinces = 31;
const allowed = 1.2;

/** How much longer cases of thirty provinces wait while the thirty-first takes connections and never answers. */
export async function hanging(each: number): Promise<Figure> {
  const store = await openStore();
  const exchange = startExchange(depsWith({ timing: {} }));
  const peers: TestPeer[] = [];
  const came = new Map<string, number>();
  try {
    for (let at = 0; at < provinces; at++) {
      const peer = await new TestPeer(String(110_000 + at)).join();
      peer.treat = ({ header }) => {
        came.set(header.SerialNum ?? "", performance.now());
        return { code: "0000" };
      };
      peers.push(peer);
    }
    const [sick, ...others] = peers;
    /** Milliseconds from a case's insert to its arrival. */
    const delays = async () => {
      const all: number[] = [];
      for (let round = 0; round < each; round++) {
        const made = others.map(async ({ region }) => {
          const { outbox } = await newCase(region);
          const serial = outbox[0]!.serial;
          const begun = performance.now();
          exchange.wake(region);
          await until(async () => came.has(serial), 60_000);
          all.push(came.get(serial)! - begun);
        });
        await Promise.all(made);
        await sleep(50);
      }
      return all;
    };
    await delays();
    const before = await delays();
    const healthy = sick!.treat;
    sick!.treat = () => "hang";
    for (let at = 0; at < 50; at++) await newCase(sick!.region);
    exchange.wake(sick!.region);
    const during = await delays();
    sick!.treat = healthy;
    const after = await delays();
    const p99 = (values: readonly number[]) => quantile(values, 0.99);
    const usual = p99([...before, ...after]);
    const ratio = p99(during) / usual;
    return {
      what: `one province of ${provinces} hangs with 50 cases waiting, ${during.length} cases to the others`,
      measured: `p99 of the others ${p99(during).toFixed(0)} ms, ${usual.toFixed(0)} ms before and after it: ${ratio.toFixed(2)} × (at most ${allowed})`,
      ok: ratio <= allowed,
    };
  } finally {
    await exchange.stop();
    await Promise.all(peers.map((one) => one.close()));
    await store.close();
  }
}
