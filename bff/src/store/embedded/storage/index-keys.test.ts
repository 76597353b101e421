import assert from "node:assert/strict";
import { test } from "node:test";
import { docOf, type Value } from "../bson/value.ts";
import { parseFilter } from "../query/match.ts";
import { sortFields } from "../query/sort.ts";
import type { Index } from "./catalog.ts";
import { KEPT_BYTES, keysOf } from "./index-keys.ts";

const index = (paths: string[], more: Partial<Index> = {}): Index => ({
  id: 1,
  name: "i",
  spec: new Map(),
  fields: sortFields(new Map(paths.map((path) => [path, 1]))),
  unique: false,
  sparse: false,
  hidden: false,
  multikey: [],
  cut: false,
  ...more,
});

const ROWS: [
  name: string,
  paths: string[],
  doc: Record<string, Value>,
  keys: Value[][],
  multikey: string[],
][] = [
  ["a plain field has one key", ["a"], { a: 1 }, [[1]], []],
  ["a missing field counts as null", ["a"], {}, [[null]], []],
  ["a path goes into documents", ["a.b"], { a: docOf({ b: 2 }) }, [[2]], []],
  ["an array has a key for each item", ["a"], { a: [1, 2] }, [[1], [2]], ["a"]],
  ["equal items have one key", ["a"], { a: [1, 1] }, [[1]], ["a"]],
  ["an empty array counts as undefined", ["a"], { a: [] }, [[undefined]], ["a"]],
  ["an array in an array is a value", ["a"], { a: [[1, 2]] }, [[[1, 2]]], ["a"]],
  [
    "a path goes into the items",
    ["a.b"],
    { a: [docOf({ b: 1 }), docOf({ b: [2, 3] }), 4] },
    [[1], [2], [3], [null]],
    ["a.b"],
  ],
  ["a number in a path is a place", ["a.1"], { a: [5, 6] }, [[6]], []],
  [
    "fields of one array go together",
    ["a.x", "a.y"],
    { a: [docOf({ x: 1, y: 2 }), docOf({ x: 3 })] },
    [
      [1, 2],
      [3, null],
    ],
    ["a.x", "a.y"],
  ],
  [
    "one array and one plain field combine",
    ["a", "b"],
    { a: [1, 2], b: 9 },
    [
      [1, 9],
      [2, 9],
    ],
    ["a"],
  ],
];

for (const [name, paths, doc, keys, multikey] of ROWS)
  test(`index keys: ${name}`, () => {
    const found = keysOf(index(paths), docOf(doc));
    assert.deepEqual(
      found.keys.map(({ values }) => values),
      keys,
    );
    assert.deepEqual(found.multikey, multikey);
  });

test("index keys: two arrays in one index are refused with 171", () => {
  assert.throws(() => keysOf(index(["a", "b"]), docOf({ a: [1], b: [2] })), { code: 171 });
});

test("index keys: sparse and partial leave documents out", () => {
  assert.equal(keysOf(index(["a", "b"], { sparse: true }), docOf({ c: 1 })).keys.length, 0);
  assert.equal(keysOf(index(["a", "b"], { sparse: true }), docOf({ b: null })).keys.length, 1);
  const partial = parseFilter(docOf({ a: docOf({ $gt: 5 }) }));
  assert.deepEqual(
    [4, 6].map((a) => keysOf(index(["a"], { partial }), docOf({ a })).keys.length),
    [0, 1],
  );
});

test("index keys: long values are cut, and stay different", () => {
  const [a, b] = ["x", "y"].map((end) => keysOf(index(["a"]), docOf({ a: "a".repeat(5000) + end })));
  assert.ok(a!.cut && a!.keys[0]!.bytes.length < KEPT_BYTES + 100);
  assert.notDeepEqual(a!.keys[0]!.bytes, b!.keys[0]!.bytes);
});
