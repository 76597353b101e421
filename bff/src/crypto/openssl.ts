import { createCipheriv, createDecipheriv, createHash, createHmac } from "node:crypto";
import type { Bulk, Sm4Mode } from "./provider.ts";

/** SM3 and SM4 by Node's OpenSSL: 14 to 25 times as fast as the JavaScript packages. */
export const openssl: Bulk = {
  sm3(...parts) {
    const hash = createHash("sm3");
    for (const part of parts) hash.update(part);
    return hash.digest();
  },
  hmacSm3(key, ...parts) {
    const hmac = createHmac("sm3", key);
    for (const part of parts) hmac.update(part);
    return hmac.digest();
  },
  sm4Encrypt(key, mode, plain) {
    const cipher = createCipheriv(`sm4-${mode.mode}`, key, ivOf(mode));
    return joined(cipher.update(plain), cipher.final());
  },
  sm4Decrypt(key, mode, sealed) {
    const decipher = createDecipheriv(`sm4-${mode.mode}`, key, ivOf(mode)).setAutoPadding(false);
    return joined(decipher.update(sealed), decipher.final());
  },
};

function ivOf(mode: Sm4Mode): Uint8Array | null {
  return mode.mode === "ecb" ? null : mode.iv;
}

function joined(body: Buffer, rest: Buffer): Buffer {
  return rest.length === 0 ? body : Buffer.concat([body, rest]);
}

/** Takes PKCS#7 padding off; null when it is none. Looks at all 16 bytes whatever they hold. */
export function unpad(padded: Buffer): Buffer | null {
  const count = padded[padded.length - 1];
  if (count === undefined || padded.length % 16 !== 0) return null;
  let wrong = Number(count === 0 || count > 16);
  for (let back = 1; back <= 16; back++) {
    const value = padded[padded.length - back] ?? 0;
    wrong |= Number(back <= count) & Number(value !== count);
  }
  return wrong === 0 ? padded.subarray(0, padded.length - count) : null;
}
