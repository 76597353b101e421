import type { SignedHead } from "./close-day.ts";
import type { Entry } from "./entry.ts";
import { type ProofStep, proofOf } from "./merkle.ts";
import { AuditHeads } from "./model.ts";
import { fromStore } from "./verify.ts";

/** The signed head that covers an entry and the way from the entry to its root; null: its day is still open. */
export async function closedHeadWith(
  entry: Entry,
): Promise<{ readonly head: SignedHead; readonly steps: readonly ProofStep[] } | null> {
  const covering = { $elemMatch: { chain: entry.chain, from: { $lte: entry.seq }, to: { $gte: entry.seq } } };
  const head = await AuditHeads.collection.findOne({ ranges: covering } as never);
  if (head === null) return null;
  const found = head as unknown as SignedHead;
  const leaves: string[] = [];
  let index = -1;
  for (const { chain, from, to } of found.ranges)
    for await (const one of fromStore(chain, from, to)) {
      if (one.chain === entry.chain && one.seq === entry.seq) index = leaves.length;
      leaves.push(one.hash);
    }
  // A month in the archive: its entries are there, not here.
  if (index < 0 || leaves.length !== found.entries) return null;
  return { head: found, steps: proofOf(leaves, index) };
}
