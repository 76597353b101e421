import { demand, MongoError } from "../errors.ts";
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  type Doc,
  double,
  isDoc,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  type Value,
} from "./value.ts";

const MAX_DEPTH = 200; // MongoDB's limit of nesting is 100 for stored documents and 200 on the wire

/** Reads one document that fills `bytes` exactly. Throws InvalidBSON for anything that is not BSON. */
export function decode(bytes: Buffer): Doc {
  const cursor = { bytes, at: 0 };
  try {
    const doc = document(cursor, 0, false);
    demand(cursor.at === bytes.length, "InvalidBSON", "bytes follow the document");
    return doc as Doc;
  } catch (error) {
    if (error instanceof MongoError) throw error;
    throw new MongoError("InvalidBSON", `not a BSON document: ${(error as Error).message}`);
  }
}

/** The length of the document that begins at `at`, checked against what there is. */
export function lengthAt(bytes: Buffer, at: number): number {
  const length = at + 4 <= bytes.length ? bytes.readInt32LE(at) : 0;
  demand(length >= 5 && at + length <= bytes.length, "InvalidBSON", "a document's length is wrong");
  return length;
}

interface Cursor {
  bytes: Buffer;
  at: number;
}

function document(cursor: Cursor, depth: number, isArray: boolean): Doc | Value[] {
  const { bytes } = cursor;
  demand(depth <= MAX_DEPTH, "Overflow", "BSONObj exceeds maximum nested object depth");
  const end = cursor.at + lengthAt(bytes, cursor.at);
  cursor.at += 4;
  const doc: Doc = new Map();
  const list: Value[] = [];
  for (;;) {
    const type = bytes[cursor.at++]!;
    if (type === 0) break;
    const name = cstring(cursor);
    const value = element(cursor, type, depth);
    if (isArray) list.push(value);
    else doc.set(name, value);
    if (cursor.at >= end) break;
  }
  demand(cursor.at === end, "InvalidBSON", "a document does not end where it says");
  return isArray ? list : doc;
}

function element(cursor: Cursor, type: number, depth: number): Value {
  const { bytes, at } = cursor;
  switch (type) {
    case 0x01:
      cursor.at += 8;
      return double(bytes.readDoubleLE(at));
    case 0x02:
      return string(cursor);
    case 0x03:
      return document(cursor, depth + 1, false);
    case 0x04:
      return document(cursor, depth + 1, true);
    case 0x05: {
      const length = bytes.readInt32LE(at);
      demand(length >= 0 && at + 5 + length <= bytes.length, "InvalidBSON", "a binary's length is wrong");
      cursor.at += 5 + length;
      return new Binary(Buffer.from(bytes.subarray(at + 5, at + 5 + length)), bytes[at + 4]);
    }
    case 0x06:
      return undefined;
    case 0x07:
      cursor.at += 12;
      demand(cursor.at <= bytes.length, "InvalidBSON", "an ObjectId is cut off");
      return new ObjectId(Buffer.from(bytes.subarray(at, at + 12)));
    case 0x08:
      cursor.at += 1;
      demand(bytes[at]! <= 1, "InvalidBSON", "a boolean is neither 0 nor 1");
      return bytes[at] === 1;
    case 0x09:
      cursor.at += 8;
      return new Date(Number(bytes.readBigInt64LE(at)));
    case 0x0a:
      return null;
    case 0x0b:
      return new BSONRegExp(cstring(cursor), [...cstring(cursor)].sort().join(""));
    case 0x0d:
      return new Code(string(cursor));
    case 0x0e:
      return new BSONSymbol(string(cursor));
    case 0x0f: {
      cursor.at += 4;
      const code = string(cursor);
      const scope = document(cursor, depth + 1, false);
      // The scope stays a Map; `Code` only carries it.
      return new Code(code, isDoc(scope) ? (scope as never) : null);
    }
    case 0x10:
      cursor.at += 4;
      return bytes.readInt32LE(at);
    case 0x11:
      cursor.at += 8;
      return new Timestamp(bytes.readBigUInt64LE(at));
    case 0x12:
      cursor.at += 8;
      return new Long(bytes.readInt32LE(at), bytes.readInt32LE(at + 4));
    case 0x13:
      cursor.at += 16;
      demand(cursor.at <= bytes.length, "InvalidBSON", "a decimal is cut off");
      return new Decimal128(Buffer.from(bytes.subarray(at, at + 16)));
    case 0x7f:
      return new MaxKey();
    case 0xff:
      return new MinKey();
    default:
      throw new MongoError("InvalidBSON", `unrecognized BSON type ${type}`);
  }
}

function string(cursor: Cursor): string {
  const { bytes, at } = cursor;
  const length = bytes.readInt32LE(at);
  const end = at + 4 + length;
  demand(
    length >= 1 && end <= bytes.length && bytes[end - 1] === 0,
    "InvalidBSON",
    "a string is not terminated",
  );
  cursor.at = end;
  return bytes.toString("utf8", at + 4, end - 1);
}

function cstring(cursor: Cursor): string {
  const end = cursor.bytes.indexOf(0, cursor.at);
  demand(end >= 0, "InvalidBSON", "a name is not terminated");
  const text = cursor.bytes.toString("utf8", cursor.at, end);
  cursor.at = end + 1;
  return text;
}
