// The province's own cryptography, from other libraries than the portal's: SM2 of sm-crypto-v2, SM3 and SM4 of gm-crypto.
import { randomBytes } from "node:crypto";
import { SM3, SM4 } from "gm-crypto";
import { sm2 } from "sm-crypto-v2";

export interface KeyPair {
  readonly privateKey: string;
  /** Uncompressed, hex, beginning with 04. */
  readonly publicKey: string;
}

export interface Sm4Mode {
  readonly mode: "ecb" | "cbc";
  readonly iv?: string;
}

export const newKeyPair = (): KeyPair => sm2.generateKeyPairHex();
export const newSm4Key = (): string => randomBytes(16).toString("hex");

/** 64 upper-case hex digits. */
export const sm3 = (data: Buffer): string => Buffer.from(SM3.digest(data)).toString("hex").toUpperCase();

const options = ({ mode, iv }: Sm4Mode) =>
  mode === "cbc" ? { mode: SM4.constants.CBC, iv: iv ?? "" } : { mode: SM4.constants.ECB };

export const sm4Encrypt = (data: Buffer, key: string, mode: Sm4Mode): Buffer =>
  Buffer.from(SM4.encrypt(data, key, options(mode)) as unknown as ArrayBuffer);

/** Throws where the length or the padding is wrong; the padding is judged here because gm-crypto does not. */
export function sm4Decrypt(data: Buffer, key: string, mode: Sm4Mode): Buffer {
  if (data.length === 0 || data.length % 16 !== 0) throw new Error("密文不是整块");
  const plain = decryptBlocks(data, key, mode);
  const pad = plain[plain.length - 1] ?? 0;
  if (pad < 1 || pad > 16 || !plain.subarray(plain.length - pad).every((byte) => byte === pad))
    throw new Error("填充不符合 PKCS#7");
  return plain.subarray(0, plain.length - pad);
}

// One block of our own padding is added and cut off again, so that gm-crypto always finds a padding it can take away.
function decryptBlocks(data: Buffer, key: string, mode: Sm4Mode): Buffer {
  const before = mode.mode === "cbc" ? data.subarray(data.length - 16).toString("hex") : undefined;
  const filler = sm4Encrypt(Buffer.alloc(0), key, before ? { mode: "cbc", iv: before } : { mode: "ecb" });
  const all = SM4.decrypt(Buffer.concat([data, filler]), key, options(mode)) as unknown as ArrayBuffer;
  return Buffer.from(all).subarray(0, data.length);
}

/** Wraps 16 bytes for the holder of `publicKey`: raw C1C3C2 without 04, or DER of GB/T 35276; hex. */
export const wrap = (keyHex: string, publicKey: string, encoding: "raw" | "der"): string =>
  sm2.doEncrypt(Buffer.from(keyHex, "hex"), publicKey, 1, { asn1: encoding === "der" });

/** Opens what the portal wrapped for us, in every form that the bytes allow. Returns 32 hex digits or throws. */
export function unwrap(wrapped: string, privateKey: string): string {
  const text = wrapped.trim();
  const hex = /^([0-9a-f]{2})+$/i.test(text)
    ? text.toLowerCase()
    : Buffer.from(text, "base64").toString("hex");
  for (const { cut, mode, asn1 } of readings(hex)) {
    const plain = attempt(() => sm2.doDecrypt(hex.slice(cut), privateKey, mode, { output: "array", asn1 }));
    const key = plain && keyOf(Buffer.from(plain));
    if (key) return key;
  }
  throw new Error("无法用本省私钥解开 SM4 密钥");
}

function* readings(hex: string) {
  for (const mode of [1, 0]) {
    yield { cut: 0, mode, asn1: false };
    if (hex.startsWith("04")) yield { cut: 2, mode, asn1: false };
  }
  if (hex.startsWith("30") && derEnds(hex)) yield { cut: 0, mode: 1, asn1: true };
}

// A length in one byte is enough for 16 or 32 bytes; anything after the end makes it no DER.
const derEnds = (hex: string): boolean => {
  const first = Number.parseInt(hex.slice(2, 4), 16);
  const [head, length] = first === 0x81 ? [3, Number.parseInt(hex.slice(4, 6), 16)] : [2, first];
  return hex.length / 2 === head + length;
};

function keyOf(plain: Buffer): string | null {
  if (plain.length === 16) return plain.toString("hex");
  const text = plain.toString("latin1");
  return /^[0-9a-f]{32}$/i.test(text) ? text.toLowerCase() : null;
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
