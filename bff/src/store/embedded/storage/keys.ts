import type { Range } from "./storage.ts";

/** The first byte of every LMDB key says what it is for. */
const KINDS = {
  catalog: 0x63,
  record: 0x64,
  index: 0x69,
  meta: 0x6d,
  statistics: 0x73,
  session: 0x74,
} as const;
export const ID_BYTES = 6;

export const catalogKey = (ns: string): Buffer => Buffer.from(`c${ns}`);
export const metaKey = (name: string): Buffer => Buffer.from(`m${name}`);
export const sessionKey = (id: Buffer): Buffer => Buffer.concat([Buffer.of(KINDS.session), id]);
export const statisticsKey = (collection: number): Buffer => owned(KINDS.statistics, collection);
export const indexPrefix = (index: number): Buffer => owned(KINDS.index, index);

export function recordKey(collection: number, record: number): Buffer {
  const key = Buffer.allocUnsafe(5 + ID_BYTES);
  key[0] = KINDS.record;
  key.writeUInt32BE(collection, 1);
  key.writeUIntBE(record, 5, ID_BYTES);
  return key;
}

export const recordOf = (key: Buffer): number => key.readUIntBE(key.length - ID_BYTES, ID_BYTES);

export function recordBytes(record: number): Buffer {
  const bytes = Buffer.allocUnsafe(ID_BYTES);
  bytes.writeUIntBE(record, 0, ID_BYTES);
  return bytes;
}

export const recordsOf = (collection: number): Range => under(owned(KINDS.record, collection));
export const sessions = (): Range => under(Buffer.of(KINDS.session));
export const catalogOf = (database = ""): Range => under(Buffer.from(database ? `c${database}.` : "c"));

/** Every key that begins with these bytes. */
export const under = (prefix: Buffer): Range => ({ low: prefix, high: after(prefix) });

/** The first key that is above all that begin with these bytes. */
export function after(prefix: Buffer): Buffer {
  let end = prefix.length;
  while (end > 0 && prefix[end - 1] === 0xff) end -= 1;
  const copy = Buffer.from(prefix.subarray(0, end));
  copy[end - 1]! += 1;
  return copy;
}

function owned(kind: number, id: number): Buffer {
  const key = Buffer.allocUnsafe(5);
  key[0] = kind;
  key.writeUInt32BE(id, 1);
  return key;
}
