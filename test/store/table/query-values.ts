// Query operators: reference/operator/query, and how they see arrays, null and missing fields.
import { Decimal128, Long, ObjectId } from "bson";
import { fails, find, ids, page } from "./row.ts";

const sorted = { sort: { _id: 1 } };
const where = (filter: unknown) => find(filter, sorted);
const ofN = (...v: unknown[]) => v.map((n, i) => ({ _id: i + 1, n }));
const day = (d: number) => new Date(Date.UTC(2025, 0, d));
/** 1 null · 2 missing · 3 a number · 4 an array with null · 5 an empty array */
const nulls = [
  { _id: 1, n: null },
  { _id: 2 },
  { _id: 3, n: 1 },
  { _id: 4, n: [1, null] },
  { _id: 5, n: [] },
];

export const rows = [
  ...page(
    "reference/operator/query-comparison/",
    ["equality finds a value", ofN(1, 2, 3), where({ n: 2 }), ids(2)],
    [
      "int, long, double and decimal of one value are equal",
      ofN(1, Long.fromNumber(1), 1.0, Decimal128.fromString("1"), "1"),
      where({ n: 1 }),
      ids(1, 2, 3, 4),
    ],
    ["$eq is equality", ofN(1, 2), where({ n: { $eq: 2 } }), ids(2)],
    [
      "$ne finds other values and missing fields",
      [...ofN(1, 2), { _id: 3 }],
      where({ n: { $ne: 1 } }),
      ids(2, 3),
    ],
    [
      "$ne of a value in an array excludes the document",
      ofN([1, 2], [2, 3]),
      where({ n: { $ne: 1 } }),
      ids(2),
    ],
    ["$gt and $lte make a range", ofN(1, 5, 10), where({ n: { $gt: 1, $lte: 10 } }), ids(2, 3)],
    [
      "a range only sees values of its own kind",
      ofN(1, "5", 7, null, true, day(1)),
      where({ n: { $gte: 0 } }),
      ids(1, 3),
    ],
    ["a range of strings compares by bytes", ofN("a", "B", "b", "c"), where({ n: { $gt: "a" } }), ids(3, 4)],
    ["a range of dates", ofN(day(1), day(2), day(3)), where({ n: { $gte: day(2) } }), ids(2, 3)],
    ["$in finds any of the values", ofN(1, 2, 3), where({ n: { $in: [1, 3] } }), ids(1, 3)],
    ["$in takes regular expressions", ofN("abc", "xbc", "b"), where({ n: { $in: [/^a/, "b"] } }), ids(1, 3)],
    ["$in with null finds null and missing", nulls, where({ n: { $in: [null] } }), ids(1, 2, 4)],
    ["$in of nothing finds nothing", ofN(1), where({ n: { $in: [] } }), ids()],
    [
      "$nin finds other values and missing fields",
      [...ofN(1, 2), { _id: 3 }],
      where({ n: { $nin: [1] } }),
      ids(2, 3),
    ],
    ["$in needs an array", ofN(1), where({ n: { $in: 1 } }), fails(2), "driver"],
    [
      "equality of a document is exact, with the order of its fields",
      ofN({ a: 1, b: 2 }, { b: 2, a: 1 }, { a: 1 }),
      where({ n: { a: 1, b: 2 } }),
      ids(1),
    ],
    [
      "ObjectIds are equal by their bytes",
      ofN(new ObjectId("65a000000000000000000001")),
      where({ n: new ObjectId("65a000000000000000000001") }),
      ids(1),
    ],
    ["booleans are not numbers", ofN(true, 1, false, 0), where({ n: true }), ids(1)],
    [
      "a range over documents compares field by field",
      ofN({ a: 1 }, { a: 2 }, { b: 0 }),
      where({ n: { $gt: { a: 1 } } }),
      ids(2, 3),
    ],
    ["an unknown operator is BadValue", ofN(1), where({ n: { $foo: 1 } }), fails(2, "BadValue"), "driver"],
    [
      "an unknown operator at the top is BadValue",
      ofN(1),
      where({ $foo: 1 }),
      fails(2, "BadValue"),
      "driver",
    ],
  ),
  ...page(
    "tutorial/query-for-null-fields/",
    ["equality with null finds null and missing", nulls, where({ n: null }), ids(1, 2, 4)],
    ["$ne null finds what is there and not null", nulls, where({ n: { $ne: null } }), ids(3, 5)],
    ["$exists true finds null too", nulls, where({ n: { $exists: true } }), ids(1, 3, 4, 5)],
    ["$exists false finds only missing", nulls, where({ n: { $exists: false } }), ids(2)],
    ["$type null finds null only", nulls, where({ n: { $type: "null" } }), ids(1, 4)],
    ["$gte null finds null and missing", nulls, where({ n: { $gte: null } }), ids(1, 2, 4)],
    [
      "a missing path below a number is missing",
      [
        { _id: 1, a: 1 },
        { _id: 2, a: { b: 1 } },
      ],
      where({ "a.b": null }),
      ids(1),
    ],
    [
      "$not of a range finds missing fields",
      [...ofN(1, 9), { _id: 3 }],
      where({ n: { $not: { $gt: 5 } } }),
      ids(1, 3),
    ],
  ),
  ...page(
    "reference/operator/query-logical/",
    ["$and", ofN(1, 5, 9), where({ $and: [{ n: { $gt: 1 } }, { n: { $lt: 9 } }] }), ids(2)],
    ["$or", ofN(1, 5, 9), where({ $or: [{ n: 1 }, { n: 9 }] }), ids(1, 3)],
    [
      "$or beside a condition",
      [
        { _id: 1, a: 1, b: 1 },
        { _id: 2, a: 1, b: 2 },
        { _id: 3, a: 2, b: 1 },
      ],
      where({ a: 1, $or: [{ b: 2 }, { b: 3 }] }),
      ids(2),
    ],
    [
      "$nor finds documents without the field too",
      [...ofN(1, 5), { _id: 3 }],
      where({ $nor: [{ n: 1 }] }),
      ids(2, 3),
    ],
    ["$not with a regular expression", ofN("abc", "xyz", 1), where({ n: { $not: /^a/ } }), ids(2, 3)],
    ["$and of nothing fails", ofN(1), where({ $and: [] }), fails(2), "driver"],
    ["$or needs an array", ofN(1), where({ $or: { n: 1 } }), fails(2), "driver"],
    ["$not needs an expression", ofN(1), where({ n: { $not: 1 } }), fails(2), "driver"],
    [
      "nested $and, $or and $nor",
      ofN(1, 2, 3, 4),
      where({ $and: [{ $or: [{ n: 1 }, { n: 2 }, { n: 3 }] }, { $nor: [{ n: 2 }] }] }),
      ids(1, 3),
    ],
  ),
];
