// Update operators on arrays: reference/operator/update-array.
import { docs, fails, has, page, update, updateMany } from "./row.ts";

const a = (...v: unknown[]) => [{ _id: 1, a: v }];
const one = [{ _id: 1 }];
const grades = [
  {
    _id: 1,
    grades: [
      { grade: 80, mean: 75 },
      { grade: 85, mean: 90 },
      { grade: 85, mean: 85 },
    ],
  },
];

export const rows = [
  ...page(
    "reference/operator/update/positional/",
    [
      "$ is the first element that the query matched",
      a(85, 80, 80),
      update({ a: 80 }, { $set: { "a.$": 82 } }),
      docs(...a(85, 82, 80)),
    ],
    [
      "$ reaches a field of the matched element",
      grades,
      update({ "grades.grade": 85 }, { $set: { "grades.$.std": 6 } }),
      docs({
        _id: 1,
        grades: [
          { grade: 80, mean: 75 },
          { grade: 85, mean: 90, std: 6 },
          { grade: 85, mean: 85 },
        ],
      }),
    ],
    [
      "$ with $elemMatch finds by several fields",
      grades,
      update(
        { grades: { $elemMatch: { grade: { $lte: 90 }, mean: { $gt: 80 } } } },
        { $set: { "grades.$.hit": 1 } },
      ),
      docs({
        _id: 1,
        grades: [
          { grade: 80, mean: 75 },
          { grade: 85, mean: 90, hit: 1 },
          { grade: 85, mean: 85 },
        ],
      }),
    ],
    ["$ without a match in the query fails", a(1), update({ _id: 1 }, { $set: { "a.$": 2 } }), fails(2)],
    [
      "$ with $inc",
      a({ k: "x", n: 1 }, { k: "y", n: 1 }),
      update({ "a.k": "y" }, { $inc: { "a.$.n": 5 } }),
      docs(...a({ k: "x", n: 1 }, { k: "y", n: 6 })),
    ],
    ["$ with $unset leaves null", a(1, 2), update({ a: 2 }, { $unset: { "a.$": "" } }), docs(...a(1, null))],
    [
      "$ in updateMany is each document's own element",
      [
        { _id: 1, a: [1, 2] },
        { _id: 2, a: [2, 3] },
      ],
      updateMany({ a: 2 }, { $set: { "a.$": 9 } }),
      docs({ _id: 1, a: [1, 9] }, { _id: 2, a: [9, 3] }),
    ],
    [
      "$ follows a range",
      a(1, 5, 9),
      update({ a: { $elemMatch: { $gt: 3, $lt: 8 } } }, { $set: { "a.$": 0 } }),
      docs(...a(1, 0, 9)),
    ],
    [
      "$ in an upsert fails",
      [],
      update({ _id: 1, a: 1 }, { $set: { "a.$": 2 } }, { upsert: true }),
      fails(2),
    ],
  ),
  ...page(
    "reference/operator/update/positional-all/",
    ["$[] is every element", a(1, 2, 3), update({}, { $inc: { "a.$[]": 10 } }), docs(...a(11, 12, 13))],
    [
      "$[] reaches a field of every element",
      a({ n: 1 }, { n: 2 }),
      update({}, { $set: { "a.$[].n": 0 } }),
      docs(...a({ n: 0 }, { n: 0 })),
    ],
    [
      "$[] twice reaches arrays in arrays",
      [{ _id: 1, a: [{ b: [1, 2] }, { b: [3] }] }],
      update({}, { $inc: { "a.$[].b.$[]": 1 } }),
      docs({ _id: 1, a: [{ b: [2, 3] }, { b: [4] }] }),
    ],
    ["$[] on a missing field fails", one, update({}, { $set: { "a.$[]": 1 } }), fails(2)],
    ["$[] on a number fails", [{ _id: 1, a: 1 }], update({}, { $set: { "a.$[]": 1 } }), fails(2)],
  ),
  ...page(
    "reference/operator/update/positional-filtered/",
    [
      "$[e] is every element that the filter matches",
      a(95, 102, 90, 150),
      update({}, { $set: { "a.$[e]": 100 } }, { arrayFilters: [{ e: { $gte: 100 } }] }),
      docs(...a(95, 100, 90, 100)),
    ],
    [
      "$[e] filters by a field of the element",
      grades,
      update({}, { $set: { "grades.$[e].mean": 100 } }, { arrayFilters: [{ "e.grade": { $gte: 85 } }] }),
      docs({
        _id: 1,
        grades: [
          { grade: 80, mean: 75 },
          { grade: 85, mean: 100 },
          { grade: 85, mean: 100 },
        ],
      }),
    ],
    [
      "a filter may ask two fields of one element",
      grades,
      update(
        {},
        { $inc: { "grades.$[e].mean": 1 } },
        { arrayFilters: [{ "e.grade": 85, "e.mean": { $gt: 85 } }] },
      ),
      docs({
        _id: 1,
        grades: [
          { grade: 80, mean: 75 },
          { grade: 85, mean: 91 },
          { grade: 85, mean: 85 },
        ],
      }),
    ],
    [
      "two identifiers reach nested arrays",
      [
        {
          _id: 1,
          a: [
            { t: "x", q: [1, 8] },
            { t: "y", q: [8] },
          ],
        },
      ],
      update({}, { $set: { "a.$[t].q.$[s]": 0 } }, { arrayFilters: [{ "t.t": "x" }, { s: { $gte: 5 } }] }),
      docs({
        _id: 1,
        a: [
          { t: "x", q: [1, 0] },
          { t: "y", q: [8] },
        ],
      }),
    ],
    [
      "$[] and $[e] work together",
      [{ _id: 1, a: [{ q: [1, 8] }, { q: [8] }] }],
      update({}, { $inc: { "a.$[].q.$[s]": -2 } }, { arrayFilters: [{ s: { $gte: 5 } }] }),
      docs({ _id: 1, a: [{ q: [1, 6] }, { q: [6] }] }),
    ],
    [
      "a filter with $or",
      a(1, 5, 9),
      update({}, { $set: { "a.$[e]": 0 } }, { arrayFilters: [{ $or: [{ e: 1 }, { e: 9 }] }] }),
      docs(...a(0, 5, 0)),
      "driver",
    ],
    [
      "$push through a filter",
      a({ k: 1, l: [] }, { k: 2, l: [] }),
      update({}, { $push: { "a.$[e].l": 7 } }, { arrayFilters: [{ "e.k": 2 }] }),
      docs(...a({ k: 1, l: [] }, { k: 2, l: [7] })),
    ],
    [
      "a filter that matches nothing is no change",
      a(1),
      update({}, { $set: { "a.$[e]": 2 } }, { arrayFilters: [{ e: 9 }] }),
      has({ matchedCount: 1, modifiedCount: 0 }),
    ],
    [
      "a filter that is not used fails",
      a(1),
      update({}, { $set: { b: 2 } }, { arrayFilters: [{ e: 9 }] }),
      fails(9),
      "driver",
    ],
    ["an identifier without a filter fails", a(1), update({}, { $set: { "a.$[e]": 2 } }), fails(2)],
    [
      "two filters for one identifier fail",
      a(1),
      update({}, { $set: { "a.$[e]": 2 } }, { arrayFilters: [{ e: 1 }, { e: 2 }] }),
      fails(9),
    ],
  ),
];
