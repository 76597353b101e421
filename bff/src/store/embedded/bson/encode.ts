import { demand } from "../errors.ts";
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  isInt32,
  isLong,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from "./value.ts";

/** A document that is already bytes, put into an answer as it is. */
export class Raw {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

/** Writes a Map (or, for answers, a plain object) as BSON. In an answer `undefined` is left out. */
export function encode(doc: object): Buffer {
  const out = new Writer();
  out.document(doc);
  return Buffer.from(out.bytes.subarray(0, out.at));
}

let shared = Buffer.allocUnsafe(1 << 16); // one buffer for all: encoding never waits

class Writer {
  bytes = shared;
  at = 0;

  private reserve(count: number): void {
    if (this.at + count <= this.bytes.length) return;
    const bigger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + count + 1024));
    this.bytes.copy(bigger, 0, 0, this.at);
    this.bytes = bigger;
    if (bigger.length <= 1 << 24) shared = bigger;
  }

  document(value: object): void {
    const start = this.at;
    this.reserve(5);
    this.at += 4;
    if (Array.isArray(value)) for (const [at, item] of value.entries()) this.element(String(at), item, true);
    else if (value instanceof Map) for (const [name, item] of value) this.element(name, item, true);
    else for (const [name, item] of Object.entries(value)) this.element(name, item);
    this.reserve(1);
    this.bytes[this.at++] = 0;
    this.bytes.writeInt32LE(this.at - start, start);
  }

  private element(name: string, value: unknown, stored = false): void {
    if (value === undefined && !stored) return;
    const type = this.at;
    this.reserve(name.length * 3 + 32);
    this.at += 1;
    this.cstring(name);
    const kind = this.value(value); // may move `bytes`
    this.bytes[type] = kind;
  }

  private cstring(text: string): void {
    demand(!text.includes("\0"), "BadValue", "a name or pattern must not contain a null byte");
    this.reserve(text.length * 3 + 1);
    this.at += this.bytes.write(text, this.at, "utf8");
    this.bytes[this.at++] = 0;
  }

  private string(text: string): void {
    this.reserve(text.length * 3 + 5);
    const length = this.bytes.write(text, this.at + 4, "utf8");
    this.bytes.writeInt32LE(length + 1, this.at);
    this.at += length + 5;
    this.bytes[this.at - 1] = 0;
  }

  private copy(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  private double(value: number): number {
    this.reserve(8);
    this.at = this.bytes.writeDoubleLE(value, this.at);
    return 0x01;
  }

  private int64(value: bigint): void {
    this.reserve(8);
    this.at = this.bytes.writeBigInt64LE(BigInt.asIntN(64, value), this.at);
  }

  private value(value: unknown): number {
    switch (typeof value) {
      case "string":
        this.string(value);
        return 0x02;
      case "number":
        if (!isInt32(value)) return this.double(value);
        this.reserve(4);
        this.at = this.bytes.writeInt32LE(value, this.at);
        return 0x10;
      case "boolean":
        this.reserve(1);
        this.bytes[this.at++] = value ? 1 : 0;
        return 0x08;
      case "undefined":
        return 0x06;
    }
    if (value === null) return 0x0a;
    if (Array.isArray(value)) {
      this.document(value);
      return 0x04;
    }
    if (value instanceof Raw) {
      this.copy(value.bytes);
      return 0x03;
    }
    if (value instanceof Date) {
      this.int64(BigInt(Math.trunc(value.getTime())));
      return 0x09;
    }
    return this.special(value as object);
  }

  private special(value: object): number {
    if (value instanceof ObjectId) {
      this.copy(value.id);
      return 0x07;
    }
    if (isLong(value)) {
      this.int64(value.toBigInt());
      return 0x12;
    }
    if (value instanceof Double) return this.double(value.value);
    if (value instanceof Decimal128) {
      this.copy(value.bytes);
      return 0x13;
    }
    if (value instanceof Binary) {
      this.reserve(5);
      this.at = this.bytes.writeInt32LE(value.position, this.at);
      this.bytes[this.at++] = value.sub_type;
      this.copy(value.buffer.subarray(0, value.position));
      return 0x05;
    }
    if (value instanceof BSONRegExp) {
      this.cstring(value.pattern);
      this.cstring(value.options);
      return 0x0b;
    }
    if (value instanceof Timestamp) {
      this.int64(value.toBigInt());
      return 0x11;
    }
    if (value instanceof BSONSymbol) {
      this.string(value.value);
      return 0x0e;
    }
    if (value instanceof Code) {
      if (!value.scope) {
        this.string(value.code);
        return 0x0d;
      }
      const start = this.at;
      this.at += 4;
      this.string(value.code);
      this.document(value.scope);
      this.bytes.writeInt32LE(this.at - start, start);
      return 0x0f;
    }
    if (value instanceof MinKey) return 0xff;
    if (value instanceof MaxKey) return 0x7f;
    this.document(value);
    return 0x03;
  }
}
