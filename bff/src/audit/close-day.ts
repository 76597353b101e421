import { keysInUse } from "../crypto/sealed.ts";
import { isSignedBy, sign } from "../crypto/signature.ts";
import { type DayHead, headOf, type Range, tipsAfter } from "./day-head.ts";
import type { Hash } from "./merkle.ts";
import { AuditEntries, AuditHeads } from "./model.ts";

/** A day's head with the portal's SM2 signature over its hash; `_id` is the day. */
export interface SignedHead extends DayHead {
  readonly _id: string;
  readonly signature: string;
  readonly publicKey: string;
}

/**
 * Closes a day: everything written since the head before, of all instances, under one signed root. Any instance may do
 * it, and several at once: the day is the `_id`, so the first one's head stays. Returns it.
 */
export async function closeDay(day: string): Promise<SignedHead> {
  const there = await AuditHeads.findById(day).lean<SignedHead>();
  if (there) return there;
  const heads = await AuditHeads.find().sort({ _id: 1 }).lean<SignedHead[]>();
  const { ranges, leaves } = await since(heads);
  const head = headOf(day, ranges, leaves, heads.at(-1) ?? null);
  const keys = keysInUse().sm2;
  const signed: SignedHead = {
    _id: day,
    ...head,
    signature: sign(head.hash, keys),
    publicKey: keys.publicKey,
  };
  await AuditHeads.updateOne({ _id: day }, { $setOnInsert: signed }, { upsert: true });
  return (await AuditHeads.findById(day).lean<SignedHead>())!;
}

export function isSigned({ hash, signature, publicKey }: SignedHead): boolean {
  return isSignedBy(hash, signature, publicKey);
}

async function since(heads: readonly SignedHead[]): Promise<{ ranges: Range[]; leaves: Hash[] }> {
  const tips = tipsAfter(heads);
  const ranges: Range[] = [];
  const leaves: Hash[] = [];
  for (const chain of ((await AuditEntries.distinct("chain")) as string[]).sort()) {
    const from = (tips.get(chain)?.seq ?? 0) + 1;
    let seq = from - 1;
    let last: Hash = "";
    const rest = AuditEntries.collection
      .find({ chain, seq: { $gte: from } } as never, { projection: { seq: 1, hash: 1 } })
      .sort({ chain: 1, seq: 1 });
    for await (const entry of rest as unknown as AsyncIterable<{ seq: number; hash: Hash }>) {
      // A gap is an entry whose write is still under way: it and what follows belong to the next head.
      if (entry.seq !== seq + 1) break;
      seq = entry.seq;
      last = entry.hash;
      leaves.push(entry.hash);
    }
    if (seq >= from) ranges.push({ chain, from, to: seq, last });
  }
  return { ranges, leaves };
}
