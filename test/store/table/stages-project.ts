// Aggregation stages: reference/operator/aggregation-pipeline.
import { aggregate, command, docs, fails, gives, has, page, script } from "./row.ts";

const sales = [
  { _id: 1, item: "a", price: 10, qty: 2, at: new Date("2024-01-01T00:00:00Z") },
  { _id: 2, item: "b", price: 20, qty: 1, at: new Date("2024-02-01T00:00:00Z") },
  { _id: 3, item: "a", price: 5, qty: 10, at: new Date("2024-02-01T12:00:00Z") },
];
const numbered = (...v: unknown[]) => v.map((n, i) => ({ _id: i + 1, n }));
const onto = (c: string) => `${c}_b`;

export const rows = [
  ...page(
    "reference/operator/aggregation/project/",
    [
      "$project includes, renames and computes",
      sales,
      aggregate([
        { $match: { _id: 1 } },
        { $project: { _id: 0, item: 1, cost: { $multiply: ["$price", "$qty"] } } },
      ]),
      gives([{ item: "a", cost: 20 }]),
    ],
    [
      "$project excludes",
      [{ _id: 1, a: 1, b: { c: 1, d: 2 } }],
      aggregate([{ $project: { "b.c": 0 } }]),
      gives([{ _id: 1, a: 1, b: { d: 2 } }]),
    ],
    [
      "a new field from a path",
      [{ _id: 1, o: { p: 5 } }],
      aggregate([{ $project: { x: "$o.p" } }]),
      gives([{ _id: 1, x: 5 }]),
    ],
    [
      "a path through an array collects",
      [{ _id: 1, o: [{ p: 5 }, { q: 1 }, { p: 6 }] }],
      aggregate([{ $project: { x: "$o.p" } }]),
      gives([{ _id: 1, x: [5, 6] }]),
    ],
    [
      "a missing path leaves the field out",
      [{ _id: 1 }],
      aggregate([{ $project: { x: "$nope" } }]),
      gives([{ _id: 1 }]),
    ],
    [
      "$$REMOVE leaves the field out",
      [{ _id: 1, a: 1 }],
      aggregate([{ $project: { a: { $cond: [true, "$$REMOVE", 1] } } }]),
      gives([{ _id: 1 }]),
    ],
    ["an empty $project fails", sales, aggregate([{ $project: {} }]), fails(51272)],
    [
      "$set adds and replaces in place",
      [{ _id: 1, a: 1, b: 2 }],
      aggregate([{ $set: { a: 9, c: 3 } }]),
      gives([{ _id: 1, a: 9, b: 2, c: 3 }]),
    ],
    [
      "$addFields below a document",
      [{ _id: 1, o: { p: 1 } }],
      aggregate([{ $addFields: { "o.q": 2 } }]),
      gives([{ _id: 1, o: { p: 1, q: 2 } }]),
    ],
    [
      "$unset takes a name or a list",
      [{ _id: 1, a: 1, b: 2 }],
      aggregate([{ $unset: "a" }, { $unset: ["b"] }]),
      gives([{ _id: 1 }]),
    ],
    [
      "$replaceRoot",
      [{ _id: 1, o: { p: 1 } }],
      aggregate([{ $replaceRoot: { newRoot: "$o" } }]),
      gives([{ p: 1 }]),
    ],
    [
      "$replaceRoot by something else fails",
      [{ _id: 1, o: 1 }],
      aggregate([{ $replaceRoot: { newRoot: "$o" } }]),
      fails([40228, 8105800]),
    ],
    ["$replaceWith", [{ _id: 1, a: 2 }], aggregate([{ $replaceWith: { x: "$a" } }]), gives([{ x: 2 }])],
  ),
  ...page(
    "reference/operator/aggregation/merge/",
    [
      "$merge updates what is there and inserts the rest",
      {
        docs: [
          { _id: 1, a: 1 },
          { _id: 2, a: 2 },
        ],
        others: { b: [{ _id: 1, keep: true, a: 0 }] },
      },
      script(async ({ db, coll }) => {
        const into = `${coll.collectionName}_b`;
        const out = await coll.aggregate([{ $merge: { into } }]).toArray();
        return [
          out,
          await db
            .collection(into)
            .find({}, { sort: { _id: 1 } })
            .toArray(),
        ];
      }),
      gives([
        [],
        [
          { _id: 1, keep: true, a: 1 },
          { _id: 2, a: 2 },
        ],
      ]),
    ],
    [
      "$merge may fail on a match",
      { docs: [{ _id: 1 }], others: { b: [{ _id: 1 }] } },
      aggregate((c: string) => [{ $merge: { into: onto(c), whenMatched: "fail" } }]),
      fails(11000),
    ],
    [
      "$merge may keep, replace or discard",
      {
        docs: [
          { _id: 1, a: 1 },
          { _id: 2, a: 1 },
        ],
        others: { b: [{ _id: 1, old: 1 }] },
      },
      script(async ({ db, coll }) => {
        const into = `${coll.collectionName}_b`;
        const all = () =>
          db
            .collection(into)
            .find({}, { sort: { _id: 1 } })
            .toArray();
        await coll
          .aggregate([{ $merge: { into, whenMatched: "keepExisting", whenNotMatched: "discard" } }])
          .toArray();
        const kept = await all();
        await coll
          .aggregate([{ $merge: { into, whenMatched: "replace", whenNotMatched: "discard" } }])
          .toArray();
        return [kept, await all()];
      }),
      gives([[{ _id: 1, old: 1 }], [{ _id: 1, a: 1 }]]),
    ],
    [
      "$merge with a pipeline sees $$new",
      { docs: [{ _id: 1, n: 5 }], others: { b: [{ _id: 1, n: 10 }] } },
      script(async ({ db, coll }) => {
        const into = `${coll.collectionName}_b`;
        await coll
          .aggregate([{ $merge: { into, whenMatched: [{ $set: { n: { $add: ["$n", "$$new.n"] } } }] } }])
          .toArray();
        return db.collection(into).find().toArray();
      }),
      gives([{ _id: 1, n: 15 }]),
    ],
    [
      "$out replaces a collection",
      { docs: [{ _id: 1 }], others: { b: [{ _id: 9 }] } },
      script(async ({ db, coll }) => {
        await coll.aggregate([{ $out: `${coll.collectionName}_b` }]).toArray();
        return db.collection(`${coll.collectionName}_b`).find().toArray();
      }),
      gives([{ _id: 1 }]),
    ],
    [
      "$out must be last",
      numbered(1),
      aggregate((c: string) => [{ $out: onto(c) }, { $match: {} }]),
      fails([40601, 40644]),
    ],
  ),
  ...page(
    "reference/command/aggregate/",
    [
      "$match, $sort, $limit",
      sales,
      aggregate([
        { $match: { item: "a" } },
        { $sort: { price: 1 } },
        { $limit: 1 },
        { $project: { _id: 1 } },
      ]),
      gives([{ _id: 3 }]),
    ],
    [
      "$match with $expr and let",
      numbered(1, 2),
      command((c) => ({
        aggregate: c,
        pipeline: [{ $match: { $expr: { $eq: ["$n", "$$x"] } } }],
        let: { x: 2 },
        cursor: {},
      })),
      has({ cursor: { firstBatch: [{ _id: 2, n: 2 }] } }),
    ],
    ["an unknown stage fails", numbered(1), aggregate([{ $foo: {} }]), fails(40324)],
    ["a stage has one name", numbered(1), aggregate([{ $match: {}, $limit: 1 }]), fails(40323), "driver"],
    [
      "the cursor option is needed",
      numbered(1),
      command((c) => ({ aggregate: c, pipeline: [] })),
      fails(9, "FailedToParse"),
    ],
    ["$limit must be positive", numbered(1), aggregate([{ $limit: 0 }]), fails(15958)],
    ["an empty pipeline gives all", numbered(1), aggregate([]), gives([{ _id: 1, n: 1 }]), "driver"],
    [
      "a pipeline does not change the collection",
      numbered([1, 2]),
      aggregate([{ $unwind: "$n" }, { $set: { n: 0 } }]),
      docs(...numbered([1, 2])),
    ],
    [
      "$sort by a computed field",
      sales,
      aggregate([
        { $set: { c: { $multiply: ["$price", "$qty"] } } },
        { $sort: { c: -1, _id: 1 } },
        { $project: { _id: 1 } },
      ]),
      gives([{ _id: 3 }, { _id: 1 }, { _id: 2 }]),
    ],
  ),
];
