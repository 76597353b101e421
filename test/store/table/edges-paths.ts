// Edges of paths, numbers and arrays: where an implementation is likely to differ from MongoDB.
import { Double } from "bson";
import { docs, fails, find, gives, has, ids, page, update, value } from "./row.ts";

const n = (v: unknown) => [{ _id: 1, n: v }];
const many = (...v: unknown[]) => v.map((w, i) => ({ _id: i + 1, n: w }));
const where = (filter: unknown) => find(filter, { sort: { _id: 1 } });

export const rows = [
  ...page(
    "core/document/#dot-notation",
    [
      "$set with an index on a missing field makes a document",
      [{ _id: 1 }],
      update({}, { $set: { "a.0.b": 1 } }),
      docs({ _id: 1, a: { 0: { b: 1 } } }),
    ],
    ["$set cannot go through null", n(null), update({}, { $set: { "n.a": 1 } }), fails(28)],
    [
      "$inc of a path into an array without an index fails",
      n([{ a: 1 }]),
      update({}, { $inc: { "n.a": 1 } }),
      fails(28),
    ],
    [
      "$unset of a path through a number is nothing",
      n(1),
      update({}, { $unset: { "n.a": "" } }),
      has({ modifiedCount: 0 }),
    ],
    [
      "$push makes the documents on the way",
      [{ _id: 1 }],
      update({}, { $push: { "a.b": 1 } }),
      docs({ _id: 1, a: { b: [1] } }),
    ],
    [
      "an index into an array of arrays",
      n([[1, 2], [3]]),
      update({}, { $set: { "n.0.1": 9 } }),
      docs({ _id: 1, n: [[1, 9], [3]] }),
    ],
    [
      "a path with a number finds an element or a field",
      many([{ a: 5 }], { 0: { a: 5 } }, { 0: [5] }),
      where({ "n.0.a": 5 }),
      ids(1, 2),
    ],
    [
      "a path into an array of documents is null where one lacks it",
      many([{ b: 1 }, { c: 2 }], [{ b: 1 }], []),
      where({ "n.b": null }),
      ids(1),
    ],
    ["an array of scalars has nothing below it", many([1, 2]), where({ "n.b": { $exists: true } }), ids()],
    [
      "$exists false on a path below an array of scalars",
      many([1, 2]),
      where({ "n.b": { $exists: false } }),
      ids(1),
    ],
    [
      "a projection of two colliding paths fails",
      n({ a: 1 }),
      find({}, { projection: { n: 1, "n.a": 1 } }),
      fails([31249, 31250]),
      "driver",
    ],
    [
      "the positional projection without a match in the query fails",
      n([1]),
      find({ _id: 1 }, { projection: { "n.$": 1 } }),
      fails(51246),
      "driver",
    ],
    ["an aggregation path has no index", n([{ a: 1 }]), value("$n.0.a"), gives([{ v: [] }])],
  ),
  ...page(
    "reference/operator/update-array/",
    [
      "$pull through $[]",
      n([{ b: [1, 2] }, { b: [2, 3] }]),
      update({}, { $pull: { "n.$[].b": 2 } }),
      docs({ _id: 1, n: [{ b: [1] }, { b: [3] }] }),
    ],
    [
      "$pull with $or over fields of the elements",
      n([{ k: 1 }, { k: 2 }, { k: 3 }]),
      update({}, { $pull: { n: { $or: [{ k: 1 }, { k: 3 }] } } }),
      docs({ _id: 1, n: [{ k: 2 }] }),
      "driver",
    ],
    [
      "$pull by regular expression",
      n(["ab", "cd"]),
      update({}, { $pull: { n: /^a/ } }),
      docs({ _id: 1, n: ["cd"] }),
      "driver",
    ],
    ["$pull of null", n([1, null, 2]), update({}, { $pull: { n: null } }), docs({ _id: 1, n: [1, 2] })],
    ["$pull of $ne", n([1, 2, 1]), update({}, { $pull: { n: { $ne: 1 } } }), docs({ _id: 1, n: [1, 1] })],
    [
      "$unset through a filter leaves null or drops the field",
      n([
        { k: 1, x: 1 },
        { k: 2, x: 1 },
      ]),
      update({}, { $unset: { "n.$[e].x": "" } }, { arrayFilters: [{ "e.k": 2 }] }),
      docs({ _id: 1, n: [{ k: 1, x: 1 }, { k: 2 }] }),
    ],
    [
      "$min through a filter",
      n([{ v: 5 }, { v: 1 }]),
      update({}, { $min: { "n.$[].v": 3 } }),
      docs({ _id: 1, n: [{ v: 3 }, { v: 1 }] }),
    ],
    [
      "$push through $ into the matched element",
      n([
        { k: 1, l: [] },
        { k: 2, l: [] },
      ]),
      update({ "n.k": 2 }, { $push: { "n.$.l": 5 } }),
      docs({
        _id: 1,
        n: [
          { k: 1, l: [] },
          { k: 2, l: [5] },
        ],
      }),
    ],
    [
      "$addToSet sees 1 and 1.0 as equal",
      n([1]),
      update({}, { $addToSet: { n: new Double(1) } }),
      has({ modifiedCount: 0 }),
    ],
    [
      "$addToSet $each to a missing field keeps the order",
      [{ _id: 1 }],
      update({}, { $addToSet: { n: { $each: [3, 1, 3, 2] } } }),
      docs({ _id: 1, n: [3, 1, 2] }),
    ],
    [
      "$push $sort by two fields, missing first",
      n([{ a: 2, b: 1 }, { b: 9 }]),
      update({}, { $push: { n: { $each: [{ a: 2, b: 0 }], $sort: { a: 1, b: 1 } } } }),
      docs({ _id: 1, n: [{ b: 9 }, { a: 2, b: 0 }, { a: 2, b: 1 }] }),
    ],
    [
      "$push $sort of values of several kinds",
      n(["b", 3, null]),
      update({}, { $push: { n: { $each: [true, 1], $sort: 1 } } }),
      docs({ _id: 1, n: [null, 1, 3, "b", true] }),
    ],
    [
      "$push $position and $slice together",
      n([1, 2, 3]),
      update({}, { $push: { n: { $each: [0], $position: 0, $slice: 3 } } }),
      docs({ _id: 1, n: [0, 1, 2] }),
    ],
    [
      "$[e] in an upsert's own array",
      [],
      update({ _id: 1, n: [0, 1] }, { $set: { "n.$[e]": 5 } }, { upsert: true, arrayFilters: [{ e: 0 }] }),
      docs({ _id: 1, n: [5, 1] }),
    ],
    [
      "$pullAll compares documents whole",
      n([{ a: 1, b: 2 }, { a: 1 }]),
      update({}, { $pullAll: { n: [{ a: 1 }] } }),
      docs({ _id: 1, n: [{ a: 1, b: 2 }] }),
    ],
    [
      "two operators on two elements of one array",
      n([1, 2]),
      update({}, { $set: { "n.0": 5 }, $inc: { "n.1": 5 } }),
      docs({ _id: 1, n: [5, 7] }),
    ],
    ["$set beyond 1 500 000 elements is refused", n([1]), update({}, { $set: { "n.2000000": 1 } }), fails(2)],
  ),
];
