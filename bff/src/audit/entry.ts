import { sm3Hex } from "../crypto/provider.ts";

/** What happened, as the one who did it says; times and chaining are added when it is written. */
export interface Fact {
  /** An owner's id, `province:110000`, `operator:…` or `system`: never a name or an id number. */
  readonly who: string;
  /** What was done: `submit`, `send SQ1008`, `receive JD1004`, `read case` … */
  readonly act: string;
  /** The businessSn, case or message that it was done to. */
  readonly on: string;
  /** `ok`, a return code, or the reason why not. */
  readonly result: string;
  /** SM3 (64 hex digits) of what was done it with, so that its content can be proved and erased later; "" when none. */
  readonly digest: string;
}

/** One link of the chain of one instance. */
export interface Entry extends Fact {
  /** `<chain>:<seq>`, seq in 12 digits, so that a chain reads in order. */
  readonly _id: string;
  /** One run of one instance: chains share nothing, so no instance waits for another. */
  readonly chain: string;
  /** From 1, without gaps. */
  readonly seq: number;
  /** 2026-11-23T09:30:00.000+08:00 */
  readonly at: string;
  /** Hash of the entry before it; of a chain's first: 64 zeros. */
  readonly prev: string;
  readonly hash: string;
}

/** Where a chain stands. */
export interface Tip {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

export const nothing = "0".repeat(64);

export function newChain(chain: string): Tip {
  return { chain, seq: 0, hash: nothing };
}

/** The entry that follows `tip`. */
export function link(tip: Tip, fact: Fact, at: string): Entry {
  const seq = tip.seq + 1;
  const { who, act, on, result, digest } = fact;
  const entry = {
    _id: entryId(tip.chain, seq),
    chain: tip.chain,
    seq,
    at,
    who,
    act,
    on,
    result,
    digest,
    prev: tip.hash,
  };
  return { ...entry, hash: hashOf(entry) };
}

export function entryId(chain: string, seq: number): string {
  return `${chain}:${String(seq).padStart(12, "0")}`;
}

/** SM3 over all that an entry says, as a JSON array, so that no two entries give the same text. */
export function hashOf(entry: Omit<Entry, "hash" | "_id">): string {
  const { chain, seq, at, who, act, on, result, digest, prev } = entry;
  return sm3Hex(JSON.stringify([chain, seq, at, who, act, on, result, digest, prev]));
}

/** Milliseconds and the offset are always written, so that times compare as text. */
export function timeOf(date: Date): string {
  return `${new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;
}
