import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readCiphertext, writeCiphertext } from "./sm2-encoding.ts";

const bytes = (minLength: number, maxLength = minLength) =>
  fc.uint8Array({ minLength, maxLength }).map((array) => Buffer.from(array));
// Coordinates that begin with zeros, high bits, and the bytes that other readings begin with.
const coordinate = fc
  .tuple(fc.constantFrom("", "00", "0000", "04", "30", "7f", "80", "ff"), bytes(32))
  .map(([start, rest]) => Buffer.concat([Buffer.from(start, "hex"), rest]).subarray(0, 32));
const ciphertext = fc.record({
  c1: fc.tuple(coordinate, coordinate).map(Buffer.concat),
  c2: bytes(1, 40),
  c3: bytes(32),
});
const form = fc.record({
  encoding: fc.constantFrom("raw", "der"),
  order: fc.constantFrom("C1C3C2", "C1C2C3"),
});

test("whatever is written is among its own readings, with and without a prefix, as hex and base64", () => {
  fc.assert(
    fc.property(ciphertext, form, (written, form) => {
      const text = writeCiphertext(written, form);
      const texts = [text, Buffer.from(text, "hex").toString("base64")];
      if (form.encoding === "raw") texts.push(`04${text}`);
      for (const one of texts) {
        const readings = readCiphertext(one, form.order);
        assert.ok(
          readings.some(
            ({ c1, c2, c3 }) => c1.equals(written.c1) && c2.equals(written.c2) && c3.equals(written.c3),
          ),
        );
      }
    }),
  );
});

const der = `303a0201010201020420${"33".repeat(32)}0410${"44".repeat(16)}`;

for (const [name, hex] of [
  ["a byte after the end", `${der}00`],
  ["cut by a byte", der.slice(0, -2)],
  ["another outer tag", `31${der.slice(2)}`],
  ["a longer length than needed", `30813a${der.slice(4)}`],
  ["an indefinite length", `3080${der.slice(4)}0000`],
  ["a negative coordinate", der.replace("020101", "0201ff")],
  ["a coordinate with a needless zero", der.replace("303a020101", "303b02020001")],
  ["an empty coordinate", der.replace("303a020101", "30390200")],
  ["text where the digest should be", der.replace("0420", "0c20")],
] as const)
  test(`DER that GB/T 35276 does not allow has no reading as DER: ${name}`, () => {
    assert.equal(readCiphertext(der, "C1C3C2").length, 1, "the sample itself reads");
    assert.equal(readCiphertext(hex, "C1C3C2").length, 0);
  });
