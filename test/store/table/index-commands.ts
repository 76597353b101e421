// Indexes of every kind, unique keys and what explain says: indexes/, reference/command/createIndexes.
import type { Document } from "bson";
import { command, docs, fails, find, has, ids, insert, insertMany, page, script } from "./row.ts";

const by = (...indexes: Document[]) => ({
  indexes: indexes.map((i) => ({
    name: Object.entries(i.key as object)
      .flat()
      .join("_"),
    ...i,
  })),
});
const unique = (key: Document, more: Document = {}) => by({ key, unique: true, ...more });
const numbered = (...v: unknown[]) => v.map((n, i) => ({ _id: i + 1, n }));
const make = (...indexes: Document[]) => command((c) => ({ createIndexes: c, indexes }));
const list = script(async ({ coll }) => coll.listIndexes().toArray());

export const rows = [
  ...page(
    "reference/command/createIndexes/",
    [
      "a new index is counted",
      [{ _id: 1 }],
      make({ key: { a: 1 }, name: "a_1" }),
      has({ numIndexesBefore: 1, numIndexesAfter: 2, ok: 1 }),
    ],
    [
      "the same index again changes nothing",
      [{ _id: 1 }],
      [make({ key: { a: 1 }, name: "a_1" }), make({ key: { a: 1 }, name: "a_1" })],
      has({ numIndexesBefore: 2, numIndexesAfter: 2, note: "all indexes already exist" }),
    ],
    [
      "an index makes its collection",
      [],
      make({ key: { a: 1 }, name: "a_1" }),
      has({ createdCollectionAutomatically: true, numIndexesBefore: 1, numIndexesAfter: 2 }),
    ],
    [
      "the same key by another name fails",
      [{ _id: 1 }],
      [make({ key: { a: 1 }, name: "a_1" }), make({ key: { a: 1 }, name: "x" })],
      fails(85, "IndexOptionsConflict"),
    ],
    [
      "the same name for another key fails",
      [{ _id: 1 }],
      [make({ key: { a: 1 }, name: "a_1" }), make({ key: { b: 1 }, name: "a_1" })],
      fails(86, "IndexKeySpecsConflict"),
    ],
    [
      "the same name with other options fails",
      [{ _id: 1 }],
      [make({ key: { a: 1 }, name: "a_1" }), make({ key: { a: 1 }, name: "a_1", unique: true })],
      fails(86, "IndexKeySpecsConflict"),
    ],
    [
      "the same name and key with another expiry fails",
      [{ _id: 1 }],
      [
        make({ key: { a: 1 }, name: "a_1", expireAfterSeconds: 60 }),
        make({ key: { a: 1 }, name: "a_1", expireAfterSeconds: 61 }),
      ],
      fails(85, "IndexOptionsConflict"),
    ],
    [
      "an unknown option fails",
      [{ _id: 1 }],
      make({ key: { a: 1 }, name: "a_1", foo: 1 }),
      fails(197, "InvalidIndexSpecificationOption"),
    ],
    [
      "a direction of zero fails",
      [{ _id: 1 }],
      make({ key: { a: 0 }, name: "a_0" }),
      fails(67, "CannotCreateIndex"),
    ],
    [
      "an unknown kind fails",
      [{ _id: 1 }],
      make({ key: { a: "foo" }, name: "a_foo" }),
      fails(67, "CannotCreateIndex"),
    ],
    ["an empty key fails", [{ _id: 1 }], make({ key: {}, name: "none" }), fails(67)],
    ["an index without a name fails", [{ _id: 1 }], make({ key: { a: 1 } }), fails(9)],
    [
      "a unique index over equal values fails, naming them",
      numbered(1, 1),
      make({ key: { n: 1 }, name: "n_1", unique: true }),
      fails(11000, "DuplicateKey", { keyPattern: { n: 1 }, keyValue: { n: 1 } }),
    ],
  ),
  ...page(
    "reference/command/listIndexes/",
    [
      "every collection has its _id index",
      [{ _id: 1 }],
      list,
      { gives: [{ v: 2, key: { _id: 1 }, name: "_id_" }] },
    ],
    [
      "options are listed",
      by({ key: { a: 1, b: -1 }, unique: true, sparse: true }),
      list,
      {
        gives: [
          { v: 2, key: { _id: 1 }, name: "_id_" },
          { v: 2, key: { a: 1, b: -1 }, name: "a_1_b_-1", unique: true, sparse: true },
        ],
      },
    ],
    [
      "partial filter and expiry are listed",
      by({ key: { d: 1 }, expireAfterSeconds: 60, partialFilterExpression: { k: { $exists: true } } }),
      list,
      has([
        { name: "_id_" },
        { name: "d_1", expireAfterSeconds: 60, partialFilterExpression: { k: { $exists: true } } },
      ]),
    ],
    [
      "a missing collection fails",
      [],
      command((c) => ({ listIndexes: `${c}_none` })),
      fails(26, "NamespaceNotFound"),
    ],
    [
      "dropIndexes by name",
      by({ key: { a: 1 } }),
      [command((c) => ({ dropIndexes: c, index: "a_1" })), list],
      has([{ name: "_id_" }]),
    ],
    [
      "dropIndexes by key",
      by({ key: { a: 1 } }),
      [command((c) => ({ dropIndexes: c, index: { a: 1 } })), list],
      has([{ name: "_id_" }]),
    ],
    [
      "dropIndexes * leaves _id",
      by({ key: { a: 1 } }, { key: { b: 1 } }),
      [command((c) => ({ dropIndexes: c, index: "*" })), list],
      has([{ name: "_id_" }]),
    ],
    [
      "dropIndexes says how many there were",
      by({ key: { a: 1 } }),
      command((c) => ({ dropIndexes: c, index: "a_1" })),
      has({ nIndexesWas: 2, ok: 1 }),
    ],
    [
      "dropIndexes of an unknown name fails",
      [{ _id: 1 }],
      command((c) => ({ dropIndexes: c, index: "nope" })),
      fails(27, "IndexNotFound"),
    ],
    [
      "dropIndexes of _id fails",
      [{ _id: 1 }],
      command((c) => ({ dropIndexes: c, index: "_id_" })),
      fails(72, "InvalidOptions"),
    ],
    [
      "dropIndexes in a missing collection fails",
      [],
      command((c) => ({ dropIndexes: `${c}_none`, index: "*" })),
      fails(26, "NamespaceNotFound"),
    ],
    [
      "deleteIndexes is dropIndexes by its old name",
      by({ key: { a: 1 } }),
      command((c) => ({ deleteIndexes: c, index: "a_1" })),
      has({ ok: 1 }),
    ],
  ),
  ...page(
    "core/index-sparse/",
    [
      "a sparse unique index lets many lack the field",
      unique({ s: 1 }, { sparse: true }),
      insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3, s: 1 }]),
      docs({ _id: 1 }, { _id: 2 }, { _id: 3, s: 1 }),
    ],
    [
      "a sparse unique index still holds for null",
      { docs: [{ _id: 1, s: null }], ...unique({ s: 1 }, { sparse: true }) },
      insert({ _id: 2, s: null }),
      fails(11000),
    ],
    [
      "a sparse index is not used where it would lose documents",
      { docs: [{ _id: 1, s: 2 }, { _id: 2 }], ...by({ key: { s: 1 }, sparse: true }) },
      find({}, { sort: { s: 1 } }),
      ids(2, 1),
    ],
    [
      "a hint to a sparse index gives what is in it",
      { docs: [{ _id: 1, s: 2 }, { _id: 2 }], ...by({ key: { s: 1 }, sparse: true }) },
      find({}, { sort: { s: 1 }, hint: "s_1" }),
      ids(1),
    ],
  ),
  ...page(
    "core/index-ttl/",
    [
      "an expiry out of range fails",
      [{ _id: 1 }],
      make({ key: { d: 1 }, name: "d_1", expireAfterSeconds: -1 }),
      fails(67, "CannotCreateIndex"),
    ],
    [
      "an expiry on a compound index fails",
      [{ _id: 1 }],
      make({ key: { d: 1, e: 1 }, name: "x", expireAfterSeconds: 1 }),
      fails(67, "CannotCreateIndex"),
    ],
    [
      "collMod changes the expiry",
      by({ key: { d: 1 }, expireAfterSeconds: 60 }),
      [command((c) => ({ collMod: c, index: { name: "d_1", expireAfterSeconds: 90 } })), list],
      has([{ name: "_id_" }, { name: "d_1", expireAfterSeconds: 90 }]),
    ],
    [
      "collMod says old and new",
      by({ key: { d: 1 }, expireAfterSeconds: 60 }),
      command((c) => ({ collMod: c, index: { keyPattern: { d: 1 }, expireAfterSeconds: 90 } })),
      has({ expireAfterSeconds_old: 60, expireAfterSeconds_new: 90 }),
    ],
  ),
];
