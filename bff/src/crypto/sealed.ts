import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Keys } from "./keys.ts";
import { crypto } from "./provider.ts";

/** The record and the path in it that a sealed value belongs to: moved anywhere else, it cannot be opened. */
export interface Place {
  readonly id: string;
  readonly path: string;
}

/** A value that was changed, moved, or sealed with a key that we do not have. */
export class SealBroken extends Error {
  constructor({ path }: Place) {
    super(`the sealed value at ${path} cannot be opened`);
    this.name = "SealBroken";
  }
}

const form = 1;
const head = 3;
const ivLength = 16;
const macLength = 32;

let keys: Keys | null = null;

/** Sets the keys of this process, once at its start. */
export function useKeys(loaded: Keys): void {
  keys = loaded;
}

/** The keys of this process. Throws before `useKeys`. */
export function keysInUse(): Keys {
  if (keys === null) throw new Error("no keys are loaded");
  return keys;
}

/**
 * Seals bytes for storage: form, key version, IV, SM4-CTR, then HMAC-SM3 over all of it and its place
 * (encrypt-then-MAC, because Node's OpenSSL has no SM4-GCM). 51 bytes longer than the plaintext.
 */
export function sealBytes(plain: Buffer, place: Place): Buffer {
  const { current, fields } = keysInUse();
  const key = fields.get(current)!;
  const iv = randomBytes(ivLength);
  const sealed = Buffer.concat([
    Buffer.from([form, current >> 8, current & 0xff]),
    iv,
    crypto.sm4Encrypt(key.cipher, { mode: "ctr", iv }, plain),
  ]);
  return Buffer.concat([sealed, crypto.hmacSm3(key.mac, placed(place), sealed)]);
}

/** Opens what `sealBytes` made. Throws SealBroken. */
export function unsealBytes(sealed: Buffer, place: Place): Buffer {
  const body = sealed.subarray(0, -macLength);
  const key =
    body.length >= head + ivLength && body[0] === form && keysInUse().fields.get(body.readUInt16BE(1));
  if (!key) throw new SealBroken(place);
  if (!timingSafeEqual(crypto.hmacSm3(key.mac, placed(place), body), sealed.subarray(-macLength)))
    throw new SealBroken(place);
  const iv = body.subarray(head, head + ivLength);
  return crypto.sm4Decrypt(key.cipher, { mode: "ctr", iv }, body.subarray(head + ivLength));
}

/** Seals text (or bytes) as base64 text. */
export function seal(plain: string | Buffer, place: Place): string {
  return sealBytes(typeof plain === "string" ? Buffer.from(plain) : plain, place).toString("base64");
}

/** Opens what `seal` made, as text. Throws SealBroken. */
export function unseal(sealed: string, place: Place): string {
  return unsealBytes(Buffer.from(sealed, "base64"), place).toString("utf8");
}

/** Finds equal values without showing them: HMAC-SM3 as 64 hex digits. */
export function blindIndex(value: string): string {
  return crypto.hmacSm3(keysInUse().index, value).toString("hex");
}

/** Lengths first, so that no two places give the same bytes. */
function placed({ id, path }: Place): Buffer {
  return Buffer.from(`${Buffer.byteLength(id)}:${id}${Buffer.byteLength(path)}:${path}`);
}
