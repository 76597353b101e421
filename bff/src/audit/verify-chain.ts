import { type Entry, entryId, hashOf, type Tip } from "./entry.ts";

/** The first entry that is not as it was written. */
export interface Finding {
  readonly entry: string;
  readonly what: "altered" | "removed" | "inserted";
}

/**
 * Holds the entries of one chain, in the order of their ids, against the tip before them.
 * Returns the tip after them, or the first finding.
 */
export function followChain(tip: Tip, entries: readonly Entry[]): Tip | Finding {
  let at = tip;
  for (const entry of entries) {
    const finding = judge(at, entry);
    if (finding) return finding;
    at = { chain: entry.chain, seq: entry.seq, hash: entry.hash };
  }
  return at;
}

function judge(tip: Tip, entry: Entry): Finding | null {
  const expected = entryId(tip.chain, tip.seq + 1);
  if (entry._id !== entryId(entry.chain, entry.seq) || entry.chain !== tip.chain)
    return { entry: entry._id, what: "inserted" };
  if (entry.seq > tip.seq + 1) return { entry: expected, what: "removed" };
  if (entry.seq < tip.seq + 1) return { entry: entry._id, what: "inserted" };
  if (hashOf(entry) !== entry.hash) return { entry: entry._id, what: "altered" };
  // This entry is whole and speaks of another one before it: that one was altered and its hash made anew.
  if (entry.prev !== tip.hash) return { entry: entryId(tip.chain, tip.seq), what: "altered" };
  return null;
}

export function isFinding(value: Tip | Finding): value is Finding {
  return "what" in value;
}
