import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { type Doc, docOf, type Value } from "../bson/value.ts";
import { parseFilter } from "../query/match.ts";
import { Catalog, type Collection } from "../storage/catalog.ts";
import { Records } from "../storage/records.ts";
import { Storage } from "../storage/storage.ts";
import { planFor } from "./planner.ts";
import { search } from "./scan.ts";

const folder = mkdtempSync(join(tmpdir(), "planner-"));
const storage = new Storage(folder);
const catalog = new Catalog(storage);
const records = new Records(storage, catalog);
let collection: Collection;

const values = fc.oneof(
  fc.integer({ min: 0, max: 6 }),
  fc.constant(null),
  fc.constantFrom("a", "ab", "b"),
  fc.constant(2.5),
);
const field = fc.oneof({ weight: 4, arbitrary: values }, fc.array(values, { maxLength: 3 }));
const docs = fc.sample(fc.record({ a: field, b: field, c: values }, { requiredKeys: [] }), {
  numRuns: 300,
  seed: 7,
});

before(async () => {
  await storage.write(() => {
    let made = catalog.create("t.c");
    const specs: [string, Record<string, Value>, Record<string, Value>][] = [
      ["a", { a: 1 }, {}],
      ["b_c", { b: -1, c: 1 }, {}],
      ["c_partial", { c: -1 }, { partialFilterExpression: docOf({ c: docOf({ $gt: 2 }) }) }],
      ["c_sparse", { c: 1 }, { sparse: true }],
    ];
    const indexes = specs.map(([name, key, more]) =>
      catalog.newIndex(docOf({ name, key: docOf(key), ...more })),
    );
    made = catalog.save({ ...made, indexes: [...made.indexes, ...indexes] });
    for (const [_id, doc] of docs.entries())
      records.insert(catalog.get("t.c")!, docOf({ _id, ...(doc as Record<string, Value>) }));
  });
  collection = catalog.get("t.c")!;
});
after(async () => {
  await storage.close();
  rmSync(folder, { recursive: true });
});

const condition = fc.oneof(
  values,
  fc
    .record({ op: fc.constantFrom("$gt", "$gte", "$lt", "$lte", "$eq", "$ne"), value: values })
    .map(({ op, value }) => docOf({ [op]: value })),
  fc.record({ low: values, high: values }).map(({ low, high }) => docOf({ $gte: low, $lt: high })),
  fc.array(values, { maxLength: 4 }).map((list) => docOf({ $in: list })),
  fc.boolean().map((is) => docOf({ $exists: is })),
);
const filters: fc.Arbitrary<Doc> = fc
  .dictionary(fc.constantFrom("a", "b", "c"), condition, { maxKeys: 3 })
  .map((fields) => docOf(fields as Record<string, Value>));
const withOr = fc.oneof(
  filters,
  fc.array(filters, { minLength: 1, maxLength: 3 }).map((parts) => docOf({ $or: parts })),
);
const sorts = fc.constantFrom<Record<string, Value>>(
  {},
  { a: 1 },
  { b: -1, c: 1 },
  { b: 1, c: -1 },
  { c: 1 },
  { c: -1 },
  { _id: -1 },
);

test("whatever plan is chosen, it finds what looking at every document finds, and in order", () => {
  fc.assert(
    fc.property(withOr, sorts, (filterDoc, sortDoc) => {
      const filter = parseFilter(filterDoc);
      const tick = () => undefined;
      const plain = docs.flatMap((doc, _id) =>
        filter.test(docOf({ _id, ...(doc as Record<string, Value>) })) ? [_id] : [],
      );
      const hits = [...search(storage, collection, { filter, sort: docOf(sortDoc), tick })];
      assert.deepEqual(
        hits.map(({ doc }) => doc.get("_id")).sort((a, b) => Number(a) - Number(b)),
        plain,
      );
      const scanned = [
        ...search(
          storage,
          collection,
          { filter, sort: docOf(sortDoc), tick },
          { kind: "collection", reverse: false, sorted: false },
        ),
      ];
      const keys = (list: typeof hits) =>
        list.map(({ doc }) => Object.keys(sortDoc).map((name) => JSON.stringify(doc.get(name) ?? null)));
      if (!docs.some((doc) => Object.values(doc).some(Array.isArray)))
        assert.deepEqual(keys(hits), keys(scanned));
    }),
    { numRuns: 600 },
  );
});

const CHOICES: [
  name: string,
  filter: Record<string, Value>,
  sort: Record<string, Value>,
  index: string | undefined,
][] = [
  ["an equality", { a: 1 }, {}, "a"],
  ["_id before all others", { _id: 1, a: 1 }, {}, "_id_"],
  ["nothing for a negation", { a: docOf({ $ne: 1 }) }, {}, undefined],
  ["nothing for a field without an index", { d: 1 }, {}, undefined],
  ["a partial index where its filter is implied", { c: docOf({ $gt: 3 }) }, { c: -1 }, "c_partial"],
  ["no sparse index for null", { c: null }, {}, undefined],
  ["_id for its order", {}, { _id: -1 }, "_id_"],
];
for (const [name, filter, sort, wanted] of CHOICES)
  test(`the planner takes ${name}`, () => {
    const plan = planFor(collection, parseFilter(docOf(filter)), docOf(sort), undefined);
    assert.equal(plan.kind === "index" ? plan.index.name : undefined, wanted);
  });

test("the planner takes the branches of an $or before an index that only sorts", () => {
  const filter = parseFilter(docOf({ $or: [docOf({ a: 1 }), docOf({ b: 2 })] }));
  assert.equal(planFor(collection, filter, docOf({ _id: -1 }), undefined).kind, "or");
});

test("a hint to an index that does not exist is refused", () => {
  assert.throws(() => planFor(collection, parseFilter(new Map()), undefined, "nope"), {
    codeName: "BadValue",
  });
});
