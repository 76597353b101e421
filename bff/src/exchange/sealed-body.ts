import { isUtf8 } from "node:buffer";
import { unpad } from "../crypto/openssl.ts";
import { crypto, type Sm4Mode } from "../crypto/provider.ts";
import type { Dialect } from "./dialect.ts";

/** How a Body is sealed between two parties; plain data, so that it can be handed to a worker thread. */
export interface BodyForm {
  readonly sm4: Dialect["sm4"];
  readonly crcOver: Dialect["crcOver"];
}

export interface SealedBody {
  /** Base64 text. */
  readonly body: string;
  /** 64 upper-case hex digits. */
  readonly crc: string;
}

/** Plaintext Body in UTF-8 → SM4 → base64, with its CRC. */
export function sealBody(plain: Uint8Array, key: Uint8Array, form: BodyForm): SealedBody {
  const sealed = crypto.sm4Encrypt(key, modeOf(form), plain);
  const body = sealed.toString("base64");
  return { body, crc: crcOf(form, plain, sealed, body) };
}

/**
 * The other way, with any of the keys that are valid; the plaintext, or null. Base64, padding, CRC and UTF-8 fail alike,
 * and the CRC is computed whatever the padding was, so that nothing tells which of them it was.
 */
export function openBody(
  body: string,
  crc: string,
  keys: readonly Uint8Array[],
  form: BodyForm,
): Uint8Array | null {
  const sealed = fromBase64(body);
  if (sealed === null || sealed.length === 0 || sealed.length % 16 !== 0) return null;
  let found: Buffer | null = null;
  for (const key of keys) {
    const padded = crypto.sm4Decrypt(key, modeOf(form), sealed);
    const plain = unpad(padded);
    const proved = crcOf(form, plain ?? padded, sealed, body) === crc.toUpperCase();
    // A CRC over the ciphertext proves no key, so the text itself has to look like a message.
    if (plain !== null && proved && isUtf8(plain) && beginsWithBrace(plain)) found ??= plain;
  }
  return found;
}

const blanks = [0x20, 0x09, 0x0a, 0x0d];

/** Whether `{` comes first, after blanks at most. */
function beginsWithBrace(text: Buffer): boolean {
  let at = 0;
  while (blanks.includes(text[at] ?? 0)) at++;
  return text[at] === 0x7b;
}

const ecb = { mode: "ecb" } as const;

function modeOf({ sm4 }: BodyForm): Sm4Mode {
  return sm4.mode === "ecb" ? ecb : { mode: "cbc", iv: Buffer.from(sm4.iv, "hex") };
}

function crcOf({ crcOver }: BodyForm, plain: Uint8Array, sealed: Uint8Array, body: string): string {
  const over = crcOver === "plaintext" ? plain : crcOver === "ciphertext" ? sealed : body;
  return crypto.sm3Hex(over).toUpperCase();
}

/**
 * Base64 of the standard alphabet with its padding, nothing else; only line breaks are passed over, since encoders that
 * follow RFC 2045 put one after every 76 characters. Null for anything else (Node's own decoder skips what it does not know).
 */
export function fromBase64(text: string): Buffer | null {
  const line = text.includes("\n") ? text.replace(/\r?\n/g, "") : text;
  if (line.length % 4 !== 0 || line.includes("-") || line.includes("_")) return null;
  // Of a character beyond ASCII Node's decoder sees the low byte only: "Ł" would count as "A".
  if (Buffer.byteLength(line) !== line.length) return null;
  const bytes = Buffer.from(line, "base64");
  const padding = line.endsWith("==") ? 2 : line.endsWith("=") ? 1 : 0;
  if (bytes.length !== (line.length / 4) * 3 - padding) return null;
  // Bits of the last character that carry nothing must be zero, so that one ciphertext has one text.
  const bitsLost = padding && !lastBefore[padding].includes(line.charAt(line.length - padding - 1));
  return bitsLost ? null : bytes;
}

/** The characters that may stand before so much padding. */
const lastBefore = { 1: "AEIMQUYcgkosw048", 2: "AQgw" } as const;
