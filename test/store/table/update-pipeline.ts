// biome-ignore-all lint/suspicious/noThenProperty: $cond and $switch have a field of this name
// Updates with a pipeline, claims and leases: tutorial/update-documents-with-aggregation-pipeline.
import { command, docs, fails, has, is, page, update, updateMany, value } from "./row.ts";

const p = { updatePipeline: true };
const one = [{ _id: 1, a: 2, b: 3 }];

export const rows = [
  ...page(
    "tutorial/update-documents-with-aggregation-pipeline/",
    [
      "$set computes from other fields",
      one,
      update({}, [{ $set: { c: { $add: ["$a", "$b"] } } }], p),
      docs({ _id: 1, a: 2, b: 3, c: 5 }),
    ],
    [
      "$addFields is $set",
      one,
      update({}, [{ $addFields: { c: "$a" } }], p),
      docs({ _id: 1, a: 2, b: 3, c: 2 }),
    ],
    [
      "two stages see each other's results",
      one,
      update(
        {},
        [
          { $set: { c: { $avg: ["$a", "$b", 1] } } },
          { $set: { g: { $cond: [{ $gte: ["$c", 2] }, "high", "low"] } } },
        ],
        p,
      ),
      docs({ _id: 1, a: 2, b: 3, c: 2, g: "high" }),
    ],
    [
      "one stage sees the document as it was before",
      one,
      update({}, [{ $set: { a: "$b", b: "$a" } }], p),
      docs({ _id: 1, a: 3, b: 2 }),
    ],
    ["$unset removes fields", one, update({}, [{ $unset: ["a", "b"] }], p), docs({ _id: 1 })],
    ["$project keeps fields", one, update({}, [{ $project: { b: 1 } }], p), docs({ _id: 1, b: 3 })],
    [
      "$replaceWith replaces and keeps _id",
      one,
      update({}, [{ $replaceWith: { x: "$a" } }], p),
      docs({ _id: 1, x: 2 }),
    ],
    [
      "$replaceRoot with $mergeObjects gives defaults",
      [{ _id: 1, a: 9 }],
      update({}, [{ $replaceRoot: { newRoot: { $mergeObjects: [{ a: 0, b: 0 }, "$$ROOT"] } } }], p),
      docs({ _id: 1, a: 9, b: 0 }),
    ],
    [
      "$$NOW is one date for the whole update",
      [{ _id: 1 }, { _id: 2 }],
      [updateMany({}, [{ $set: { at: "$$NOW" } }], p), value({ $type: "$at" })],
      is("date"),
    ],
    [
      "$set to $$REMOVE removes",
      one,
      update({}, [{ $set: { a: { $cond: [{ $gt: ["$b", 1] }, "$$REMOVE", 1] } } }], p),
      docs({ _id: 1, b: 3 }),
    ],
    [
      "$map and $cond change elements of an array",
      [
        {
          _id: 1,
          o: [
            { id: 1, st: "A" },
            { id: 2, st: "A" },
          ],
        },
      ],
      update(
        {},
        [
          {
            $set: {
              o: {
                $map: {
                  input: "$o",
                  as: "e",
                  in: { $cond: [{ $eq: ["$$e.id", 2] }, { $mergeObjects: ["$$e", { st: "B" }] }, "$$e"] },
                },
              },
            },
          },
        ],
        p,
      ),
      docs({
        _id: 1,
        o: [
          { id: 1, st: "A" },
          { id: 2, st: "B" },
        ],
      }),
    ],
    [
      "$filter removes elements",
      [{ _id: 1, o: [1, 5, 9] }],
      update({}, [{ $set: { o: { $filter: { input: "$o", as: "e", cond: { $lt: ["$$e", 6] } } } } }], p),
      docs({ _id: 1, o: [1, 5] }),
    ],
    [
      "$concatArrays appends",
      [{ _id: 1, o: [1] }],
      update({}, [{ $set: { o: { $concatArrays: ["$o", [2, "$_id"]] } } }], p),
      docs({ _id: 1, o: [1, 2, 1] }),
    ],
    [
      "$ifNull begins a counter",
      [{ _id: 1 }],
      update({}, [{ $set: { n: { $add: [{ $ifNull: ["$n", 0] }, 1] } } }], p),
      docs({ _id: 1, n: 1 }),
    ],
    [
      "a nested path sets one field of a document",
      [{ _id: 1, s: { due: 1, x: 2 } }],
      update({}, [{ $set: { "s.due": "$$REMOVE", "s.y": 3 } }], p),
      docs({ _id: 1, s: { x: 2, y: 3 } }),
    ],
    [
      "a path through an array sets every element",
      [{ _id: 1, o: [{ a: 1 }, { a: 2 }] }],
      update({}, [{ $set: { "o.b": 0 } }], p),
      docs({
        _id: 1,
        o: [
          { a: 1, b: 0 },
          { a: 2, b: 0 },
        ],
      }),
    ],
    [
      "a string that begins with $ is a path; $literal is text",
      one,
      update({}, [{ $set: { a: { $literal: "$b" } } }], p),
      docs({ _id: 1, a: "$b", b: 3 }),
    ],
    [
      "an unchanged document counts as not modified",
      one,
      update({}, [{ $set: { a: 2 } }], p),
      has({ matchedCount: 1, modifiedCount: 0 }),
    ],
    [
      "a stage that is not for updates fails",
      one,
      update({}, [{ $match: { a: 1 } }], p),
      fails(72),
      "driver",
    ],
    ["_id cannot be changed by a pipeline", one, update({}, [{ $set: { _id: 2 } }], p), fails(66)],
    [
      "arrayFilters do not go with a pipeline",
      one,
      update({}, [{ $set: { a: 1 } }], { ...p, arrayFilters: [{ e: 1 }] }),
      fails(9),
    ],
    [
      "an upsert by pipeline begins with the query's equalities",
      [],
      update({ _id: 7, k: "x" }, [{ $set: { n: { $add: [{ $ifNull: ["$n", 0] }, 1] } } }], {
        ...p,
        upsert: true,
      }),
      docs({ _id: 7, k: "x", n: 1 }),
    ],
    [
      "constants of a statement are variables of its pipeline",
      one,
      command((c) => ({ update: c, updates: [{ q: {}, u: [{ $set: { a: "$$v" } }], c: { v: 8 } }] })),
      docs({ _id: 1, a: 8, b: 3 }),
    ],
    [
      "$let within a pipeline update",
      one,
      update(
        {},
        [{ $set: { a: { $let: { vars: { s: { $add: ["$a", "$b"] } }, in: { $multiply: ["$$s", 2] } } } } }],
        p,
      ),
      docs({ _id: 1, a: 10, b: 3 }),
    ],
    [
      "$switch chooses",
      one,
      update(
        {},
        [
          {
            $set: {
              g: { $switch: { branches: [{ case: { $gt: ["$a", 5] }, then: "big" }], default: "small" } },
            },
          },
        ],
        p,
      ),
      docs({ _id: 1, a: 2, b: 3, g: "small" }),
    ],
    [
      "an error in an expression changes nothing",
      one,
      update({}, [{ $set: { a: { $add: ["$a", "x"] } } }], p),
      { ...fails([14, 16554]), docs: one },
    ],
  ),
];
