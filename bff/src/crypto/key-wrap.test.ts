import assert from "node:assert/strict";
import { test } from "node:test";
import vectors from "../../../shared-types/spec/envelopes.json" with { type: "json" };
import { unwrapKey, wrapKey } from "./key-wrap.ts";
import { crypto } from "./provider.ts";

const { sm2PrivateKey, sm2PublicKey } = vectors.receiver;

for (const { name, hex, opens } of vectors.wrappedKeys) {
  const order = name.includes("C1C2C3") ? "C1C2C3" : "C1C3C2";
  test(`a key wrapped by another implementation ${opens ? "opens" : "is refused"}: ${name}`, () => {
    for (const text of [hex, hex.toUpperCase(), Buffer.from(hex, "hex").toString("base64")])
      if (opens) assert.equal(unwrapKey(text, sm2PrivateKey, order).toString("hex"), vectors.sm4Key);
      else assert.throws(() => unwrapKey(text, sm2PrivateKey, order), /cannot be opened/);
  });
}

test("the wrong order is refused", () => {
  const raw = vectors.wrappedKeys[0]!.hex;
  assert.throws(() => unwrapKey(raw, sm2PrivateKey, "C1C2C3"), /cannot be opened/);
});

for (const form of [
  { encoding: "raw", order: "C1C3C2" },
  { encoding: "raw", order: "C1C2C3" },
  { encoding: "der", order: "C1C3C2" },
] as const)
  test(`a key that we wrapped opens again, wrapped anew each time: ${form.encoding} ${form.order}`, () => {
    const key = Buffer.from(vectors.sm4Key, "hex");
    const wrapped = [wrapKey(key, sm2PublicKey, form), wrapKey(key, sm2PublicKey, form)];
    assert.notEqual(wrapped[0], wrapped[1]);
    for (const text of wrapped) assert.deepEqual(unwrapKey(text, sm2PrivateKey, form.order), key);
  });

test("what is no 16 bytes and no 32 hex digits is no key", () => {
  for (const plain of [
    Buffer.alloc(15, 1),
    Buffer.alloc(17, 1),
    Buffer.from("g".repeat(32)),
    Buffer.alloc(32, 9),
  ]) {
    const { c1, c2, c3 } = crypto.sm2.encrypt(sm2PublicKey, plain);
    const text = Buffer.concat([c1, c3, c2]).toString("hex");
    assert.throws(() => unwrapKey(text, sm2PrivateKey, "C1C3C2"), /cannot be opened/);
  }
});

test("text that is no ciphertext, or far too long for a key, is refused", () => {
  for (const text of ["", "04", "xyz", "ab".repeat(96), "30820100".repeat(60), "é".repeat(112)])
    assert.throws(() => unwrapKey(text, sm2PrivateKey, "C1C3C2"), /cannot be opened/);
});
