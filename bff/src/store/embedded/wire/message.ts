import { decode, lengthAt } from "../bson/decode.ts";
import { encode } from "../bson/encode.ts";
import { type Doc, isDoc, type Value } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import { crc32c } from "./crc32c.ts";

/** https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
export const HEADER_BYTES = 16;
export const MAX_MESSAGE_BYTES = 48_000_000;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const REQUIRED_BITS = 0xffff; // of these the unknown ones must be refused

export interface Incoming {
  requestId: number;
  opcode: number;
  body: Doc;
  /** False when the sender wants no answer (`w: 0`). */
  answered: boolean;
}

/** Opens one whole message. Throws when it is not one; the connection cannot be trusted after that. */
export function open(bytes: Buffer): Incoming {
  const requestId = bytes.readInt32LE(4);
  const opcode = bytes.readInt32LE(12);
  if (opcode === OP_MSG) return { requestId, opcode, ...openMessage(bytes) };
  if (opcode === OP_QUERY) return { requestId, opcode, answered: true, body: openQuery(bytes) };
  throw new MongoError("UnsupportedOpQueryCommand", `opcode ${opcode} is not served`);
}

/** Seals an answer in the form of what it answers. */
export function seal(reply: object, { requestId, opcode }: Pick<Incoming, "requestId" | "opcode">): Buffer {
  const body = encode(reply);
  const isQuery = opcode === OP_QUERY;
  const head = Buffer.alloc(HEADER_BYTES + (isQuery ? 20 : 5));
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(requestId, 8);
  head.writeInt32LE(isQuery ? OP_REPLY : OP_MSG, 12);
  if (isQuery) head.writeInt32LE(1, 32); // flags, cursor and start are 0; one document follows
  return Buffer.concat([head, body]);
}

const rawDocs = new WeakMap<Doc, Buffer>();

/** The bytes a document of a sequence came as, if it came that way. They are its own copy. */
export const rawOf = (doc: Doc): Buffer | undefined => rawDocs.get(doc);

function openMessage(bytes: Buffer): { body: Doc; answered: boolean } {
  demand(bytes.length >= HEADER_BYTES + 10, "InvalidBSON", "the message is too short");
  const flags = bytes.readUInt32LE(HEADER_BYTES);
  demand(
    (flags & REQUIRED_BITS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) === 0,
    "IllegalOperation",
    "the message has unknown flags",
  );
  let end = bytes.length;
  if (flags & CHECKSUM_PRESENT) {
    end -= 4;
    demand(
      crc32c(bytes.subarray(0, end)) === bytes.readUInt32LE(end),
      "IllegalOperation",
      "OP_MSG checksum does not match contents",
    );
  }
  let body: Doc | undefined;
  const sequences: [string, Doc[]][] = [];
  for (let at = HEADER_BYTES + 4; at < end; ) {
    const kind = bytes[at++];
    if (kind === 0) {
      demand(!body, "IllegalOperation", "the message has two bodies");
      const length = lengthAt(bytes.subarray(0, end), at);
      body = decode(bytes.subarray(at, at + length));
      at += length;
    } else {
      demand(kind === 1, "IllegalOperation", `unknown section kind ${kind}`);
      const size = at + 4 <= end ? bytes.readInt32LE(at) : 0;
      demand(size >= 5 && at + size <= end, "InvalidBSON", "a section's size is wrong");
      sequences.push(openSequence(bytes.subarray(at + 4, at + size)));
      at += size;
    }
  }
  demand(body, "IllegalOperation", "the message has no body");
  for (const [name, docs] of sequences) {
    demand(!body.has(name), "IllegalOperation", `'${name}' stands in the body and in a sequence`);
    body.set(name, docs);
  }
  return { body, answered: (flags & MORE_TO_COME) === 0 };
}

function openSequence(bytes: Buffer): [string, Doc[]] {
  const end = bytes.indexOf(0);
  demand(end >= 0, "InvalidBSON", "a sequence has no name");
  const docs: Doc[] = [];
  for (let at = end + 1; at < bytes.length; ) {
    const length = lengthAt(bytes, at);
    const raw = Buffer.from(bytes.subarray(at, at + length));
    const doc = decode(raw);
    rawDocs.set(doc, raw);
    docs.push(doc);
    at += length;
  }
  return [bytes.toString("utf8", 0, end), docs];
}

/** Old drivers say hello with OP_QUERY on `<db>.$cmd`; nothing else comes that way any more. */
function openQuery(bytes: Buffer): Doc {
  const end = bytes.indexOf(0, HEADER_BYTES + 4);
  demand(
    end > 0 && bytes.toString("utf8", HEADER_BYTES + 4, end).endsWith(".$cmd"),
    "UnsupportedOpQueryCommand",
    "OP_QUERY is no longer supported",
  );
  const at = end + 9;
  const query = decode(bytes.subarray(at, at + lengthAt(bytes, at)));
  const wrapped: Value = query.get("$query") ?? query.get("query");
  const body = isDoc(wrapped) ? wrapped : query;
  body.set("$db", bytes.toString("utf8", HEADER_BYTES + 4, end - 5));
  return body;
}

export const isHello = (name: string): boolean => ["hello", "ismaster", "isMaster"].includes(name);
export const isQuery = ({ opcode }: Incoming): boolean => opcode === OP_QUERY;
