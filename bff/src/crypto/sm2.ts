import { createECDH, ECDH } from "node:crypto";
import smCrypto from "sm-crypto";
import type { Sm2 } from "./provider.ts";

const c1c3c2 = 1;

/**
 * SM2 by sm-crypto (from 0.5.8 on it refuses a C1 that is not on the curve). Node's OpenSSL knows the curve, which makes
 * the keys and judges the points, but has no SM2 encryption.
 */
export const softwareSm2: Sm2 = {
  newKeyPair() {
    const pair = createECDH("SM2");
    pair.generateKeys();
    return {
      privateKey: pair.getPrivateKey("hex").padStart(64, "0"),
      publicKey: pair.getPublicKey("hex", "uncompressed"),
    };
  },
  publicKey(hex) {
    const key = hex.length === 128 ? `04${hex}` : hex;
    if (!/^(04[\da-f]{128}|0[23][\da-f]{64})$/i.test(key)) return null;
    try {
      return ECDH.convertKey(key, "SM2", "hex", "hex", "uncompressed") as string;
    } catch {
      return null;
    }
  },
  encrypt(publicKey, plain) {
    const sealed = Buffer.from(smCrypto.sm2.doEncrypt([...plain], publicKey, c1c3c2), "hex");
    return { c1: sealed.subarray(0, 64), c3: sealed.subarray(64, 96), c2: sealed.subarray(96) };
  },
  decrypt(privateKey, { c1, c2, c3 }) {
    if (c1.length !== 64 || c3.length !== 32 || c2.length === 0) return null;
    const hex = Buffer.concat([c1, c3, c2]).toString("hex");
    // The types say string; with `array` it gives numbers, and none of them on any failure.
    const plain = smCrypto.sm2.doDecrypt(hex, privateKey, c1c3c2, { output: "array" }) as unknown as number[];
    return plain.length === c2.length ? Buffer.from(plain) : null;
  },
};
