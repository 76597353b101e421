// Indexes of every kind, unique keys and what explain says: indexes/, reference/command/createIndexes.
import type { Document } from "bson";
import { command, docs, fails, find, ids, insert, insertMany, page, update } from "./row.ts";

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
const make = (...indexes: Document[]) => command((c) => ({ createIndexes: c, indexes }));

export const rows = [
  ...page(
    "core/index-partial/",
    [
      "a partial unique index only holds where the filter holds",
      {
        docs: [{ _id: 1, e: "x", live: true }],
        ...unique({ e: 1 }, { partialFilterExpression: { live: true } }),
      },
      [insert({ _id: 2, e: "x", live: false }), insert({ _id: 3, e: "x", live: true })],
      dup({ e: 1 }, { e: "x" }),
    ],
    [
      "partial by $exists",
      { ...unique({ s: 1 }, { partialFilterExpression: { s: { $exists: true } } }) },
      insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3, s: 1 }]),
      docs({ _id: 1 }, { _id: 2 }, { _id: 3, s: 1 }),
    ],
    [
      "partial by $type",
      {
        docs: [{ _id: 1, s: "x" }],
        ...unique({ s: 1 }, { partialFilterExpression: { s: { $type: "string" } } }),
      },
      [
        insertMany([
          { _id: 2, s: null },
          { _id: 3, s: null },
        ]),
        insert({ _id: 4, s: "x" }),
      ],
      fails(11000),
    ],
    [
      "partial by range",
      { docs: [{ _id: 1, r: 9, k: 1 }], ...unique({ k: 1 }, { partialFilterExpression: { r: { $gt: 5 } } }) },
      [insert({ _id: 2, r: 1, k: 1 }), insert({ _id: 3, r: 6, k: 1 })],
      fails(11000),
    ],
    [
      "an update into the filter meets the key",
      {
        docs: [
          { _id: 1, k: 1, live: true },
          { _id: 2, k: 1, live: false },
        ],
        ...unique({ k: 1 }, { partialFilterExpression: { live: true } }),
      },
      update({ _id: 2 }, { $set: { live: true } }),
      fails(11000),
    ],
    [
      "an update out of the filter frees the key",
      {
        docs: [{ _id: 1, k: 1, live: true }],
        ...unique({ k: 1 }, { partialFilterExpression: { live: true } }),
      },
      [update({ _id: 1 }, { $set: { live: false } }), insert({ _id: 2, k: 1, live: true })],
      docs({ _id: 1, k: 1, live: false }, { _id: 2, k: 1, live: true }),
    ],
    [
      "a query outside the filter does not lose documents",
      {
        docs: [
          { _id: 1, k: 1, live: true },
          { _id: 2, k: 1 },
        ],
        ...by({ key: { k: 1 }, partialFilterExpression: { live: true } }),
      },
      find({ k: 1 }, { sort: { _id: 1 } }),
      ids(1, 2),
    ],
    [
      "a filter with an operator that is not for it fails",
      [{ _id: 1 }],
      make({ key: { a: 1 }, name: "a_1", partialFilterExpression: { a: { $ne: 1 } } }),
      fails(67, "CannotCreateIndex"),
    ],
    [
      "sparse and partial do not go together",
      [{ _id: 1 }],
      make({ key: { a: 1 }, name: "a_1", sparse: true, partialFilterExpression: { a: 1 } }),
      fails(67, "CannotCreateIndex"),
    ],
  ),
];
