import { type Header, headerOf } from "./header.ts";
import type { Refusal } from "./refusal.ts";
import { refusal } from "./refusal.ts";
import { answerOf } from "./return-codes.ts";
import { parseStrictly } from "./strict-json.ts";

/** The largest message that is read, in bytes. */
export const largestMessage = 32 * 1024 * 1024;

/** An envelope is two members, one of them a flat header. */
const limits = { depth: 4, keys: 60, values: 200 };

export interface EnvelopeText {
  readonly header: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** A message's bytes, the sealed Body put in as it stands. */
export function writeEnvelope(header: Header, body: string): Buffer {
  const start = Buffer.from(`{"Header":${JSON.stringify(header)},"Body":"`);
  return Buffer.concat([start, Buffer.from(body, "latin1"), Buffer.from('"}')]);
}

/** The other way: bytes → UTF-8 → JSON → the two members of table 2, or why not. */
export function readEnvelope(raw: Buffer): EnvelopeText | Refusal {
  if (raw.length > largestMessage) return refusal(413, headerOf({}), answerOf("wrong", "报文超过32MB"));
  const found = parsed(raw);
  if (!isObject(found) || !isObject(found.Header))
    return refusal(400, headerOf(bestGuess(raw)), answerOf("wrong", "报文结构无法解读"));
  const { Header: header, Body: body, ...more } = found;
  const extra = Object.keys(more)[0];
  if (extra !== undefined)
    return refusal(200, headerOf(header), answerOf("unknownElement", extra.slice(0, 40)));
  if (typeof body !== "string") return refusal(200, headerOf(header), answerOf("wrong", "Body"));
  return { header, body };
}

/** UTF-8 and JSON without anything doubtful; undefined for what is not. */
export function parsed(raw: Buffer): unknown {
  try {
    return parseStrictly(new TextDecoder("utf-8", { fatal: true }).decode(raw), limits);
  } catch {
    return undefined;
  }
}

/** The header elements of a small text that we refuse to read strictly, only to answer with them. */
function bestGuess(raw: Buffer): Record<string, unknown> {
  if (raw.length > 65_536) return {};
  try {
    const found = JSON.parse(raw.toString("utf8"));
    return isObject(found) && isObject(found.Header) ? found.Header : {};
  } catch {
    return {};
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
