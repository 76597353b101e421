import { compareDouble, exactOf } from "./decimal.ts";
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  type Double,
  isDoc,
  isLong,
  isNumber,
  type Long,
  ObjectId,
  Timestamp,
  TYPES,
  toNumber,
  typeOf,
  type Value,
} from "./value.ts";

/**
 * BSON comparison order, written once as bytes: `memcmp` of two encodings is the order of the two values. Indexes
 * store the encodings, sorts compare them, and `compare` falls back to them.
 */
export function encodeKey(value: Value): Buffer {
  const out: Out = { bytes: Buffer.allocUnsafe(64), at: 0 };
  put(out, value);
  return out.bytes.subarray(0, out.at);
}

/** The bytes of a descending field: the order turned round. */
export function inverted(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafe(bytes.length);
  for (let i = 0; i < bytes.length; i++) copy[i] = ~bytes[i]!;
  return copy;
}

export const orderOf = (value: Value): number => TYPES[typeOf(value)].order;

/** Negative, zero or positive, as BSON orders. `undefined` (a missing field) comes before null. */
export function compare(a: Value, b: Value): number {
  if (typeof a === "number" && typeof b === "number" && !Number.isNaN(a + b))
    return a - b || (a < b ? -1 : a > b ? 1 : 0);
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (a instanceof ObjectId && b instanceof ObjectId) return Buffer.compare(a.id, b.id);
  const order = orderOf(a) - orderOf(b);
  return order || Buffer.compare(encodeKey(a), encodeKey(b));
}

export const equal = (a: Value, b: Value): boolean => a === b || compare(a, b) === 0;

/** A text that is the same for equal values and only for them: a key for Map and Set. */
export const identity = (value: Value): string =>
  typeof value === "string" ? `s${value}` : encodeKey(value).toString("latin1");

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return bytewise(x) - bytewise(y);
  }
  return a.length - b.length;
}

/** UTF-16 puts surrogates before U+E000, UTF-8 (and so MongoDB) after U+FFFF. */
const bytewise = (unit: number): number => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);

interface Out {
  bytes: Buffer;
  at: number;
}

function reserve(out: Out, count: number): void {
  if (out.at + count <= out.bytes.length) return;
  const bigger = Buffer.allocUnsafe((out.at + count) * 2);
  out.bytes.copy(bigger, 0, 0, out.at);
  out.bytes = bigger;
}

function put(out: Out, value: Value): void {
  reserve(out, 32);
  out.bytes[out.at++] = orderOf(value);
  if (typeof value === "string") text(out, value);
  else if (isNumber(value)) number(out, value);
  else if (typeof value === "boolean") out.bytes[out.at++] = value ? 1 : 0;
  else if (value instanceof ObjectId) raw(out, value.id);
  else if (value instanceof Date) int64(out, BigInt(value.getTime()) + 0x8000000000000000n);
  else if (value instanceof Timestamp) int64(out, value.toBigInt());
  else if (Array.isArray(value)) {
    for (const item of value) put(out, item);
    out.bytes[out.at++] = 0;
  } else if (isDoc(value)) fields(out, value);
  else if (value instanceof Binary) {
    out.at = out.bytes.writeUInt32BE(value.position, out.at);
    out.bytes[out.at++] = value.sub_type;
    raw(out, value.buffer.subarray(0, value.position));
  } else if (value instanceof BSONRegExp) {
    text(out, value.pattern);
    text(out, value.options);
  } else if (value instanceof BSONSymbol) text(out, value.value);
  else if (value instanceof Code) text(out, value.code);
  reserve(out, 8);
}

/** Documents compare field by field: first the type, then the name, then the value. */
function fields(out: Out, doc: Map<string, Value>): void {
  for (const [name, value] of doc) {
    reserve(out, 1);
    out.bytes[out.at++] = orderOf(value);
    text(out, name);
    put(out, value);
  }
  reserve(out, 1);
  out.bytes[out.at++] = 0;
}

/** UTF-8 with 00 written as 00 FF and the end as 00 01, so that nothing that follows can disturb the order. */
function text(out: Out, value: string): void {
  reserve(out, value.length * 3 + 4);
  if (!value.includes("\0")) out.at += out.bytes.write(value, out.at, "utf8");
  else
    value.split("\0").forEach((part, index) => {
      reserve(out, part.length * 3 + 4);
      if (index) out.at = out.bytes.writeUInt16BE(0x00ff, out.at);
      out.at += out.bytes.write(part, out.at, "utf8");
    });
  reserve(out, 2);
  out.at = out.bytes.writeUInt16BE(0x0001, out.at);
}

function raw(out: Out, bytes: Uint8Array): void {
  reserve(out, bytes.length);
  out.bytes.set(bytes, out.at);
  out.at += bytes.length;
}

function int64(out: Out, value: bigint): void {
  out.at = out.bytes.writeBigUInt64BE(BigInt.asUintN(64, value), out.at);
}

/**
 * Numbers of every kind together and exact: the greatest double that is not above the number, then 0 if that is the
 * number, else 1 and its decimal digits (only some int64 and Decimal128 need them).
 */
function number(out: Out, value: number | Long | Double | Decimal128): void {
  const exact = isLong(value) || value instanceof Decimal128 ? exactOf(value) : undefined;
  let floor = toNumber(value);
  if (exact && floor === Number.POSITIVE_INFINITY) floor = Number.MAX_VALUE;
  const side = !exact ? 0 : floor === Number.NEGATIVE_INFINITY ? -1 : compareDouble(floor, exact);
  float(out, side > 0 ? below(floor) : floor, side !== 0);
  if (!exact || side === 0) return;
  const size = String(exact.coefficient < 0n ? -exact.coefficient : exact.coefficient);
  const bytes = Buffer.from(`    ${size.replace(/0+$/, "")}\0`, "latin1");
  bytes.writeUInt32BE(size.length + exact.exponent + 0x8000, 0);
  raw(out, exact.coefficient < 0n ? inverted(bytes) : bytes);
}

function float(out: Out, value: number, more: boolean): void {
  const at = out.at;
  out.at = out.bytes.writeDoubleBE(value === 0 ? 0 : value, at);
  if (Number.isNaN(value)) out.bytes.fill(0, at, out.at);
  else if (out.bytes[at]! & 0x80) for (let i = at; i < out.at; i++) out.bytes[i] = ~out.bytes[i]!;
  else out.bytes[at]! |= 0x80;
  out.bytes[out.at++] = more ? 1 : 0;
}

/** The next double below a finite one. */
function below(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const word = view.getBigInt64(0);
  if (value === 0) return -Number.MIN_VALUE;
  view.setBigInt64(0, value > 0 ? word - 1n : word + 1n);
  return view.getFloat64(0);
}
