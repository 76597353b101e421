import { isSigned, type SignedHead } from "./close-day.ts";
import { hashOfHead, tipsAfter } from "./day-head.ts";
import { type Entry, newChain, nothing, type Tip } from "./entry.ts";
import { type Hash, rootOf } from "./merkle.ts";
import { AuditEntries, AuditHeads } from "./model.ts";
import { type Finding, followChain, isFinding } from "./verify-chain.ts";

export type HeadFinding = {
  readonly head: string;
  readonly what: "altered" | "removed" | "unsigned" | "does not fit its entries";
};

/** `entries` verified, or the first finding: an entry before its day's head, because it says more. */
export type Verdict = {
  readonly entries: number;
  readonly heads: number;
  readonly finding: Finding | HeadFinding | null;
};

/** Which entries there are, of one chain from a place on, in order; a day's archive can take the store's place. */
export type EntriesOf = (chain: string, fromSeq: number, toSeq: number | null) => AsyncIterable<Entry>;

export const fromStore: EntriesOf = (chain, from, to) =>
  AuditEntries.collection
    .find({ chain, seq: { $gte: from, ...(to !== null && { $lte: to }) } } as never)
    .sort({ chain: 1, seq: 1 }) as unknown as AsyncIterable<Entry>;

/**
 * Verifies days `from` to `to` (YYYYMMDD, both included; everything by default) and, without `to`, what no head covers yet.
 */
export async function verify(options: {
  from?: string;
  to?: string;
  entriesOf?: EntriesOf;
  /** Public keys whose signature on a head is believed: a head signed by any other proves nothing. */
  trusted: readonly string[];
}): Promise<Verdict> {
  const { from = "", to = null, entriesOf = fromStore, trusted } = options;
  const heads = await AuditHeads.find().sort({ _id: 1 }).lean<SignedHead[]>();
  const headFinding = linked(heads, trusted);
  let entries = 0;
  for (const head of heads.filter(({ day }) => day >= from && (to === null || day <= to))) {
    const before = tipsAfter(heads.filter(({ day }) => day < head.day));
    const leaves: Hash[] = [];
    for (const { chain, to: last } of head.ranges) {
      const end = await follow(before.get(chain) ?? newChain(chain), entriesOf, last, leaves);
      if (isFinding(end)) return { entries, heads: heads.length, finding: end };
    }
    entries += leaves.length;
    if (rootOf(leaves) !== head.root)
      return {
        entries,
        heads: heads.length,
        finding: headFinding ?? { head: head.day, what: "does not fit its entries" },
      };
  }
  if (headFinding || to !== null) return { entries, heads: heads.length, finding: headFinding };
  return { ...(await verifyOpen(heads, entriesOf, entries)), heads: heads.length };
}

// What was written since the last head is held together by its chains alone.
async function verifyOpen(heads: readonly SignedHead[], entriesOf: EntriesOf, entries: number) {
  const tips = tipsAfter(heads);
  for (const chain of ((await AuditEntries.distinct("chain")) as string[]).sort()) {
    const seen: Hash[] = [];
    const end = await follow(tips.get(chain) ?? newChain(chain), entriesOf, null, seen);
    if (isFinding(end)) return { entries, finding: end };
    entries += seen.length;
  }
  return { entries, finding: null };
}

async function follow(
  start: Tip,
  entriesOf: EntriesOf,
  last: number | null,
  hashes: Hash[],
): Promise<Tip | Finding> {
  let tip = start;
  for await (const entry of entriesOf(start.chain, start.seq + 1, last)) {
    const next = followChain(tip, [entry]);
    if (isFinding(next)) return next;
    tip = next;
    hashes.push(entry.hash);
  }
  if (last === null || tip.seq === last) return tip;
  return { entry: `${start.chain}:${String(tip.seq + 1).padStart(12, "0")}`, what: "removed" };
}

function linked(heads: readonly SignedHead[], trusted: readonly string[]): HeadFinding | null {
  let prev = nothing;
  for (const head of heads) {
    if (hashOfHead(head) !== head.hash) return { head: head.day, what: "altered" };
    if (!trusted.includes(head.publicKey) || !isSigned(head)) return { head: head.day, what: "unsigned" };
    if (head.prev !== prev) return { head: head.day, what: "removed" };
    prev = head.hash;
  }
  return null;
}
