import sm from "sm-crypto";
import type { Sm2KeyPair } from "./provider.ts";

// GB/T 32918.2 with the default user id of GB/T 35276 (1234567812345678): the digest of SM2 includes it and the key.

/** SM2 signature over the text's UTF-8 bytes: r and s, 128 hex digits. */
export function sign(text: string, { privateKey, publicKey }: Sm2KeyPair): string {
  return sm.sm2.doSignature(text, privateKey, { hash: true, publicKey });
}

/** Whether `signature` is that key's over that text; false for anything malformed. */
export function isSignedBy(text: string, signature: string, publicKey: string): boolean {
  if (!/^[\da-f]{128}$/i.test(signature)) return false;
  try {
    return sm.sm2.doVerifySignature(text, signature, publicKey, { hash: true });
  } catch {
    return false;
  }
}
