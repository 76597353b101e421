// How fast the audit trail is verified: every entry's hash made anew and held against its neighbour, in memory and read
// from the store.
import { type Entry, link, newChain, type Tip, timeOf } from "../../bff/src/audit/entry.ts";
import { AuditEntries } from "../../bff/src/audit/model.ts";
import { verify } from "../../bff/src/audit/verify.ts";
import { followChain } from "../../bff/src/audit/verify-chain.ts";
import { connect, disconnect } from "../../bff/src/store/connection.ts";
import { migrate } from "../../bff/src/store/indexes.ts";
import { openOwnStore } from "../support/test-store.ts";
import type { Bench, BenchRow } from "./row.ts";

/** So many entries a second must be verified, so that five years can be. */
const least = 10_000;

export const bench: Bench = {
  title: "Audit trail",
  async run({ quick }): Promise<BenchRow[]> {
    const entries = chainOf(quick ? 20_000 : 200_000);
    const alone = await speed(entries.length, async () => followChain(newChain("bench"), entries));
    return [row("entries verified", alone), row("entries verified from the store", await fromStore(entries))];
  },
};

async function fromStore(entries: readonly Entry[]): Promise<number> {
  const store = await openOwnStore();
  try {
    await connect(store.uri);
    await migrate();
    for (let at = 0; at < entries.length; at += 1_000)
      await AuditEntries.collection.insertMany(entries.slice(at, at + 1_000) as never);
    return await speed(entries.length, async () => {
      const found = await verify({ trusted: [] });
      if (found.finding !== null || found.entries !== entries.length) throw new Error(JSON.stringify(found));
    });
  } finally {
    await disconnect();
    await store.close();
  }
}

/** How many a second. */
async function speed(count: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return count / ((performance.now() - start) / 1_000);
}

function row(name: string, ours: number): BenchRow {
  const peer = { peer: least, unit: "per s", peerName: "the least wanted" };
  return { name, ours, ...peer, ratio: ours / least, aim: `≥ 1: ${ours >= least ? "reached" : "missed"}` };
}

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
