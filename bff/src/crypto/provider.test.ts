import assert from "node:assert/strict";
import { test } from "node:test";
import smCrypto from "sm-crypto";
import { unpad } from "./openssl.ts";
import { crypto, sm3Hex } from "./provider.ts";

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ""), "hex");

// GB/T 32905-2016, annex A.
for (const [text, digest] of [
  ["abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"],
  ["abcd".repeat(16), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"],
] as const)
  test(`SM3 gives the standard's digest of ${text.length} characters, whole or in parts`, () => {
    assert.equal(sm3Hex(text), digest);
    assert.equal(sm3Hex(text.slice(0, 1), Buffer.from(text.slice(1))), digest);
  });

test("HMAC-SM3 agrees with another implementation for short, full and long keys", () => {
  for (const length of [1, 32, 64, 65, 200]) {
    const key = Buffer.alloc(length, 7);
    const theirs = smCrypto.sm3("网约车", { key: key.toString("hex") });
    assert.equal(crypto.hmacSm3(key, "网约", "车").toString("hex"), theirs);
  }
});

test("SM4 gives the standard's ciphertext once and after a million rounds", () => {
  // GB/T 32907-2016, annex A: key and plaintext are the same 16 bytes.
  const sample = hex("0123456789abcdeffedcba9876543210");
  const once = crypto.sm4Encrypt(sample, { mode: "ecb" }, sample);
  assert.equal(once.subarray(0, 16).toString("hex"), "681edf34d206965e86b3e94f536e4246");
  // CBC over zeros with the plaintext as IV encrypts the last block again and again.
  const rounds = crypto.sm4Encrypt(sample, { mode: "cbc", iv: sample }, Buffer.alloc(16_000_000));
  assert.equal(rounds.subarray(15_999_984, 16_000_000).toString("hex"), "595298c7c6fd271f0402f804c33d3f66");
});

test("SM4 opens what it sealed in every mode", () => {
  const [key, iv] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)];
  for (const length of [0, 1, 15, 16, 17, 1_000])
    for (const mode of [{ mode: "ecb" }, { mode: "cbc", iv }, { mode: "ctr", iv }] as const) {
      const plain = Buffer.alloc(length, 0xe5);
      const opened = crypto.sm4Decrypt(key, mode, crypto.sm4Encrypt(key, mode, plain));
      assert.deepEqual(mode.mode === "ctr" ? opened : unpad(opened), plain);
    }
});

for (const [name, block] of [
  ["nothing", ""],
  ["no whole block", "01"],
  ["a count of 0", "00".repeat(16)],
  ["a count over 16", "11".repeat(17).slice(0, 32)],
  ["a byte that differs near the end", `${"aa".repeat(12)}04050404`],
  ["a first byte that differs", `0f${"10".repeat(15)}`],
] as const)
  test(`padding is refused: ${name}`, () => assert.equal(unpad(hex(block)), null));

test("SM2 opens the standard's sample", () => {
  // GB/T 32918.5-2017, C.2: the recommended curve, plaintext "encryption standard".
  const plain = crypto.sm2.decrypt("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8", {
    c1: hex(`04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73
      e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0`),
    c2: hex("21886ca989ca9c7d58087307ca93092d651efa"),
    c3: hex("59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766"),
  });
  assert.equal(plain?.toString(), "encryption standard");
});

test("SM2 opens what it sealed with keys made by OpenSSL, and gives nothing for any part changed", () => {
  const { privateKey, publicKey } = crypto.sm2.newKeyPair();
  const sealed = crypto.sm2.encrypt(publicKey, Buffer.from("0123456789abcdef"));
  assert.equal(crypto.sm2.decrypt(privateKey, sealed)?.toString(), "0123456789abcdef");
  for (const part of ["c1", "c2", "c3"] as const) {
    const changed = Buffer.from(sealed[part]);
    changed[3] = (changed[3] as number) ^ 1;
    assert.equal(crypto.sm2.decrypt(privateKey, { ...sealed, [part]: changed }), null, part);
  }
  assert.equal(crypto.sm2.decrypt(crypto.sm2.newKeyPair().privateKey, sealed), null);
  assert.equal(crypto.sm2.decrypt(privateKey, { ...sealed, c1: Buffer.alloc(64) }), null, "the zero point");
  assert.equal(crypto.sm2.decrypt(privateKey, { ...sealed, c2: Buffer.alloc(0) }), null, "nothing inside");
});

test("public keys are taken with and without 04 and compressed, and only from the curve", () => {
  const { publicKey } = crypto.sm2.newKeyPair();
  const compressed = `0${2 + (Number.parseInt(publicKey.at(-1)!, 16) % 2)}${publicKey.slice(2, 66)}`;
  for (const form of [publicKey, publicKey.slice(2), publicKey.toUpperCase(), compressed])
    assert.equal(crypto.sm2.publicKey(form), publicKey);
  const offCurve = `04${"00".repeat(31)}01${"00".repeat(31)}02`;
  for (const form of ["", "04", offCurve, `${publicKey}00`, "zz".repeat(65), `04${"00".repeat(64)}`])
    assert.equal(crypto.sm2.publicKey(form), null, form);
});

test("keys and ciphertexts do not come from Math.random", (t) => {
  t.mock.method(Math, "random", () => 0.5);
  const keys = Array.from({ length: 4 }, () => crypto.sm2.newKeyPair());
  assert.equal(new Set(keys.map(({ privateKey }) => privateKey)).size, 4);
  const sealed = keys.map(() => crypto.sm2.encrypt(keys[0]!.publicKey, Buffer.alloc(16)).c1.toString("hex"));
  assert.equal(new Set(sealed).size, 4);
});
