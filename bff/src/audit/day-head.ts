import { sm3Hex } from "../crypto/provider.ts";
import { nothing, type Tip } from "./entry.ts";
import { type Hash, rootOf } from "./merkle.ts";

/** The part of a chain that a day's head covers, both ends included. */
export interface Range {
  readonly chain: string;
  readonly from: number;
  readonly to: number;
  /** Hash of the entry at `to`: where the next head goes on. */
  readonly last: Hash;
}

/** What a day ended with: one root over all entries of all instances since the head before. */
export interface DayHead {
  /** YYYYMMDD in Shanghai. */
  readonly day: string;
  /** In the order of their names. */
  readonly ranges: readonly Range[];
  readonly entries: number;
  readonly root: Hash;
  /** Hash of the head before; of the first: 64 zeros. */
  readonly prev: Hash;
  readonly hash: Hash;
}

/** `leaves` are the hashes of the entries, by chain as in `ranges`, in order. */
export function headOf(
  day: string,
  ranges: readonly Range[],
  leaves: readonly Hash[],
  before: DayHead | null,
): DayHead {
  const head = { day, ranges, entries: leaves.length, root: rootOf(leaves), prev: before?.hash ?? nothing };
  return { ...head, hash: hashOfHead(head) };
}

export function hashOfHead({ day, ranges, entries, root, prev }: Omit<DayHead, "hash">): Hash {
  const spans = ranges.map(({ chain, from, to, last }) => [chain, from, to, last]);
  return sm3Hex(JSON.stringify([day, spans, entries, root, prev]));
}

/** Where each chain stands after the heads so far (given oldest first). */
export function tipsAfter(heads: readonly Pick<DayHead, "ranges">[]): Map<string, Tip> {
  const tips = new Map<string, Tip>();
  for (const { ranges } of heads)
    for (const { chain, to, last } of ranges) tips.set(chain, { chain, seq: to, hash: last });
  return tips;
}
