import type { Collection } from "mongodb";
import mongoose from "mongoose";
import type { CaseDoc } from "../cases/model.ts";
import type { GuessState } from "./guess-limit.ts";
import type { PeerDoc } from "./peer-model.ts";

// The driver's own collections: delivery's filters use `$expr` and its updates are pipelines, both of which mongoose's
// filter sanitizer would wrap or refuse. Nothing that comes from outside goes into these filters but as a value.

/** A message of a peer, kept for ever; `_id` is `<source>:<SerialNum>`. */
export interface InboxDoc {
  _id: string;
  peer: string;
  ipc: string;
  serial: string;
  hash: string;
  /** Header (Token blanked) and values, sealed; files by digest. */
  message: string;
  st: "new" | "done";
  answer: string | null;
  at: Date;
}

/** One row for what began and one for how it ended: nothing is ever changed or removed. */
export interface AttemptDoc {
  /** `<attempt>` of the beginning, `<attempt>:end` of its end. */
  _id: string;
  at: Date;
  dir: "out" | "in";
  peer: string;
  ipc: string;
  serial: string;
  instance: string;
  caseId?: string;
  /** The case's number, where the message is about one. */
  businessSn?: string;
  /** The Header's CRC as it stood on the wire: both sides know it. */
  crc?: string;
  fence?: number;
  outcome?: string;
  code?: string | null;
  why?: string;
  ms?: number;
  bytes?: number;
}

/** A message that was refused; `_id` is made of peer, interface, SerialNum and answer. */
export interface QuarantineDoc {
  _id: string;
  peer: string;
  ipc: string;
  serial: string;
  code: string;
  message: string;
  at: Date;
  lastAt: Date;
  times: number;
  bytes: number;
  kept: boolean;
  /** As it came, Token blanked, sealed. */
  raw: string | null;
}

/** What an operator decided about a message, with his words; nothing is ever changed or removed. */
export interface DecisionDoc {
  _id: string;
  at: Date;
  /** The operator's name. */
  who: string;
  act: string;
  caseId: string;
  entry: string;
  serial: string;
  /** Reason, and proof or corrections where there are any, sealed. */
  words: string;
}

/** An operator's word that a finding of the reconciliation is settled; nothing is ever changed or removed. */
export interface SettlementDoc {
  /** `<finding>:<n>`, n from 1. */
  _id: string;
  finding: string;
  kind: string;
  /** Digest of what the finding was made of: another one opens it again. */
  facts: string;
  /** The case's number, or the region where it is about no case. */
  on: string;
  at: Date;
  who: string;
  /** The reason, sealed. */
  words: string;
}

function collection<T extends object>(name: string): Collection<T> {
  const { db } = mongoose.connection;
  if (db === undefined) throw new Error("the store is not connected");
  return db.collection<T>(name) as unknown as Collection<T>;
}

export const cases = () => collection<CaseDoc>("cases");
export const peers = () => collection<PeerDoc>("peers");
export const inbox = () => collection<InboxDoc>("inbox");
export const attempts = () => collection<AttemptDoc>("attempts");
export const quarantine = () => collection<QuarantineDoc>("quarantine");
export const decisions = () => collection<DecisionDoc>("decisions");
export const settlements = () => collection<SettlementDoc>("settlements");
export const guesses = () => collection<GuessState & { _id: string }>("guesses");
