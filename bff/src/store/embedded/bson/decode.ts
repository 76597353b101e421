import { deserialize, onDemand } from "bson";
import { demand, MongoError } from "../errors.ts";
import { type Doc, double, Long, ObjectId, type Value } from "./value.ts";

const MAX_DEPTH = 200; // as on MongoDB's wire

/** Reads one document that fills `bytes` exactly. Throws InvalidBSON for anything that is not BSON. */
export function decode(bytes: Buffer): Doc {
  try {
    demand(lengthAt(bytes, 0) === bytes.length, "InvalidBSON", "bytes follow the document");
    return document(bytes, 0, 0);
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

function document(bytes: Buffer, start: number, depth: number): Doc {
  demand(depth <= MAX_DEPTH, "Overflow", "BSONObj exceeds maximum nested object depth");
  const doc: Doc = new Map();
  for (const [type, nameAt, nameLength, at, length] of onDemand.parseToElements(bytes, start)) {
    const name = bytes.toString("utf8", nameAt, nameAt + nameLength);
    demand(at + length <= bytes.length, "InvalidBSON", "an element is cut off");
    if (type === 3) doc.set(name, document(bytes, at, depth + 1));
    else if (type === 4) doc.set(name, [...document(bytes, at, depth + 1).values()]);
    else doc.set(name, scalar(bytes, type, nameAt, at, length));
  }
  return doc;
}

function scalar(bytes: Buffer, type: number, nameAt: number, at: number, length: number): Value {
  switch (type) {
    case 1:
      return double(bytes.readDoubleLE(at));
    case 2:
      demand(bytes[at + length - 1] === 0, "InvalidBSON", "a string is not terminated");
      return bytes.toString("utf8", at + 4, at + length - 1);
    case 6:
      return undefined;
    case 7:
      return new ObjectId(Buffer.from(bytes.subarray(at, at + length)));
    case 8:
      return bytes[at] !== 0;
    case 9:
      return new Date(Number(bytes.readBigInt64LE(at)));
    case 10:
      return null;
    case 16:
      return bytes.readInt32LE(at);
    case 18:
      return new Long(bytes.readInt32LE(at), bytes.readInt32LE(at + 4));
  }
  // The rarer types are the library's: the element alone, as a document.
  const alone = Buffer.alloc(5 + 1 + at + length - nameAt);
  alone.writeInt32LE(alone.length, 0);
  alone[4] = type;
  bytes.copy(alone, 5, nameAt, at + length);
  return Object.values(deserialize(alone, { promoteValues: false, bsonRegExp: true }))[0] as Value;
}
