// Update operators on fields: reference/operator/update.
import { docs, fails, has, page, update } from "./row.ts";

const one = [{ _id: 1 }];
const n = (v: unknown) => [{ _id: 1, n: v }];

export const rows = [
  ...page(
    "reference/operator/update/set/",
    [
      "$set replaces a value and keeps the field's place",
      [{ _id: 1, a: 1, b: 2 }],
      update({ _id: 1 }, { $set: { a: 9 } }),
      docs({ _id: 1, a: 9, b: 2 }),
    ],
    [
      "$set adds several new fields in lexicographic order",
      one,
      update({}, { $set: { z: 1, m: 2, a: 3 } }),
      docs({ _id: 1, a: 3, m: 2, z: 1 }),
    ],
    [
      "$set on a dotted path creates the documents on the way",
      one,
      update({}, { $set: { "a.b.c": 1 } }),
      docs({ _id: 1, a: { b: { c: 1 } } }),
    ],
    [
      "$set on a dotted path keeps the neighbours",
      n({ x: 1, y: 2 }),
      update({}, { $set: { "n.y": 3 } }),
      docs({ _id: 1, n: { x: 1, y: 3 } }),
    ],
    [
      "$set of a document replaces the whole document",
      n({ x: 1 }),
      update({}, { $set: { n: { y: 2 } } }),
      docs({ _id: 1, n: { y: 2 } }),
    ],
    [
      "$set by index replaces one array element",
      n([1, 2, 3]),
      update({}, { $set: { "n.1": 9 } }),
      docs({ _id: 1, n: [1, 9, 3] }),
    ],
    [
      "$set beyond an array's end fills the gap with null",
      n([1]),
      update({}, { $set: { "n.3": 9 } }),
      docs({ _id: 1, n: [1, null, null, 9] }),
    ],
    [
      "$set by index into documents in an array",
      n([{ a: 1 }, { a: 2 }]),
      update({}, { $set: { "n.1.a": 9 } }),
      docs({ _id: 1, n: [{ a: 1 }, { a: 9 }] }),
    ],
    [
      "$set of the value already there modifies nothing",
      n(1),
      update({}, { $set: { n: 1 } }),
      has({ matchedCount: 1, modifiedCount: 0 }),
    ],
    [
      "an empty $set is no change and no error",
      n(1),
      update({}, { $set: {} }),
      { ...has({ matchedCount: 1, modifiedCount: 0 }), docs: n(1) },
      "driver",
    ],
    [
      "$set with a numeric field name under a document makes a field",
      n({}),
      update({}, { $set: { "n.0": 1 } }),
      docs({ _id: 1, n: { 0: 1 } }),
    ],
    ["$set to null keeps the field", n(1), update({}, { $set: { n: null } }), docs({ _id: 1, n: null })],
  ),
  ...page(
    "reference/operator/update/#behavior",
    ["$set cannot go through a number", n(1), update({}, { $set: { "n.a": 1 } }), fails(28)],
    [
      "$set of a named field cannot go through an array",
      n([1]),
      update({}, { $set: { "n.a": 1 } }),
      fails(28),
    ],
    ["_id cannot be changed", one, update({ _id: 1 }, { $set: { _id: 2 } }), fails(66)],
    ["_id cannot be removed", one, update({ _id: 1 }, { $unset: { _id: "" } }), fails(66)],
    [
      "_id set to itself is allowed",
      one,
      update({ _id: 1 }, { $set: { _id: 1, a: 1 } }),
      docs({ _id: 1, a: 1 }),
    ],
    ["two operators on one path conflict", n(1), update({}, { $set: { n: 2 }, $inc: { n: 1 } }), fails(40)],
    [
      "an operator on a path and one below it conflict",
      n({}),
      update({}, { $set: { n: {} }, $inc: { "n.a": 1 } }),
      fails(40),
    ],
    ["an unknown operator is FailedToParse", n(1), update({}, { $foo: { n: 1 } }), fails(9), "driver"],
    ["a path with an empty part is refused", n({}), update({}, { $set: { "n..a": 1 } }), fails(56)],
    ["a path ending with a dot is refused", n({}), update({}, { $set: { "n.": 1 } }), fails(56)],
    [
      "a failing update changes nothing",
      [{ _id: 1, a: 1, b: "x" }],
      [update({}, { $set: { a: 2 }, $inc: { b: 1 } })],
      { ...fails(14), docs: [{ _id: 1, a: 1, b: "x" }] },
    ],
    [
      "operators of several kinds work in one update",
      [{ _id: 1, a: 1, b: 2, c: [1] }],
      update({}, { $inc: { a: 1 }, $unset: { b: "" }, $push: { c: 2 }, $set: { d: 4 } }),
      docs({ _id: 1, a: 2, c: [1, 2], d: 4 }),
    ],
  ),
  ...page(
    "reference/operator/update/unset/",
    [
      "$unset removes a field",
      [{ _id: 1, a: 1, b: 2 }],
      update({}, { $unset: { a: "" } }),
      docs({ _id: 1, b: 2 }),
    ],
    [
      "$unset of a missing field modifies nothing",
      one,
      update({}, { $unset: { a: "" } }),
      has({ matchedCount: 1, modifiedCount: 0 }),
    ],
    [
      "$unset of an array element leaves null in its place",
      n([1, 2, 3]),
      update({}, { $unset: { "n.1": "" } }),
      docs({ _id: 1, n: [1, null, 3] }),
    ],
    [
      "$unset of a nested field leaves the empty document",
      n({ a: 1 }),
      update({}, { $unset: { "n.a": "" } }),
      docs({ _id: 1, n: {} }),
    ],
  ),
  ...page(
    "reference/operator/update/rename/",
    [
      "$rename moves a field to the end",
      [{ _id: 1, a: 1, b: 2 }],
      update({}, { $rename: { a: "c" } }),
      docs({ _id: 1, b: 2, c: 1 }),
    ],
    [
      "$rename removes what stood under the new name",
      [{ _id: 1, a: 1, b: 2, c: 3 }],
      update({}, { $rename: { a: "c" } }),
      has({ modifiedCount: 1 }),
    ],
    [
      "$rename into a nested document",
      [{ _id: 1, a: 1 }],
      update({}, { $rename: { a: "x.y" } }),
      docs({ _id: 1, x: { y: 1 } }),
    ],
    [
      "$rename of a missing field does nothing",
      one,
      update({}, { $rename: { a: "b" } }),
      has({ modifiedCount: 0 }),
    ],
    ["$rename to its own name fails", [{ _id: 1, a: 1 }], update({}, { $rename: { a: "a" } }), fails(2)],
    [
      "$rename does not reach into arrays",
      n([{ a: 1 }]),
      update({}, { $rename: { "n.0.a": "b" } }),
      fails(2),
    ],
  ),
  ...page(
    "reference/operator/update/setOnInsert/",
    [
      "$setOnInsert writes on an upsert's insert",
      [],
      update({ _id: 1 }, { $set: { a: 1 }, $setOnInsert: { b: 2 } }, { upsert: true }),
      docs({ _id: 1, a: 1, b: 2 }),
    ],
    [
      "$setOnInsert is nothing on an update",
      one,
      update({ _id: 1 }, { $set: { a: 1 }, $setOnInsert: { b: 2 } }, { upsert: true }),
      docs({ _id: 1, a: 1 }),
    ],
  ),
];
