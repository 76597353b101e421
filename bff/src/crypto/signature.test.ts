import assert from "node:assert/strict";
import { test } from "node:test";
import { sm2 as other } from "sm-crypto-v2";
import { newKeys } from "./keys.ts";
import { isSignedBy, sign } from "./signature.ts";

const pair = newKeys().sm2;
const text = "申请凭证 110000000202611230000001";
const signature = sign(text, pair);

test("a signature is its key's over its text", () => {
  assert.ok(isSignedBy(text, signature, pair.publicKey));
});

test("another implementation agrees, both ways", () => {
  assert.ok(other.doVerifySignature(text, signature, pair.publicKey, { hash: true }));
  assert.ok(isSignedBy(text, other.doSignature(text, pair.privateKey, { hash: true }), pair.publicKey));
});

const wrong: [string, string, string, string][] = [
  ["another text", `${text} `, signature, pair.publicKey],
  ["another key", text, signature, newKeys().sm2.publicKey],
  ["a changed digit", text, signature.replace(/^./, (digit) => (digit === "0" ? "1" : "0")), pair.publicKey],
  ["nothing", text, "", pair.publicKey],
  ["zeros", text, "0".repeat(128), pair.publicKey],
  ["a key that is no point", text, signature, `04${"1".repeat(128)}`],
];
for (const [name, said, given, key] of wrong)
  test(`${name} is refused`, () => {
    assert.equal(isSignedBy(said, given, key), false);
  });
