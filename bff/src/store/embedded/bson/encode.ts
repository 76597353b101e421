import { serialize } from "bson";
import { demand } from "../errors.ts";
import { Double, isInt32, isLong, ObjectId } from "./value.ts";

/** A document that is already bytes, put into an answer as it is. */
export class Raw {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

let shared = Buffer.allocUnsafe(1 << 16); // one buffer for all: encoding never waits
let at = 0;

/** Writes a Map (or, for answers, a plain object without its undefined fields) as BSON. */
export function encode(doc: object): Buffer {
  at = 0;
  document(doc);
  const bytes = Buffer.from(shared.subarray(0, at));
  if (shared.length > 1 << 24) shared = Buffer.allocUnsafe(1 << 16);
  return bytes;
}

function reserve(count: number): void {
  if (at + count <= shared.length) return;
  const bigger = Buffer.allocUnsafe(Math.max(shared.length * 2, at + count));
  shared.copy(bigger, 0, 0, at);
  shared = bigger;
}

function document(value: object): void {
  const start = at;
  reserve(5);
  at += 4;
  if (Array.isArray(value)) for (const [index, item] of value.entries()) element(String(index), item);
  else if (value instanceof Map) for (const [name, item] of value) element(name, item);
  else for (const [name, item] of Object.entries(value)) if (item !== undefined) element(name, item);
  reserve(1);
  shared[at++] = 0;
  shared.writeInt32LE(at - start, start);
}

function element(name: string, value: unknown): void {
  demand(!name.includes("\0"), "BadValue", "a field name must not contain a null byte");
  const start = at;
  reserve(name.length * 3 + 16);
  at += 1 + shared.write(name, at + 1, "utf8");
  shared[at++] = 0;
  const type = payload(value); // may move the buffer
  shared[start] = type;
}

/** Writes the value and gives its type. */
function payload(value: unknown): number {
  if (value === undefined) return 6;
  if (value === null) return 10;
  if (typeof value === "string") return string(value);
  if (typeof value === "number") return isInt32(value) ? int32(value) : float(value);
  if (value instanceof Double) return float(value.value);
  if (typeof value === "boolean") return copy(Buffer.of(Number(value)), 8);
  if (value instanceof ObjectId) return copy(value.id, 7);
  if (value instanceof Date) return int64(BigInt(value.getTime()), 9);
  if (isLong(value)) return int64(value.toBigInt(), 18);
  if (value instanceof Raw) return copy(value.bytes, 3);
  if (!("_bsontype" in (value as object))) {
    document(value as object);
    return Array.isArray(value) ? 4 : 3;
  }
  const alone = Buffer.from(serialize({ "": value })); // the rarer types are the library's
  return copy(alone.subarray(6, -1), alone[4]!);
}

function string(text: string): number {
  reserve(text.length * 3 + 5);
  const length = shared.write(text, at + 4, "utf8");
  shared.writeInt32LE(length + 1, at);
  at += length + 5;
  shared[at - 1] = 0;
  return 2;
}

function int32(value: number): number {
  at = shared.writeInt32LE(value, at);
  return 16;
}

function float(value: number): number {
  at = shared.writeDoubleLE(value, at);
  return 1;
}

function int64(value: bigint, type: number): number {
  at = shared.writeBigInt64LE(value, at);
  return type;
}

function copy(bytes: Uint8Array, type: number): number {
  reserve(bytes.length);
  shared.set(bytes, at);
  at += bytes.length;
  return type;
}
