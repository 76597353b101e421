// How fast the audit trail is verified: every entry's hash made anew and held against its neighbour.
import { type Entry, link, newChain, type Tip, timeOf } from "../../bff/src/audit/entry.ts";
import { followChain } from "../../bff/src/audit/verify-chain.ts";
import type { Bench, BenchRow } from "./row.ts";

/** So many entries a second must be verified, so that five years can be. */
const least = 10_000;

export const bench: Bench = {
  title: "Audit trail",
  async run({ quick }): Promise<BenchRow[]> {
    const entries = chainOf(quick ? 20_000 : 200_000);
    const start = performance.now();
    followChain(newChain("bench"), entries);
    const ours = entries.length / ((performance.now() - start) / 1_000);
    const row = { name: "entries verified", ours, peer: least, unit: "per s", peerName: "the least wanted" };
    return [{ ...row, ratio: ours / least, aim: `≥ 1: ${ours >= least ? "reached" : "missed"}` }];
  },
};

function chainOf(length: number): Entry[] {
  const fact = {
    who: "system",
    act: "send SQ1008",
    on: "1".repeat(32),
    result: "0000",
    digest: "a".repeat(64),
  };
  const at = timeOf(new Date(0));
  const entries: Entry[] = [];
  let tip: Tip = newChain("bench");
  for (let i = 0; i < length; i++) {
    const entry = link(tip, fact, at);
    entries.push(entry);
    tip = entry;
  }
  return entries;
}
