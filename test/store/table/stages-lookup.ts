// Aggregation stages: reference/operator/aggregation-pipeline.
import { aggregate, fails, gives, page } from "./row.ts";

const byId = { $sort: { _id: 1 } };
const orders = {
  docs: [{ _id: 1, sku: "x" }, { _id: 2, sku: "y" }, { _id: 3 }],
  others: {
    b: [
      { _id: 10, sku: "x", n: 1 },
      { _id: 11, sku: "x", n: 2 },
      { _id: 12, sku: null, n: 3 },
      { _id: 13, n: 4 },
    ],
  },
};
const tree = {
  docs: [{ _id: 1, name: "CEO" }],
  others: {
    b: [
      { _id: 1, name: "CEO" },
      { _id: 2, name: "CTO", boss: "CEO" },
      { _id: 3, name: "Dev", boss: "CTO" },
    ],
  },
};
const onto = (c: string) => `${c}_b`;

export const rows = [
  ...page(
    "reference/operator/aggregation/unwind/",
    [
      "$unwind makes one document an element",
      [{ _id: 1, n: ["a", "b"] }],
      aggregate([{ $unwind: "$n" }]),
      gives([
        { _id: 1, n: "a" },
        { _id: 1, n: "b" },
      ]),
    ],
    [
      "$unwind drops missing, null and empty",
      [{ _id: 1 }, { _id: 2, n: null }, { _id: 3, n: [] }, { _id: 4, n: 7 }],
      aggregate([{ $unwind: "$n" }]),
      gives([{ _id: 4, n: 7 }]),
    ],
    [
      "$unwind may keep them",
      [{ _id: 1 }, { _id: 2, n: null }, { _id: 3, n: [] }],
      aggregate([{ $unwind: { path: "$n", preserveNullAndEmptyArrays: true } }, byId]),
      gives([{ _id: 1 }, { _id: 2, n: null }, { _id: 3 }]),
    ],
    [
      "$unwind counts the elements",
      [{ _id: 1, n: ["a", "b"] }],
      aggregate([{ $unwind: { path: "$n", includeArrayIndex: "i" } }]),
      gives([
        { _id: 1, n: "a", i: 0 },
        { _id: 1, n: "b", i: 1 },
      ]),
    ],
    ["$unwind needs a path with $", [{ _id: 1 }], aggregate([{ $unwind: "n" }]), fails(28818)],
  ),
  ...page(
    "reference/operator/aggregation/lookup/",
    [
      "$lookup joins; null and missing are equal",
      orders,
      aggregate((c: string) => [
        { $lookup: { from: onto(c), localField: "sku", foreignField: "sku", as: "j" } },
        { $project: { j: "$j._id" } },
        byId,
      ]),
      gives([
        { _id: 1, j: [10, 11] },
        { _id: 2, j: [] },
        { _id: 3, j: [12, 13] },
      ]),
    ],
    [
      "$lookup with a pipeline and let",
      orders,
      aggregate((c: string) => [
        { $match: { _id: 1 } },
        {
          $lookup: {
            from: onto(c),
            let: { s: "$sku" },
            pipeline: [
              { $match: { $expr: { $and: [{ $eq: ["$sku", "$$s"] }, { $gt: ["$n", 1] }] } } },
              { $project: { _id: 0, n: 1 } },
            ],
            as: "j",
          },
        },
      ]),
      gives([{ _id: 1, sku: "x", j: [{ n: 2 }] }]),
    ],
    [
      "$lookup with fields and a pipeline",
      orders,
      aggregate((c: string) => [
        { $match: { _id: 1 } },
        {
          $lookup: {
            from: onto(c),
            localField: "sku",
            foreignField: "sku",
            pipeline: [{ $sort: { n: -1 } }, { $limit: 1 }],
            as: "j",
          },
        },
        { $project: { j: "$j._id" } },
      ]),
      gives([{ _id: 1, j: [11] }]),
    ],
    [
      "$lookup by the elements of an array",
      { docs: [{ _id: 1, l: ["x", "z"] }], others: { b: [{ _id: "x" }, { _id: "y" }] } },
      aggregate((c: string) => [
        { $lookup: { from: onto(c), localField: "l", foreignField: "_id", as: "j" } },
      ]),
      gives([{ _id: 1, l: ["x", "z"], j: [{ _id: "x" }] }]),
    ],
    [
      "$lookup from a missing collection finds nothing",
      [{ _id: 1 }],
      aggregate((c: string) => [
        { $lookup: { from: `${c}_none`, localField: "_id", foreignField: "_id", as: "j" } },
      ]),
      gives([{ _id: 1, j: [] }]),
    ],
    [
      "$graphLookup climbs",
      tree,
      aggregate((c: string) => [
        {
          $graphLookup: {
            from: onto(c),
            startWith: "$name",
            connectFromField: "name",
            connectToField: "boss",
            as: "t",
            depthField: "d",
          },
        },
        {
          $project: {
            t: {
              $map: {
                input: { $sortArray: { input: "$t", sortBy: { _id: 1 } } },
                as: "e",
                in: ["$$e._id", "$$e.d"],
              },
            },
          },
        },
      ]),
      gives([
        {
          _id: 1,
          t: [
            [2, 0],
            [3, 1],
          ],
        },
      ]),
    ],
    [
      "$graphLookup within maxDepth and restrictSearchWithMatch, through arrays and round a circle",
      {
        docs: [{ _id: 1, to: ["a", "b"] }],
        others: {
          b: [
            { _id: "a", to: ["c", "a"], open: true },
            { _id: "b", to: [], open: false },
            { _id: "c", to: ["d"], open: true },
            { _id: "d", to: ["a"], open: true },
          ],
        },
      },
      aggregate((c: string) => [
        ...[{}, { maxDepth: 1 }, { restrictSearchWithMatch: { open: true } }].map((more, i) => ({
          $graphLookup: {
            from: onto(c),
            startWith: "$to",
            connectFromField: "to",
            connectToField: "_id",
            as: `t${i}`,
            ...more,
          },
        })),
        ...[0, 1, 2].map((i) => ({
          $set: { [`t${i}`]: { $sortArray: { input: `$t${i}._id`, sortBy: 1 } } },
        })),
        { $project: { _id: 0, to: 0 } },
      ]),
      gives([{ t0: ["a", "b", "c", "d"], t1: ["a", "b", "c"], t2: ["a", "c", "d"] }]),
    ],
    [
      "$graphLookup with a negative maxDepth fails",
      [{ _id: 1 }],
      aggregate((c: string) => [
        {
          $graphLookup: {
            from: c,
            startWith: "$_id",
            connectFromField: "_id",
            connectToField: "_id",
            as: "t",
            maxDepth: -1,
          },
        },
      ]),
      fails(40101),
    ],
    [
      "$unionWith adds another collection",
      { docs: [{ _id: 1 }], others: { b: [{ _id: 2 }, { _id: 3 }] } },
      aggregate((c: string) => [{ $unionWith: { coll: onto(c), pipeline: [{ $match: { _id: 3 } }] } }]),
      gives([{ _id: 1 }, { _id: 3 }]),
    ],
  ),
];
