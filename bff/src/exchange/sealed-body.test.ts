import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, test } from "node:test";
import fc from "fast-check";
import { type BodyForm, fromBase64, openBody, sealBody } from "./sealed-body.ts";
import { openAnySize, sealAnySize, stopSealing } from "./sealing.ts";

after(stopSealing);

const key = randomBytes(16);
const iv = "000102030405060708090a0b0c0d0e0f";
const forms: BodyForm[] = (["plaintext", "ciphertext", "base64"] as const).flatMap((crcOver) => [
  { sm4: { mode: "ecb" }, crcOver },
  { sm4: { mode: "cbc", iv }, crcOver },
]);

for (const form of forms) {
  const name = `${form.sm4.mode}, CRC over ${form.crcOver}`;

  test(`a body opens with any valid key and no other, CRC in either case: ${name}`, () => {
    const { body, crc } = sealBody(Buffer.from('{"a":"中文"}'), key, form);
    assert.match(crc, /^[\dA-F]{64}$/);
    const [other, another] = [randomBytes(16), randomBytes(16)];
    for (const digest of [crc, crc.toLowerCase()])
      assert.equal(Buffer.from(openBody(body, digest, [other, key], form)!).toString(), '{"a":"中文"}');
    assert.equal(openBody(body, crc, [other, another], form), null);
    assert.equal(openBody(body, crc, [], form), null);
  });

  test(`a body with a wrong CRC, no braces or no UTF-8 does not open: ${name}`, () => {
    const { body } = sealBody(Buffer.from("{}"), key, form);
    assert.equal(openBody(body, "0".repeat(64), [key], form), null);
    for (const plain of [
      Buffer.from("[]"),
      Buffer.from('"{}"'),
      Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
      Buffer.alloc(0),
    ]) {
      const sealed = sealBody(plain, key, form);
      assert.equal(openBody(sealed.body, sealed.crc, [key], form), null);
    }
  });

  test(`a body of megabytes is the same when sealed and opened aside: ${name}`, async () => {
    const plain = Buffer.from(`{"photo":"${randomBytes(1_000_000).toString("base64")}"}`);
    const sealed = await sealAnySize(plain, key, form);
    assert.deepEqual(sealed, sealBody(plain, key, form));
    assert.deepEqual(await openAnySize(sealed.body, sealed.crc, [randomBytes(16), key], form), plain);
    assert.equal(await openAnySize(sealed.body, "0".repeat(64), [key], form), null);
  });
}

test("other work goes on while a large body is sealed aside, and many at once all come out", async (t) => {
  const plain = Buffer.from(`{"photo":"${"A".repeat(5_000_000)}"}`);
  const form = forms[0]!;
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 1);
  t.after(() => clearInterval(ticking));
  const all = await Promise.all(Array.from({ length: 14 }, () => sealAnySize(plain, key, form)));
  assert.equal(new Set(all.map(({ body }) => body)).size, 1);
  assert.ok(ticks > 0);
});

test("a key that cannot be used fails the one body, and the next one still goes through", async () => {
  const plain = Buffer.alloc(300_000, "{");
  await assert.rejects(sealAnySize(plain, Buffer.alloc(5), forms[0]!), /sealing failed/);
  assert.deepEqual(await sealAnySize(plain, key, forms[0]!), sealBody(plain, key, forms[0]!));
});

test("bytes in base64 come back, with line breaks too", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (array) => {
      const text = Buffer.from(array).toString("base64");
      assert.deepEqual(fromBase64(text), Buffer.from(array));
      assert.deepEqual(fromBase64(text.replace(/.{76}/g, "$&\r\n")), Buffer.from(array));
    }),
  );
});

for (const text of [
  "A",
  "AA",
  "AA=",
  "AAA",
  "AB==",
  "AAB=",
  "A===",
  "====",
  "AA==AAAA",
  "AA-_",
  "AA A",
  " AAAA",
  "AA\tA",
  "AAA\u0000",
  "ＡAAA",
  "ŁAAAAAAA",
  "AAAAAAAAŁA==",
  "AA==\r",
])
  test(`base64 is refused: ${JSON.stringify(text)}`, () => assert.equal(fromBase64(text), null));
