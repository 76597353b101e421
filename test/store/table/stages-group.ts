// Aggregation stages: reference/operator/aggregation-pipeline.
import { aggregate, fails, gives, page, script } from "./row.ts";

const sales = [
  { _id: 1, item: "a", price: 10, qty: 2, at: new Date("2024-01-01T00:00:00Z") },
  { _id: 2, item: "b", price: 20, qty: 1, at: new Date("2024-02-01T00:00:00Z") },
  { _id: 3, item: "a", price: 5, qty: 10, at: new Date("2024-02-01T12:00:00Z") },
];
const numbered = (...v: unknown[]) => v.map((n, i) => ({ _id: i + 1, n }));
const byId = { $sort: { _id: 1 } };

export const rows = [
  ...page(
    "reference/operator/aggregation/group/",
    [
      "$group sums",
      sales,
      aggregate([{ $group: { _id: "$item", total: { $sum: { $multiply: ["$price", "$qty"] } } } }, byId]),
      gives([
        { _id: "a", total: 70 },
        { _id: "b", total: 20 },
      ]),
    ],
    [
      "$sum: 1 counts",
      sales,
      aggregate([{ $group: { _id: "$item", n: { $sum: 1 } } }, byId]),
      gives([
        { _id: "a", n: 2 },
        { _id: "b", n: 1 },
      ]),
    ],
    [
      "$group over all is _id null",
      sales,
      aggregate([
        { $group: { _id: null, avg: { $avg: "$qty" }, min: { $min: "$price" }, max: { $max: "$price" } } },
      ]),
      gives([{ _id: null, avg: 13 / 3, min: 5, max: 20 }]),
    ],
    [
      "$first, $last and $push keep the order",
      sales,
      aggregate([
        { $sort: { price: 1 } },
        {
          $group: { _id: "$item", f: { $first: "$price" }, l: { $last: "$price" }, all: { $push: "$price" } },
        },
        byId,
      ]),
      gives([
        { _id: "a", f: 5, l: 10, all: [5, 10] },
        { _id: "b", f: 20, l: 20, all: [20] },
      ]),
    ],
    [
      "$addToSet has each once",
      sales,
      aggregate([
        { $group: { _id: null, s: { $addToSet: "$item" } } },
        { $project: { _id: 0, n: { $size: "$s" } } },
      ]),
      gives([{ n: 2 }]),
    ],
    [
      "a compound key",
      sales,
      aggregate([
        { $group: { _id: { i: "$item", big: { $gt: ["$qty", 5] } }, n: { $sum: 1 } } },
        { $sort: { "_id.i": 1, "_id.big": 1 } },
      ]),
      gives([
        { _id: { i: "a", big: false }, n: 1 },
        { _id: { i: "a", big: true }, n: 1 },
        { _id: { i: "b", big: false }, n: 1 },
      ]),
    ],
    [
      "missing and null are one group",
      [{ _id: 1 }, { _id: 2, k: null }],
      aggregate([{ $group: { _id: "$k", n: { $sum: 1 } } }]),
      gives([{ _id: null, n: 2 }]),
    ],
    [
      "$sum leaves out what is not a number",
      numbered(1, "x", null, 2),
      aggregate([{ $group: { _id: null, s: { $sum: "$n" } } }]),
      gives([{ _id: null, s: 3 }]),
    ],
    [
      "$avg of no number is null",
      numbered("x"),
      aggregate([{ $group: { _id: null, a: { $avg: "$n" } } }]),
      gives([{ _id: null, a: null }]),
    ],
    [
      "$stdDevPop",
      numbered(2, 4, 4, 4, 5, 5, 7, 9),
      aggregate([{ $group: { _id: null, d: { $stdDevPop: "$n" } } }]),
      gives([{ _id: null, d: 2 }]),
    ],
    [
      "$top and $bottom",
      sales,
      aggregate([
        {
          $group: {
            _id: null,
            t: { $top: { sortBy: { price: -1 }, output: "$_id" } },
            b: { $bottom: { sortBy: { price: -1 }, output: "$_id" } },
          },
        },
      ]),
      gives([{ _id: null, t: 2, b: 3 }]),
    ],
    [
      "$firstN and $maxN",
      numbered(3, 1, 2),
      aggregate([
        { $group: { _id: null, f: { $firstN: { input: "$n", n: 2 } }, m: { $maxN: { input: "$n", n: 2 } } } },
      ]),
      gives([{ _id: null, f: [3, 1], m: [3, 2] }]),
    ],
    [
      "$mergeObjects puts documents together",
      numbered({ a: 1 }, { b: 2 }),
      aggregate([{ $group: { _id: null, o: { $mergeObjects: "$n" } } }]),
      gives([{ _id: null, o: { a: 1, b: 2 } }]),
    ],
    [
      "$count accumulates",
      sales,
      aggregate([{ $group: { _id: null, n: { $count: {} } } }]),
      gives([{ _id: null, n: 3 }]),
    ],
    ["$group without _id fails", sales, aggregate([{ $group: { n: { $sum: 1 } } }]), fails(15955)],
    [
      "a field of $group must accumulate",
      sales,
      aggregate([{ $group: { _id: null, n: "$price" } }]),
      fails(40234),
    ],
    [
      "an unknown accumulator fails",
      sales,
      aggregate([{ $group: { _id: null, n: { $foo: 1 } } }]),
      fails(15952),
    ],
  ),
  ...page(
    "reference/operator/aggregation/facet/",
    [
      "$facet runs several pipelines over one input",
      numbered(1, 2, 3),
      aggregate([
        {
          $facet: {
            count: [{ $count: "n" }],
            big: [{ $match: { n: { $gt: 1 } } }, { $project: { _id: 0, n: 1 } }],
            none: [{ $match: { n: 9 } }],
          },
        },
      ]),
      gives([{ count: [{ n: 3 }], big: [{ n: 2 }, { n: 3 }], none: [] }]),
    ],
    ["$count names the number", numbered(1, 2), aggregate([{ $count: "total" }]), gives([{ total: 2 }])],
    ["$count of nothing gives nothing", [], aggregate([{ $count: "total" }]), gives([])],
    [
      "$sortByCount",
      sales,
      aggregate([{ $sortByCount: "$item" }]),
      gives([
        { _id: "a", count: 2 },
        { _id: "b", count: 1 },
      ]),
    ],
    [
      "$bucket",
      numbered(1, 5, 12, 99),
      aggregate([
        { $bucket: { groupBy: "$n", boundaries: [0, 10, 20], default: "more", output: { c: { $sum: 1 } } } },
      ]),
      gives([
        { _id: 0, c: 2 },
        { _id: 10, c: 1 },
        { _id: "more", c: 1 },
      ]),
    ],
    [
      "$sample gives that many",
      numbered(1, 2, 3, 4),
      aggregate([{ $sample: { size: 2 } }, { $count: "n" }]),
      gives([{ n: 2 }]),
    ],
    [
      "$skip and $limit",
      numbered(1, 2, 3, 4),
      aggregate([byId, { $skip: 1 }, { $limit: 2 }, { $project: { n: 1, _id: 0 } }]),
      gives([{ n: 2 }, { n: 3 }]),
    ],
    [
      "$redact prunes",
      [{ _id: 1, ok: 1, s: { ok: 0, x: 1 }, t: { ok: 1, y: 2 } }],
      aggregate([{ $redact: { $cond: [{ $eq: ["$ok", 1] }, "$$DESCEND", "$$PRUNE"] } }]),
      gives([{ _id: 1, ok: 1, t: { ok: 1, y: 2 } }]),
    ],
    [
      "$setWindowFields runs a sum",
      numbered(1, 2, 3),
      aggregate([
        {
          $setWindowFields: {
            sortBy: { _id: 1 },
            output: { s: { $sum: "$n", window: { documents: ["unbounded", "current"] } } },
          },
        },
      ]),
      gives([
        { _id: 1, n: 1, s: 1 },
        { _id: 2, n: 2, s: 3 },
        { _id: 3, n: 3, s: 6 },
      ]),
    ],
    [
      "$documents begins without a collection",
      [],
      script(async ({ db }) =>
        db.aggregate([{ $documents: [{ a: 1 }, { a: 2 }] }, { $match: { a: 2 } }]).toArray(),
      ),
      gives([{ a: 2 }]),
    ],
  ),
];
