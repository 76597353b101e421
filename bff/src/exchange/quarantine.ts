import { sm3Hex } from "../crypto/provider.ts";
import { seal, unseal } from "../crypto/sealed.ts";
import { quarantine } from "./collections.ts";
import type { Header } from "./header.ts";
import type { Answered } from "./return-codes.ts";

/** A message of a known peer that was not taken, or not with all of its files; for the operators of both sides. */
export interface Quarantined {
  readonly id: string;
  readonly peer: string;
  readonly ipc: string;
  readonly serial: string;
  /** What we answered: its code, and the words with the element's path. */
  readonly code: string;
  readonly message: string;
  /** The first and the last time that this very message came, and how often. */
  readonly at: Date;
  readonly lastAt: Date;
  readonly times: number;
  /** Size of the whole message; `kept` false: too large to be kept, only this row is. */
  readonly bytes: number;
  readonly kept: boolean;
}

/**
 * A peer that sends nothing but faults can fill about this much and no more; its oldest ones go. `between`: so many new
 * ones, or a quarter of the bytes, until it is looked at again.
 */
export const room = {
  messages: 100,
  between: 10,
  bytes: 32 * 1024 * 1024,
  largest: 4 * 1024 * 1024,
} as const;

/**
 * What concerns the message itself, and so has to be mended by somebody; log-ins and tokens are not here. 0000: taken,
 * but with a file that may not be handed on.
 */
const concerning = new Set(["0000", "0003", "0004", "0101", "0601", "1001"]);

/**
 * Keeps a message that was refused, or a file of it, as it came but for its Token, sealed. The same fault of the same message is one
 * entry. Call it only for a sender whose Token held: nobody else may fill the store, or push others out of it.
 */
export async function keepRefused(
  peer: string,
  { IPCType: ipc, SerialNum: serial, Token: token, CRC: crc }: Header,
  { code, message }: Answered,
  raw: Buffer,
  now: Date,
): Promise<void> {
  if (!concerning.has(code)) return;
  const blank = withoutToken(raw, token);
  const id = sm3Hex(JSON.stringify([peer, ipc, serial, crc, code, message]));
  const kept = raw.length <= room.largest;
  const first = {
    ...{ peer, ipc, serial, code, message, at: now, bytes: raw.length, kept },
    raw: kept ? seal(blank, placeOf(id)) : null,
  };
  const { upsertedCount } = await quarantine().updateOne(
    { _id: id },
    { $setOnInsert: first, $set: { lastAt: now }, $inc: { times: 1 } },
    { upsert: true },
  );
  if (upsertedCount === 1 && isTimeToLook(peer, kept ? raw.length : 0)) await makeRoom(peer);
}

const sinceLook = new Map<string, { messages: number; bytes: number }>();

function isTimeToLook(peer: string, more: number): boolean {
  const { messages, bytes } = sinceLook.get(peer) ?? { messages: 0, bytes: 0 };
  const since = { messages: messages + 1, bytes: bytes + more };
  const full = since.messages >= room.between || since.bytes >= room.bytes / 4;
  sinceLook.set(peer, full ? { messages: 0, bytes: 0 } : since);
  return full;
}

/** The entries, the newest first; of one peer or of all. */
export async function quarantined({
  peer,
  limit = 100,
}: {
  readonly peer?: string;
  readonly limit?: number;
} = {}): Promise<Quarantined[]> {
  const rows = await quarantine()
    .find(peer === undefined ? {} : { peer }, { projection: { raw: 0 }, maxTimeMS: 5_000 })
    .sort({ lastAt: -1 })
    .limit(limit)
    .toArray();
  return rows.map(({ _id, raw: _, ...row }) => ({ id: _id, ...row }));
}

/** The message of an entry as it came, its Token blanked; null when it is gone or was too large to be kept. */
export async function openQuarantined(id: string): Promise<string | null> {
  const found = await quarantine().findOne({ _id: id }, { projection: { raw: 1 }, maxTimeMS: 5_000 });
  return found?.raw ? unseal(found.raw, placeOf(id)) : null;
}

/** How many of the newest rows stay. */
export function staying(rows: readonly { readonly bytes: number; readonly kept: boolean }[]): number {
  let bytes = 0;
  const over = rows.findIndex((row, index) => {
    bytes += row.kept ? row.bytes : 0;
    return index >= room.messages || bytes > room.bytes;
  });
  return over < 0 ? rows.length : over;
}

async function makeRoom(peer: string): Promise<void> {
  const rows = await quarantine()
    .find({ peer }, { projection: { bytes: 1, kept: 1 }, maxTimeMS: 5_000 })
    .sort({ lastAt: -1 })
    .toArray();
  const gone = rows.slice(staying(rows)).map(({ _id }) => _id);
  if (gone.length > 0) await quarantine().deleteMany({ _id: { $in: gone } });
}

function withoutToken(raw: Buffer, token: string): Buffer {
  return token === "" ? raw : Buffer.from(raw.toString("latin1").replaceAll(token, ""), "latin1");
}

const placeOf = (id: string) => ({ id, path: "raw" });
