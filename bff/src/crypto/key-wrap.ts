import { crypto } from "./provider.ts";
import { readCiphertext, type Sm2Form, writeCiphertext } from "./sm2-encoding.ts";

/** Wraps an SM4 key (16 bytes) with the receiver's SM2 public key, as hex in the receiver's form; each call gives another text. */
export function wrapKey(key: Buffer, publicKey: string, form: Sm2Form): string {
  return writeCiphertext(crypto.sm2.encrypt(publicKey, key), form);
}

/**
 * Unwraps an SM4 key with our SM2 private key: the 16 bytes themselves, or 32 hex digits as text.
 * Throws one error for everything that can be wrong with it.
 */
export function unwrapKey(wrapped: string, privateKey: string, order: Sm2Form["order"]): Buffer {
  for (const reading of readCiphertext(wrapped, order)) {
    const plain = crypto.sm2.decrypt(privateKey, reading);
    if (plain?.length === 16) return plain;
    const text = plain?.toString("latin1") ?? "";
    if (/^[\da-f]{32}$/i.test(text)) return Buffer.from(text, "hex");
  }
  throw new Error("the wrapped SM4 key cannot be opened with our SM2 private key");
}
