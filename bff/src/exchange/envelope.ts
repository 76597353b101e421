import { type Content, isKnown, type Part, readContent, unreadable } from "./content.ts";
import { dressBody, jitter } from "./dialect-body.ts";
import { isObject, parsed, readEnvelope, writeEnvelope } from "./envelope-text.ts";
import { type Header, headerOf, portal, readHeader } from "./header.ts";
import type { Peer } from "./peers.ts";
import { type Refusal, refusal } from "./refusal.ts";
import { type Answered, answerOf } from "./return-codes.ts";
import { openAnySize, sealAnySize } from "./sealing.ts";

declare const verified: unique symbol;

/** A message whose sender, key, digest and elements were checked. Only `open` makes one. */
export interface Message {
  readonly [verified]: true;
  readonly refused?: undefined;
  readonly header: Header;
  readonly peer: Peer;
  readonly body: Content;
  /** The plaintext Body as it came; "" for an empty one. */
  readonly bodyText: string;
}

/** A message of ours, its Body in the default form. */
export interface Draft {
  readonly header: Header;
  readonly body: Content;
}

export interface Gate {
  /** The peer of a Source; null when it is unknown. */
  peerOf(source: string): Promise<Peer | null>;
  /** Judges Token and interface from the header alone, before anything is decrypted; null to go on. */
  authorize(header: Header, peer: Peer): Promise<Answered | null> | Answered | null;
}

/** Makes the bytes to send: dialect → JSON text → SM4 → base64, with the CRC in the header. */
export async function seal({ header, body }: Draft, peer: Peer): Promise<Buffer> {
  if (body === "") return writeEnvelope({ ...header, CRC: "" }, "");
  const { dialect } = peer;
  const json = JSON.stringify(dressBody(body, partOf(header), dialect));
  const text = dialect.jsonJitter === "ws" ? jitter(json) : json;
  const sealed = await sealAnySize(Buffer.from(text), peer.ourKey, formOf(peer));
  return writeEnvelope({ ...header, CRC: sealed.crc }, sealed.body);
}

/**
 * Opens what came in, each step only after the one before: size, JSON, header, Source, token and interface, key and
 * CRC, JSON of the Body, its elements. Never throws: our own failure is a refusal too (9999).
 */
export async function open(raw: Buffer, { peerOf, authorize }: Gate): Promise<Message | Refusal> {
  const envelope = readEnvelope(raw);
  if ("refused" in envelope) return envelope;
  const header = readHeader(envelope.header);
  if ("code" in header) return refusal(200, headerOf(envelope.header), header);
  if (header.ReqType !== "0") return refusal(200, header, answerOf("wrong", "Header.ReqType"));
  let peer: Peer | null = null;
  try {
    peer = await peerOf(header.Source);
    if (peer === null) return refusal(200, header, answerOf("notAuthenticated"));
    if (header.Target !== portal) return refusal(200, header, answerOf("wrong", "Header.Target"), { peer });
    const denied = await authorize(header, peer);
    if (denied !== null) return refusal(200, header, denied, { peer });
    if (!isKnown(header.IPCType)) return refusal(200, header, answerOf("unknownInterface"), { peer });
    const bodyText = await plaintext(envelope.body, header.CRC, peer);
    if (bodyText === null) return refusal(200, header, unreadable, { peer });
    const read = readContent(header.IPCType, "request", bodyText, peer);
    if ("code" in read) return refusal(200, header, read, { peer });
    return { header, peer, body: read.content, bodyText } as Message;
  } catch (cause) {
    return refusal(200, header, answerOf("failure"), { ...(peer && { peer }), cause });
  }
}

/** An answer that cannot be one to our request: whether the message arrived stays unknown. */
export class BadAnswer extends Error {
  override readonly name = "BadAnswer";
}

/** What a peer answered. */
export interface PeerAnswer extends Answered {
  readonly body: Content;
}

/** Opens the answer to a request of ours. Throws BadAnswer. Only of 0000 the Body is read. */
export async function openAnswer(raw: Buffer, request: Header, peer: Peer): Promise<PeerAnswer> {
  const envelope = parsed(raw);
  if (!isObject(envelope) || !isObject(envelope.Header)) throw new BadAnswer("not an envelope");
  const header = headerOf(envelope.Header);
  if (header.SerialNum !== request.SerialNum) throw new BadAnswer("SerialNum is not ours");
  if (header.IPCType !== request.IPCType) throw new BadAnswer("IPCType is not ours");
  if (!/^\d{4}$/.test(header.Code)) throw new BadAnswer("no Code");
  const answered = { code: header.Code, message: header.Message };
  const body = envelope.Body ?? "";
  if (header.Code !== "0000" || !isKnown(header.IPCType)) return { ...answered, body: "" };
  const text = typeof body === "string" ? await plaintext(body, header.CRC, peer) : null;
  if (text === null) throw new BadAnswer("Body cannot be read");
  const read = readContent(header.IPCType, "response", text, peer);
  if ("code" in read) throw new BadAnswer(`Body: ${read.message}`);
  return { ...answered, body: read.content };
}

/** A sealed Body → its text; null when it cannot be read. No Body goes with no CRC, or with that of the empty text. */
async function plaintext(body: string, crc: string, peer: Peer): Promise<string | null> {
  if (body === "") return crc === "" || crc.toUpperCase() === crcOfNothing ? "" : null;
  const plain = await openAnySize(body, crc, peer.theirKeys, formOf(peer));
  return plain === null ? null : plain.toString("utf8");
}

const crcOfNothing = "1AB21D8355CFA17F8E61194831E81A8F22BEC8C728FEFB747ED035EB5082AA2B";

function formOf({ dialect: { sm4, crcOver } }: Peer) {
  return { sm4, crcOver };
}

function partOf({ ReqType }: Header): Part {
  return ReqType === "1" ? "response" : "request";
}
