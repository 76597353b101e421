// Indexes of every kind, unique keys and what explain says: indexes/, reference/command/createIndexes.
import type { Document } from "bson";
import { Decimal128 } from "bson";
import {
  command,
  docs,
  fails,
  find,
  has,
  ids,
  insert,
  insertMany,
  page,
  replace,
  script,
  update,
  updateMany,
} from "./row.ts";

const by = (...indexes: Document[]) => ({
  indexes: indexes.map((i) => ({
    name: Object.entries(i.key as object)
      .flat()
      .join("_"),
    ...i,
  })),
});
const unique = (key: Document, more: Document = {}) => by({ key, unique: true, ...more });
const dup = (keyPattern: Document, keyValue: Document) => fails(11000, undefined, { keyPattern, keyValue });
const numbered = (...v: unknown[]) => v.map((n, i) => ({ _id: i + 1, n }));

export const rows = [
  ...page(
    "core/index-unique/",
    [
      "a unique index refuses an equal value, naming key and value",
      { docs: numbered("a"), ...unique({ n: 1 }) },
      insert({ _id: 9, n: "a" }),
      { ...dup({ n: 1 }, { n: "a" }), docs: numbered("a") },
    ],
    [
      "the message is MongoDB's own",
      { docs: numbered("a"), ...unique({ n: 1 }) },
      script(async ({ coll }) =>
        coll
          .insertOne({ _id: 9, n: "a" })
          .catch((e: Error) => e.message.replace(/collection: \S+/, "collection: X")),
      ),
      { gives: 'E11000 duplicate key error collection: X index: n_1 dup key: { n: "a" }' },
    ],
    [
      "one document may lack the field",
      { docs: numbered("a"), ...unique({ n: 1 }) },
      [insert({ _id: 8 }), insert({ _id: 9 })],
      dup({ n: 1 }, { n: null }),
    ],
    [
      "null and missing are one key",
      { docs: [{ _id: 1, n: null }], ...unique({ n: 1 }) },
      insert({ _id: 2 }),
      fails(11000),
    ],
    [
      "a compound key is equal only as a whole",
      { docs: [{ _id: 1, a: 1, b: 1 }], ...unique({ a: 1, b: 1 }) },
      [insert({ _id: 2, a: 1, b: 2 }), insert({ _id: 3, a: 1, b: 1 })],
      dup({ a: 1, b: 1 }, { a: 1, b: 1 }),
    ],
    [
      "1 and 1.0 and decimal 1 are one key",
      { docs: numbered(1), ...unique({ n: 1 }) },
      insert({ _id: 2, n: Decimal128.fromString("1") }),
      fails(11000),
    ],
    [
      "an int and an equal long are one key",
      { docs: numbered(5), ...unique({ n: 1 }) },
      script(async ({ coll, BSON }) => coll.insertOne({ n: BSON.Long.fromNumber(5) })),
      fails(11000),
    ],
    [
      "1 and '1' and true are three keys",
      unique({ n: 1 }),
      insertMany(numbered(1, "1", true)),
      docs(...numbered(1, "1", true)),
    ],
    [
      "an update to an equal value fails and changes nothing",
      { docs: numbered(1, 2), ...unique({ n: 1 }) },
      update({ _id: 2 }, { $set: { n: 1 } }),
      { ...dup({ n: 1 }, { n: 1 }), docs: numbered(1, 2) },
    ],
    [
      "a replacement to an equal value fails",
      { docs: numbered(1, 2), ...unique({ n: 1 }) },
      replace({ _id: 2 }, { n: 1 }),
      fails(11000),
    ],
    [
      "updateMany stops where the key would be twice",
      { docs: numbered(1, 2), ...unique({ n: 1 }) },
      updateMany({}, { $set: { n: 7 } }),
      fails(11000),
    ],
    [
      "a value is free again after a delete",
      { docs: numbered(1), ...unique({ n: 1 }) },
      [command((c) => ({ delete: c, deletes: [{ q: { _id: 1 }, limit: 1 }] })), insert({ _id: 2, n: 1 })],
      docs({ _id: 2, n: 1 }),
    ],
    [
      "a value is free again after an update",
      { docs: numbered(1), ...unique({ n: 1 }) },
      [update({ _id: 1 }, { $set: { n: 2 } }), insert({ _id: 3, n: 1 })],
      docs({ _id: 1, n: 2 }, { _id: 3, n: 1 }),
    ],
    [
      "an upsert of an equal value fails",
      { docs: numbered(1), ...unique({ n: 1 }) },
      update({ _id: 5 }, { $set: { n: 1 } }, { upsert: true }),
      fails(11000),
    ],
    [
      "the error of a compound key has all its parts",
      { docs: [{ _id: 1, a: { b: 1 }, c: "x" }], ...unique({ "a.b": 1, c: -1 }) },
      insert({ _id: 2, a: { b: 1 }, c: "x" }),
      dup({ "a.b": 1, c: -1 }, { "a.b": 1, c: "x" }),
    ],
    [
      "two documents as values are equal only with the same order",
      unique({ n: 1 }),
      insertMany(numbered({ a: 1, b: 2 }, { b: 2, a: 1 })),
      docs(...numbered({ a: 1, b: 2 }, { b: 2, a: 1 })),
    ],
  ),
  ...page(
    "core/indexes/index-types/index-multikey/",
    [
      "a unique multikey index compares elements of different documents",
      { docs: numbered(["a", "b"]), ...unique({ n: 1 }) },
      insert({ _id: 2, n: ["c", "b"] }),
      dup({ n: 1 }, { n: "b" }),
    ],
    [
      "an element may be twice in one document",
      unique({ n: 1 }),
      insert({ _id: 1, n: ["a", "a"] }),
      docs({ _id: 1, n: ["a", "a"] }),
    ],
    [
      "a path into documents in an array is unique over documents",
      { docs: [{ _id: 1, o: [{ id: 1 }, { id: 2 }] }], ...unique({ "o.id": 1 }) },
      insert({ _id: 2, o: [{ id: 2 }] }),
      dup({ "o.id": 1 }, { "o.id": 2 }),
    ],
    [
      "$push of another document's element fails",
      {
        docs: [
          { _id: 1, o: [{ id: 1 }] },
          { _id: 2, o: [{ id: 2 }] },
        ],
        ...unique({ "o.id": 1 }),
      },
      update({ _id: 2 }, { $push: { o: { id: 1 } } }),
      dup({ "o.id": 1 }, { "o.id": 1 }),
    ],
    [
      "two arrays in one compound index fail",
      by({ key: { a: 1, b: 1 } }),
      command((c) => ({ insert: c, documents: [{ a: [1], b: [2] }] })),
      has({ writeErrors: [{ index: 0, code: 171 }] }),
    ],
    [
      "one array in a compound index is found by its elements",
      { docs: [{ _id: 1, a: [1, 2], b: 5 }], ...by({ key: { a: 1, b: 1 } }) },
      find({ a: 2, b: 5 }, { hint: "a_1_b_1" }),
      ids(1),
    ],
    [
      "a multikey index returns each document once",
      { docs: numbered([1, 2, 3]), ...by({ key: { n: 1 } }) },
      find({ n: { $gt: 0 } }, { hint: "n_1" }),
      ids(1),
    ],
    [
      "an empty array is not null in an index",
      { docs: [{ _id: 1, n: [] }, { _id: 2 }], ...by({ key: { n: 1 } }) },
      find({ n: null }, { hint: "n_1" }),
      ids(2),
    ],
    [
      "a multikey range may be met by two elements",
      { docs: numbered([1, 25], [18], [30]), ...by({ key: { n: 1 } }) },
      find({ n: { $gt: 15, $lt: 20 } }, { hint: "n_1", sort: { _id: 1 } }),
      ids(1, 2),
    ],
  ),
];
