import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Keys, newKeys } from "./keys.ts";
import { blindIndex, seal, sealBytes, unseal, unsealBytes, useKeys } from "./sealed.ts";

const place = { id: "case-1", path: "answers" };

test("text and bytes come back from their own place", () => {
  useKeys(newKeys());
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.uint8Array(),
      fc.string(),
      fc.string(),
      (text, array, id, path) => {
        // Half a surrogate pair is no text: UTF-8 cannot hold it.
        const whole = Buffer.from(text).toString();
        assert.equal(unseal(seal(whole, { id, path }), { id, path }), whole);
        assert.deepEqual(
          unsealBytes(sealBytes(Buffer.from(array), { id, path }), { id, path }),
          Buffer.from(array),
        );
      },
    ),
  );
});

test("a sealed value moved to another record or path cannot be opened", () => {
  useKeys(newKeys());
  const sealed = seal("110101199001011237", { id: "ab", path: "c" });
  for (const other of [
    { id: "ab", path: "d" },
    { id: "a", path: "bc" },
    { id: "abc", path: "" },
  ])
    assert.throws(() => unseal(sealed, other), { name: "SealBroken" });
});

test("a change of any byte, or a cut anywhere, is noticed", () => {
  useKeys(newKeys());
  const sealed = sealBytes(Buffer.from("13800000000"), place);
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] as number) ^ 0x80;
    assert.throws(() => unsealBytes(changed, place), { name: "SealBroken" });
    assert.throws(() => unsealBytes(sealed.subarray(0, at), place), { name: "SealBroken" });
  }
});

test("equal values look different, show nothing, and are found by the blind index", () => {
  useKeys(newKeys());
  const [one, two] = [seal("110101199001011237", place), seal("110101199001011237", place)];
  assert.notEqual(one, two);
  assert.ok(!Buffer.from(one, "base64").toString("latin1").includes("110101"));
  assert.equal(blindIndex("110101199001011237"), blindIndex("110101199001011237"));
  assert.notEqual(blindIndex("110101199001011237"), blindIndex("110101199001011238"));
});

test("after a new master key old values can still be read, until that version is taken away", () => {
  const [old, fresh] = [newKeys(), newKeys()];
  useKeys(old);
  const before = seal("before", place);
  const next: Keys = { ...old, current: 2, fields: new Map([...old.fields, [2, fresh.fields.get(1)!]]) };
  useKeys(next);
  const after = seal("after", place);
  assert.deepEqual([unseal(before, place), unseal(after, place)], ["before", "after"]);
  useKeys({ ...next, fields: new Map([[2, fresh.fields.get(1)!]]) });
  assert.equal(unseal(after, place), "after");
  assert.throws(() => unseal(before, place), { name: "SealBroken" });
});

test("an error names the path and nothing of the value", () => {
  useKeys(newKeys());
  const sealed = seal("secret", place);
  useKeys(newKeys());
  assert.throws(() => unseal(sealed, place), { message: "the sealed value at answers cannot be opened" });
});
