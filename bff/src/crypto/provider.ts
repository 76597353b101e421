import { openssl } from "./openssl.ts";
import { softwareSm2 } from "./sm2.ts";

/** Text counts as its UTF-8 bytes. */
export type Data = string | Uint8Array;

/** How SM4 is applied; `iv` is 16 bytes. */
export type Sm4Mode = { readonly mode: "ecb" } | { readonly mode: "cbc" | "ctr"; readonly iv: Uint8Array };

/** Digests and block ciphers of GB/T 32905 and 32907. */
export interface Bulk {
  /** SM3 over the parts, one after the other: 32 bytes. */
  sm3(...parts: Data[]): Buffer;
  /** The same as 64 lower-case hex digits. */
  sm3Hex(...parts: Data[]): string;
  /** HMAC-SM3 over the parts: 32 bytes. */
  hmacSm3(key: Data, ...parts: Data[]): Buffer;
  /** `key` is 16 bytes. ECB and CBC pad as PKCS#7 does, CTR does not. */
  sm4Encrypt(key: Uint8Array, mode: Sm4Mode, plain: Uint8Array): Buffer;
  /** The decrypted bytes with their padding still on (`unpad` judges it). Throws when ECB or CBC get no whole blocks. */
  sm4Decrypt(key: Uint8Array, mode: Sm4Mode, sealed: Uint8Array): Buffer;
}

/** The three parts of an SM2 ciphertext (GB/T 32918.4): C1 without its 04 (64 bytes), C2 as long as the plaintext, C3 (32 bytes). */
export interface Sm2Ciphertext {
  readonly c1: Buffer;
  readonly c2: Buffer;
  readonly c3: Buffer;
}

export interface Sm2KeyPair {
  /** 64 hex digits. */
  readonly privateKey: string;
  /** 130 hex digits, beginning 04. */
  readonly publicKey: string;
}

/** Public-key encryption of GB/T 32918.4. */
export interface Sm2 {
  newKeyPair(): Sm2KeyPair;
  /** The key as 130 hex digits from uncompressed (with or without 04) or compressed form; null when it is no point of the curve. */
  publicKey(hex: string): string | null;
  encrypt(publicKey: string, plain: Uint8Array): Sm2Ciphertext;
  /** null when C1 is not on the curve, C3 does not fit, or nothing comes out: one answer for all failures. */
  decrypt(privateKey: string, ciphertext: Sm2Ciphertext): Buffer | null;
}

/** All cryptography of the project, so that a certified module can take its place (GB/T 39786 level 3). */
export interface CryptoProvider extends Bulk {
  readonly sm2: Sm2;
}

export const crypto: CryptoProvider = { ...openssl, sm2: softwareSm2 };

/** SM3 as 64 lower-case hex digits. */
export function sm3Hex(...parts: Data[]): string {
  return crypto.sm3Hex(...parts);
}
