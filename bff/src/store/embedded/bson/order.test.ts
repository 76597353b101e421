import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decode } from "./decode.ts";
import { encode } from "./encode.ts";
import { compare, encodeKey } from "./order.ts";
import {
  Binary,
  Decimal128,
  Double,
  docOf,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  type Value,
} from "./value.ts";

const decimal = (text: string) => Decimal128.fromString(text);

/** Each is below the next. */
const ASCENDING: Value[] = [
  new MinKey(),
  undefined,
  null,
  Number.NaN,
  Number.NEGATIVE_INFINITY,
  decimal("-1E+400"),
  Long.MIN_VALUE,
  -1.5,
  decimal("-1.499999999999999999999999999999999"),
  0,
  5e-324,
  decimal("0.1"),
  0.1, // a little more than one tenth
  1,
  Long.fromString("9007199254740993"),
  decimal("9007199254740993.5"),
  9007199254740994,
  Long.MAX_VALUE,
  1e300,
  decimal("1E+400"),
  Number.POSITIVE_INFINITY,
  "",
  "a",
  "a\0",
  "ab",
  "\uffff",
  "\u{10000}", // above U+FFFF in UTF-8, below it in UTF-16
  docOf({}),
  docOf({ a: 1 }),
  docOf({ a: 1, b: 1 }),
  docOf({ b: 0 }),
  docOf({ a: "x" }),
  [],
  [1],
  [1, 2],
  [2],
  new Binary(Buffer.from("b")),
  new Binary(Buffer.from("aa")),
  new ObjectId("000000000000000000000000"),
  new ObjectId("000000000000000000000001"),
  false,
  true,
  new Date(-1),
  new Date(1),
  new Timestamp({ t: 1, i: 1 }),
  new Timestamp({ t: 1, i: 2 }),
  new MaxKey(),
];

test("values of all types stand in BSON's comparison order", () => {
  for (const [i, a] of ASCENDING.entries())
    for (const [j, b] of ASCENDING.entries()) {
      assert.equal(Math.sign(compare(a, b)), Math.sign(i - j), `${i} with ${j}`);
      assert.equal(
        Math.sign(Buffer.compare(encodeKey(a), encodeKey(b))),
        Math.sign(i - j),
        `keys ${i} with ${j}`,
      );
    }
});

for (const [name, values] of Object.entries({
  one: [1, new Double(1), Long.ONE, decimal("1"), decimal("1.000")],
  zero: [0, -0, Long.ZERO, decimal("0E+3"), decimal("-0")],
  big: [Long.fromString("4611686018427387904"), 2 ** 62, decimal("4611686018427387904")],
}))
  test(`numbers of every kind that are equal have one key: ${name}`, () => {
    for (const value of values) assert.deepEqual(encodeKey(value), encodeKey(values[0]));
  });

test("the key of an int64 orders as the int64 does", () => {
  fc.assert(
    fc.property(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), (a, b) => {
      const order = Buffer.compare(encodeKey(Long.fromBigInt(a)), encodeKey(Long.fromBigInt(b)));
      assert.equal(order, a < b ? -1 : a > b ? 1 : 0);
    }),
  );
});

test("the order of strings is that of their UTF-8 bytes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
      const expected = Buffer.compare(Buffer.from(a), Buffer.from(b));
      assert.equal(Math.sign(compare(a, b)), expected);
      assert.equal(Buffer.compare(encodeKey(a), encodeKey(b)), expected);
    }),
  );
});

test("a document is read as it was written, types and order of fields included", () => {
  const doc = docOf(Object.fromEntries(ASCENDING.map((value, at) => [`f${at}`, value])));
  const bytes = encode(new Map([["b", 1], ["1", new Double(2)], ...doc] as [string, Value][]));
  assert.deepEqual(encode(decode(bytes)), bytes);
  assert.deepEqual([...decode(bytes).keys()].slice(0, 2), ["b", "1"]);
});

test("bytes that are no document are refused, whatever they are", () => {
  const good = encode(docOf({ a: "text", b: [1, docOf({ c: new Date(0) })], d: decimal("1") }));
  fc.assert(
    fc.property(
      fc.nat(good.length - 1),
      fc.integer({ min: 1, max: 255 }),
      fc.nat(good.length),
      (at, flip, end) => {
        const bytes = Buffer.from(good);
        bytes[at]! ^= flip;
        for (const candidate of [bytes, bytes.subarray(0, end)])
          try {
            decode(candidate);
          } catch (error) {
            assert.match((error as { codeName?: string }).codeName ?? String(error), /InvalidBSON|Overflow/);
          }
      },
    ),
  );
});
