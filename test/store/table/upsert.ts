import { command, docs, fails, gives, has, page, replace, script, update, updateMany } from "./row.ts";

const up = { upsert: true };
const pair = [
  { _id: 1, a: 1 },
  { _id: 2, a: 2 },
];

export const rows = [
  ...page(
    "reference/method/db.collection.updateOne/#upsert-behavior",
    [
      "an upsert writes the query's equalities and the update",
      [],
      update({ _id: 1, k: "x" }, { $set: { a: 1 } }, up),
      docs({ _id: 1, k: "x", a: 1 }),
    ],
    [
      "an upsert answers with the new _id",
      [],
      update({ _id: 7 }, { $set: { a: 1 } }, up),
      has({ matchedCount: 0, upsertedCount: 1, upsertedId: 7 }),
    ],
    [
      "an upsert makes an ObjectId when the query has none",
      [],
      [
        update({ k: 1 }, { $set: { a: 1 } }, up),
        script(({ coll }) =>
          coll.aggregate([{ $project: { _id: 0, t: { $type: "$_id" }, k: 1, a: 1 } }]).toArray(),
        ),
      ],
      gives([{ k: 1, a: 1, t: "objectId" }]),
    ],
    [
      "$eq counts as an equality",
      [],
      update({ _id: { $eq: 1 }, k: { $eq: "x" } }, { $set: { a: 1 } }, up),
      docs({ _id: 1, k: "x", a: 1 }),
    ],
    [
      "$and counts, ranges do not",
      [],
      update({ $and: [{ _id: 1 }, { k: "x" }], n: { $gt: 5 } }, { $set: { a: 1 } }, up),
      docs({ _id: 1, k: "x", a: 1 }),
    ],
    [
      "a dotted equality makes the document",
      [],
      update({ _id: 1, "o.p": 2 }, { $set: { a: 1 } }, up),
      docs({ _id: 1, o: { p: 2 }, a: 1 }),
    ],
    [
      "an $or of several does not count",
      [],
      update({ _id: 1, $or: [{ k: 1 }, { k: 2 }] }, { $set: { a: 1 } }, up),
      docs({ _id: 1, a: 1 }),
    ],
    [
      "$all of one value counts",
      [],
      update({ _id: 1, k: { $all: ["x"] } }, { $set: { a: 1 } }, up),
      docs({ _id: 1, k: "x", a: 1 }),
    ],
    [
      "an upsert with $push makes the array",
      [],
      update({ _id: 1 }, { $push: { l: 1 } }, up),
      docs({ _id: 1, l: [1] }),
    ],
    [
      "an upsert with $inc counts from zero",
      [],
      update({ _id: 1 }, { $inc: { n: 5 } }, up),
      docs({ _id: 1, n: 5 }),
    ],
    ["updateMany upserts one", [], updateMany({ _id: 1 }, { $set: { a: 1 } }, up), has({ upsertedCount: 1 })],
    [
      "an upsert that finds one does not insert",
      pair,
      update({ _id: 1 }, { $set: { a: 9 } }, up),
      has({ matchedCount: 1, upsertedCount: 0, upsertedId: null }),
    ],
    [
      "the raw answer names the statement and the _id",
      [],
      command((c) => ({ update: c, updates: [{ q: { _id: 5 }, u: { $set: { a: 1 } }, upsert: true }] })),
      has({ n: 1, nModified: 0, upserted: [{ index: 0, _id: 5 }] }),
    ],
  ),
  ...page(
    "reference/method/db.collection.replaceOne/",
    [
      "a replacement keeps _id and drops the rest",
      [{ _id: 1, a: 1, b: 2 }],
      replace({ _id: 1 }, { c: 3 }),
      docs({ _id: 1, c: 3 }),
    ],
    [
      "a replacement with the same _id",
      pair,
      replace({ _id: 1 }, { _id: 1, z: 1 }),
      docs({ _id: 1, z: 1 }, { _id: 2, a: 2 }),
    ],
    ["a replacement with another _id fails", pair, replace({ _id: 1 }, { _id: 5, z: 1 }), fails(66)],
    [
      "a replacement by upsert takes _id from the query",
      [],
      replace({ _id: 4 }, { z: 1 }, up),
      docs({ _id: 4, z: 1 }),
    ],
    [
      "a replacement does not take other equalities from the query",
      [],
      replace({ _id: 4, k: 1 }, { z: 1 }, up),
      docs({ _id: 4, z: 1 }),
    ],
    [
      "an equal replacement modifies nothing",
      pair,
      replace({ _id: 1 }, { a: 1 }),
      has({ matchedCount: 1, modifiedCount: 0 }),
    ],
  ),
];
