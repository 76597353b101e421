// Edges of paths, numbers and arrays: where an implementation is likely to differ from MongoDB.
import { aggregate, command, docs, fails, gives, has, insert, page, script } from "./row.ts";

const many = (...v: unknown[]) => v.map((w, i) => ({ _id: i + 1, n: w }));

export const rows = [
  ...page(
    "reference/operator/aggregation-pipeline/",
    [
      "$group keys of documents",
      many({ a: 1 }, { a: 1 }, { a: 2 }),
      aggregate([{ $group: { _id: "$n", c: { $sum: 1 } } }, { $sort: { _id: 1 } }]),
      gives([
        { _id: { a: 1 }, c: 2 },
        { _id: { a: 2 }, c: 1 },
      ]),
    ],
    [
      "$group by a day",
      [
        { _id: 1, at: new Date("2024-05-01T10:00:00Z") },
        { _id: 2, at: new Date("2024-05-01T20:00:00Z") },
      ],
      aggregate([
        {
          $group: {
            _id: { $dateToString: { date: "$at", format: "%Y-%m-%d", timezone: "Asia/Shanghai" } },
            c: { $sum: 1 },
          },
        },
        { $sort: { _id: 1 } },
      ]),
      gives([
        { _id: "2024-05-01", c: 1 },
        { _id: "2024-05-02", c: 1 },
      ]),
    ],
    [
      "$group with $median and $percentile",
      many(5, 1, 4, 2, 3, "x"),
      aggregate([
        {
          $group: {
            _id: null,
            m: { $median: { input: "$n", method: "approximate" } },
            p: { $percentile: { input: "$n", p: [0.5, 0.95], method: "approximate" } },
          },
        },
      ]),
      gives([{ _id: null, m: 3, p: [3, 5] }]),
    ],
    [
      "$redact keeps, prunes and descends",
      [
        { _id: 1, open: 1, in: [{ open: 1, a: 1 }, { open: 0, a: 2 }, 7] },
        { _id: 2, open: 0 },
      ],
      aggregate([{ $redact: { $cond: [{ $eq: ["$open", 1] }, "$$DESCEND", "$$PRUNE"] } }]),
      gives([{ _id: 1, open: 1, in: [{ open: 1, a: 1 }, 7] }]),
    ],
    ["$redact to anything else fails", many(1), aggregate([{ $redact: "$n" }]), fails(17053)],
    [
      "$match after $group",
      many(1, 1, 2),
      aggregate([{ $group: { _id: "$n", c: { $sum: 1 } } }, { $match: { c: { $gt: 1 } } }]),
      gives([{ _id: 1, c: 2 }]),
    ],
    [
      "$bucketAuto",
      many(1, 2, 3, 4),
      aggregate([{ $bucketAuto: { groupBy: "$n", buckets: 2 } }]),
      gives([
        { _id: { min: 1, max: 3 }, count: 2 },
        { _id: { min: 3, max: 4 }, count: 2 },
      ]),
    ],
    [
      "$setWindowFields ranks",
      many(10, 20, 20),
      aggregate([
        { $setWindowFields: { sortBy: { n: -1 }, output: { r: { $rank: {} }, d: { $denseRank: {} } } } },
        { $sort: { _id: 1 } },
        { $project: { _id: 0, r: 1, d: 1 } },
      ]),
      gives([
        { r: 3, d: 2 },
        { r: 1, d: 1 },
        { r: 1, d: 1 },
      ]),
    ],
    [
      "$fill with the last value",
      [{ _id: 1, n: 5 }, { _id: 2 }, { _id: 3, n: 7 }],
      aggregate([
        { $fill: { sortBy: { _id: 1 }, output: { n: { method: "locf" } } } },
        { $project: { n: 1 } },
      ]),
      gives([
        { _id: 1, n: 5 },
        { _id: 2, n: 5 },
        { _id: 3, n: 7 },
      ]),
    ],
    [
      "$densify adds the steps between",
      many(1, 3),
      aggregate([
        { $densify: { field: "n", range: { step: 1, bounds: "full" } } },
        { $project: { _id: 0, n: 1 } },
      ]),
      gives([{ n: 1 }, { n: 2 }, { n: 3 }]),
    ],
    [
      "$lookup into documents of an array",
      {
        docs: [{ _id: 1, l: [{ ref: "x" }, { ref: "y" }] }],
        others: {
          b: [
            { _id: "x", v: 1 },
            { _id: "y", v: 2 },
          ],
        },
      },
      aggregate((c: string) => [
        { $lookup: { from: `${c}_b`, localField: "l.ref", foreignField: "_id", as: "j" } },
        { $project: { v: { $sum: "$j.v" } } },
      ]),
      gives([{ _id: 1, v: 3 }]),
    ],
    [
      "$facet's parts see the same input after a stage",
      many(1, 2, 3),
      aggregate([
        { $match: { n: { $gt: 1 } } },
        {
          $facet: {
            all: [{ $count: "c" }],
            first: [{ $sort: { n: -1 } }, { $limit: 1 }, { $project: { _id: 0 } }],
          },
        },
      ]),
      gives([{ all: [{ c: 2 }], first: [{ n: 3 }] }]),
    ],
    [
      "$project of a nested array keeps its shape",
      [{ _id: 1, o: [{ a: 1, b: 2 }, { a: 3 }, 7] }],
      aggregate([{ $project: { "o.a": 1 } }]),
      gives([{ _id: 1, o: [{ a: 1 }, { a: 3 }] }]),
    ],
    [
      "$set on a path through an array of documents",
      [{ _id: 1, o: [{ a: 1 }, { a: 2 }] }],
      aggregate([{ $set: { "o.a": 0 } }]),
      gives([{ _id: 1, o: [{ a: 0 }, { a: 0 }] }]),
    ],
    [
      "$replaceRoot by $mergeObjects of a nested document",
      [{ _id: 1, o: { p: 1 }, q: 2 }],
      aggregate([{ $replaceRoot: { newRoot: { $mergeObjects: [{ _id: "$_id" }, "$o"] } } }]),
      gives([{ _id: 1, p: 1 }]),
    ],
    [
      "$unwind then $group brings the array back",
      [{ _id: 1, l: [3, 1] }],
      aggregate([{ $unwind: "$l" }, { $sort: { l: 1 } }, { $group: { _id: "$_id", l: { $push: "$l" } } }]),
      gives([{ _id: 1, l: [1, 3] }]),
    ],
    [
      "$merge into itself updates",
      [{ _id: 1, n: 1 }],
      [
        aggregate((c: string) => [
          { $set: { n: 2 } },
          { $merge: { into: c, on: "_id", whenMatched: "merge" } },
        ]),
      ],
      docs({ _id: 1, n: 2 }),
    ],
    [
      "the order of fields in a document from $group",
      many(1),
      aggregate([{ $group: { _id: null, z: { $sum: 1 }, a: { $sum: 1 } } }]),
      gives([{ _id: null, z: 1, a: 1 }]),
    ],
    [
      "a system variable of the user is refused or served by name",
      many(1),
      aggregate([{ $set: { x: "$$CLUSTER_TIME" } }]),
      { fails: { code: [10071200, 51144, 17276, 9, 2] } },
    ],
    [
      "an insert of a thousand then a count",
      [],
      script(async ({ coll }) => {
        await coll.insertMany(Array.from({ length: 1000 }, (_, i) => ({ _id: i, n: i % 7 })));
        return (
          await coll.aggregate([{ $group: { _id: "$n", c: { $sum: 1 } } }, { $sort: { _id: 1 } }]).toArray()
        ).map((d: { c: number }) => d.c);
      }),
      gives([143, 143, 143, 143, 143, 143, 142]),
    ],
    [
      "a duplicate within one insert",
      [],
      command((c) => ({ insert: c, documents: [{ _id: 1 }, { _id: 1 }] })),
      has({ n: 1, writeErrors: [{ index: 1, code: 11000 }] }),
    ],
    [
      "an inserted field name may hold a dot",
      [],
      insert({ _id: 1, "a.b": 1 }),
      docs({ _id: 1, "a.b": 1 }),
      "driver",
    ],
  ),
];
