import { randomBytes } from "node:crypto";
import { isDuplicate } from "../store/connection.ts";
import { type Entry, type Fact, link, newChain, type Tip, timeOf } from "./entry.ts";
import { AuditEntries } from "./model.ts";

/** Writes facts into the chain of this run of this instance. */
export interface AuditLog {
  /** Resolves once the entry is durable; throws when it cannot be written: then what it tells of must not be done. */
  record(fact: Fact): Promise<void>;
  /** Whether the last write was taken; one that was refused is tried again first. */
  takesEntries(): Promise<boolean>;
}

interface Waiting {
  readonly fact: Fact;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** How many entries one write carries at most. */
const batch = 500;

/**
 * One writer at a time, so that the chain has one order; whoever comes meanwhile waits for the next write, and many go
 * in one. A write whose outcome is unknown is tried again with the same entries: the same `_id` cannot stand twice.
 */
export function openAuditLog(now: () => Date = () => new Date()): AuditLog {
  let tip: Tip = newChain(
    `${timeOf(now()).slice(0, 10).replaceAll("-", "")}-${randomBytes(6).toString("hex")}`,
  );
  const waiting: Waiting[] = [];
  let unsure: Entry[] = [];
  let writing = false;
  let refused = false;

  async function drain(): Promise<void> {
    writing = true;
    do {
      const taken = waiting.splice(0, batch);
      try {
        await settleUnsure();
        await append(taken.map(({ fact }) => fact));
        for (const { done } of taken) done();
      } catch (error) {
        for (const { failed } of taken) failed(error);
      }
    } while (waiting.length > 0);
    writing = false;
  }

  async function append(facts: readonly Fact[]): Promise<void> {
    let end = tip;
    const at = timeOf(now());
    unsure = facts.map((fact) => {
      const entry = link(end, fact, at);
      end = { chain: entry.chain, seq: entry.seq, hash: entry.hash };
      return entry;
    });
    tip = end;
    await settleUnsure();
  }

  // The chain goes on from entries that may not have arrived: they are written before anything else is. So the log may
  // tell of something that was then not done, because its writer was told of a failure; never the other way round.
  async function settleUnsure(): Promise<void> {
    if (unsure.length === 0) return;
    try {
      await AuditEntries.collection.insertMany(unsure as never[], { ordered: false });
    } catch (error) {
      refused = !isDuplicate(error);
      if (refused) throw error;
    }
    refused = false;
    unsure = [];
  }

  return {
    record: (fact) =>
      new Promise((done, failed) => {
        waiting.push({ fact, done, failed });
        if (!writing) void drain();
      }),
    async takesEntries() {
      if (refused && !writing) await drain();
      return !refused;
    },
  };
}
