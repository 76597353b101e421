// Upserts and replacements, inserts and deletes, findAndModify: what is written and what is answered.
import { ObjectId } from "bson";
import { command, fails, findRemove, findReplace, findUpdate, gives, has, page } from "./row.ts";

const up = { upsert: true };
const pair = [
  { _id: 1, a: 1 },
  { _id: 2, a: 2 },
];
const fam = (body: object) => command((c) => ({ findAndModify: c, ...body }));
const noId = { projection: { _id: 0 } };

export const rows = [
  ...page(
    "reference/command/findAndModify/",
    [
      "the document before is returned by default",
      pair,
      findUpdate({ _id: 1 }, { $set: { a: 9 } }),
      gives({ _id: 1, a: 1 }),
    ],
    [
      "the document after on demand",
      pair,
      findUpdate({ _id: 1 }, { $set: { a: 9 } }, { returnDocument: "after" }),
      gives({ _id: 1, a: 9 }),
    ],
    ["null when nothing is found", pair, findUpdate({ _id: 9 }, { $set: { a: 9 } }), gives(null)],
    [
      "an upsert returns null before",
      [],
      findUpdate({ _id: 9 }, { $set: { a: 9 } }, up),
      { ...gives(null), docs: [{ _id: 9, a: 9 }] },
    ],
    [
      "an upsert returns the document after",
      [],
      findUpdate({ _id: 9 }, { $set: { a: 9 } }, { ...up, returnDocument: "after" }),
      gives({ _id: 9, a: 9 }),
    ],
    ["sort chooses", pair, findUpdate({}, { $set: { z: 1 } }, { sort: { a: -1 } }), gives({ _id: 2, a: 2 })],
    [
      "a projection shapes the answer",
      pair,
      findUpdate({ _id: 1 }, { $set: { a: 9 } }, noId),
      gives({ a: 1 }),
    ],
    [
      "a positional update works",
      [{ _id: 1, l: [{ k: 1 }, { k: 2 }] }],
      findUpdate({ "l.k": 2 }, { $set: { "l.$.v": 1 } }, { returnDocument: "after" }),
      gives({ _id: 1, l: [{ k: 1 }, { k: 2, v: 1 }] }),
    ],
    [
      "arrayFilters work",
      [{ _id: 1, l: [1, 5] }],
      findUpdate(
        {},
        { $set: { "l.$[e]": 0 } },
        { arrayFilters: [{ e: { $gt: 3 } }], returnDocument: "after" },
      ),
      gives({ _id: 1, l: [1, 0] }),
    ],
    [
      "findOneAndReplace",
      pair,
      findReplace({ _id: 1 }, { b: 1 }, { returnDocument: "after" }),
      gives({ _id: 1, b: 1 }),
    ],
    [
      "findOneAndDelete returns what it deleted",
      pair,
      findRemove({}, { sort: { a: -1 } }),
      { ...gives({ _id: 2, a: 2 }), docs: [{ _id: 1, a: 1 }] },
    ],
    [
      "lastErrorObject of an update",
      pair,
      fam({ query: { _id: 1 }, update: { $set: { a: 9 } }, new: true }),
      has({ value: { _id: 1, a: 9 }, lastErrorObject: { n: 1, updatedExisting: true }, ok: 1 }),
    ],
    [
      "lastErrorObject of an upsert",
      [],
      fam({ query: { _id: 1 }, update: { $set: { a: 9 } }, upsert: true }),
      has({ value: null, lastErrorObject: { n: 1, updatedExisting: false, upserted: 1 } }),
    ],
    [
      "lastErrorObject of a removal",
      pair,
      fam({ query: { _id: 1 }, remove: true }),
      has({ value: { _id: 1, a: 1 }, lastErrorObject: { n: 1 } }),
    ],
    [
      "lastErrorObject when nothing is found",
      pair,
      fam({ query: { _id: 9 }, update: { $set: { a: 1 } } }),
      has({ value: null, lastErrorObject: { n: 0, updatedExisting: false } }),
    ],
    [
      "remove and update together fail",
      pair,
      fam({ query: {}, remove: true, update: { $set: { a: 1 } } }),
      fails(9),
    ],
    ["neither remove nor update fails", pair, fam({ query: {} }), fails(9)],
    ["remove with new fails", pair, fam({ query: {}, remove: true, new: true }), fails(9)],
    [
      "a duplicate key is a command error here",
      { docs: pair, indexes: [{ key: { a: 1 }, name: "a_1", unique: true }] },
      findUpdate({ _id: 1 }, { $set: { a: 2 } }),
      fails(11000, "DuplicateKey", { keyPattern: { a: 1 }, keyValue: { a: 2 } }),
    ],
    [
      "findAndModify is known in small letters too",
      pair,
      command((c) => ({ findandmodify: c, query: { _id: 1 }, remove: true })),
      has({ value: { _id: 1, a: 1 } }),
    ],
    [
      "an ObjectId in the query becomes the new _id",
      [],
      findUpdate(
        { _id: new ObjectId("65a000000000000000000009") },
        { $set: { a: 1 } },
        { ...up, returnDocument: "after" },
      ),
      gives({ _id: new ObjectId("65a000000000000000000009"), a: 1 }),
    ],
  ),
];
