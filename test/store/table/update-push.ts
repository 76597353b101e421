// Update operators on arrays: reference/operator/update-array.
import { docs, fails, has, page, update } from "./row.ts";

const a = (...v: unknown[]) => [{ _id: 1, a: v }];
const one = [{ _id: 1 }];
const push = (spec: unknown) => update({}, { $push: { a: spec } });

export const rows = [
  ...page(
    "reference/operator/update/push/",
    ["$push appends", a(1), push(2), docs(...a(1, 2))],
    ["$push makes an array of a missing field", one, push(1), docs(...a(1))],
    ["$push of an array appends it as one element", a(1), push([2, 3]), docs(...a(1, [2, 3]))],
    ["$push to something else fails", [{ _id: 1, a: 1 }], push(2), fails(2)],
    ["$push to null fails", [{ _id: 1, a: null }], push(2), fails(2)],
    ["$each appends several", a(1), push({ $each: [2, 3] }), docs(...a(1, 2, 3))],
    ["$each with nothing on a missing field makes an empty array", one, push({ $each: [] }), docs(...a())],
    [
      "$slice keeps the last when negative",
      a(1, 2),
      push({ $each: [3, 4], $slice: -3 }),
      docs(...a(2, 3, 4)),
    ],
    [
      "$slice keeps the first when positive",
      a(1, 2),
      push({ $each: [3, 4], $slice: 3 }),
      docs(...a(1, 2, 3)),
    ],
    ["$slice of zero empties the array", a(1, 2), push({ $each: [3], $slice: 0 }), docs(...a())],
    ["$slice alone trims with an empty $each", a(1, 2, 3), push({ $each: [], $slice: -1 }), docs(...a(3))],
    ["$sort orders the whole array", a(3, 1), push({ $each: [2], $sort: 1 }), docs(...a(1, 2, 3))],
    ["$sort descending", a(3, 1), push({ $each: [2], $sort: -1 }), docs(...a(3, 2, 1))],
    [
      "$sort by a field of the elements",
      a({ s: 5, k: 1 }),
      push({
        $each: [
          { s: 3, k: 2 },
          { s: 9, k: 3 },
        ],
        $sort: { s: 1 },
      }),
      docs(...a({ s: 3, k: 2 }, { s: 5, k: 1 }, { s: 9, k: 3 })),
    ],
    [
      "$sort then $slice keeps the best three",
      a({ q: 1, s: 10 }, { q: 2, s: 8 }),
      push({
        $each: [
          { q: 3, s: 7 },
          { q: 4, s: 9 },
        ],
        $sort: { s: -1 },
        $slice: 3,
      }),
      docs(...a({ q: 1, s: 10 }, { q: 4, s: 9 }, { q: 2, s: 8 })),
    ],
    ["$position inserts at the front", a(1, 2), push({ $each: [0], $position: 0 }), docs(...a(0, 1, 2))],
    [
      "$position inserts in the middle",
      a(1, 2, 3),
      push({ $each: [8, 9], $position: 1 }),
      docs(...a(1, 8, 9, 2, 3)),
    ],
    [
      "a negative $position counts from the end",
      a(50, 60, 70, 100),
      push({ $each: [10, 20], $position: -2 }),
      docs(...a(50, 60, 10, 20, 70, 100)),
    ],
    ["$position beyond the end appends", a(1), push({ $each: [2], $position: 10 }), docs(...a(1, 2))],
    ["an unknown clause beside $each fails", a(1), push({ $each: [2], $foo: 1 }), fails(2), "driver"],
    ["$each must be an array", a(1), push({ $each: 2 }), fails(2), "driver"],
    [
      "$push reaches a nested array",
      [{ _id: 1, o: { a: [1] } }],
      update({}, { $push: { "o.a": 2 } }),
      docs({ _id: 1, o: { a: [1, 2] } }),
    ],
    [
      "$push keeps the newest entries of a bounded log",
      [{ _id: 1, log: [{ n: 1 }, { n: 2 }, { n: 3 }] }],
      update({ _id: 1 }, { $push: { log: { $each: [{ n: 4 }], $slice: -3 } } }),
      docs({ _id: 1, log: [{ n: 2 }, { n: 3 }, { n: 4 }] }),
    ],
  ),
  ...page(
    "reference/operator/update/addToSet/",
    ["$addToSet adds what is not there", a(1), update({}, { $addToSet: { a: 2 } }), docs(...a(1, 2))],
    [
      "$addToSet leaves what is there",
      a(1, 2),
      update({}, { $addToSet: { a: 2 } }),
      has({ matchedCount: 1, modifiedCount: 0 }),
    ],
    [
      "$addToSet of an array adds it as one element",
      a("a"),
      update({}, { $addToSet: { a: ["b"] } }),
      docs(...a("a", ["b"])),
    ],
    [
      "$addToSet $each adds each once",
      a(1),
      update({}, { $addToSet: { a: { $each: [1, 2, 2, 3] } } }),
      docs(...a(1, 2, 3)),
    ],
    [
      "$addToSet leaves duplicates that are there already",
      a(1, 1, 3),
      update({}, { $addToSet: { a: 2 } }),
      docs(...a(1, 1, 3, 2)),
    ],
    [
      "documents with another field order are not the same",
      a({ x: 1, y: 2 }),
      update({}, { $addToSet: { a: { y: 2, x: 1 } } }),
      docs(...a({ x: 1, y: 2 }, { y: 2, x: 1 })),
    ],
    [
      "$addToSet of an equal document is no change",
      a({ x: 1, y: 2 }),
      update({}, { $addToSet: { a: { x: 1, y: 2 } } }),
      has({ modifiedCount: 0 }),
    ],
    ["$addToSet makes an array of a missing field", one, update({}, { $addToSet: { a: 1 } }), docs(...a(1))],
    ["$addToSet to something else fails", [{ _id: 1, a: 1 }], update({}, { $addToSet: { a: 2 } }), fails(2)],
  ),
  ...page(
    "reference/operator/update/pull/",
    ["$pull removes all equal values", a(1, 2, 1, 3), update({}, { $pull: { a: 1 } }), docs(...a(2, 3))],
    ["$pull removes by condition", a(1, 5, 8), update({}, { $pull: { a: { $gte: 5 } } }), docs(...a(1))],
    ["$pull with $in", a("x", "y", "z"), update({}, { $pull: { a: { $in: ["x", "z"] } } }), docs(...a("y"))],
    [
      "$pull applies a document as a query to each element",
      a({ i: "A", s: 5 }, { i: "B", s: 8, c: 1 }),
      update({}, { $pull: { a: { s: 8, i: "B" } } }),
      docs(...a({ i: "A", s: 5 })),
    ],
    [
      "$pull with conditions on a field of the elements",
      a({ s: 5 }, { s: 8 }),
      update({}, { $pull: { a: { s: { $gt: 6 } } } }),
      docs(...a({ s: 5 })),
    ],
    [
      "$pull with $elemMatch on arrays in the elements",
      [
        {
          _id: 1,
          a: [
            {
              r: [
                { q: 1, v: 4 },
                { q: 2, v: 5 },
              ],
            },
            { r: [{ q: 1, v: 8 }] },
          ],
        },
      ],
      update({}, { $pull: { a: { r: { $elemMatch: { q: 2, v: { $gte: 5 } } } } } }),
      docs({ _id: 1, a: [{ r: [{ q: 1, v: 8 }] }] }),
    ],
    [
      "$pull of an array removes only exactly equal arrays",
      a([1, 2], [2, 1], 1),
      update({}, { $pull: { a: [1, 2] } }),
      docs(...a([2, 1], 1)),
      "driver",
    ],
    [
      "$pull of a missing field is no change",
      one,
      update({}, { $pull: { a: 1 } }),
      has({ modifiedCount: 0 }),
    ],
    ["$pull from something else fails", [{ _id: 1, a: 1 }], update({}, { $pull: { a: 1 } }), fails(2)],
    [
      "$pullAll removes all that are listed",
      [{ _id: 1, a: [0, 2, 5, 5, 1, 0] }],
      update({}, { $pullAll: { a: [0, 5] } }),
      docs(...a(2, 1)),
    ],
    ["$pullAll needs an array", a(1), update({}, { $pullAll: { a: 1 } }), fails([2, 14]), "driver"],
  ),
  ...page(
    "reference/operator/update/pop/",
    ["$pop 1 removes the last", a(8, 9, 10), update({}, { $pop: { a: 1 } }), docs(...a(8, 9))],
    ["$pop -1 removes the first", a(8, 9, 10), update({}, { $pop: { a: -1 } }), docs(...a(9, 10))],
    ["$pop of an empty array is no change", a(), update({}, { $pop: { a: 1 } }), has({ modifiedCount: 0 })],
    ["$pop from something else fails", [{ _id: 1, a: 1 }], update({}, { $pop: { a: 1 } }), fails(14)],
    ["$pop takes only 1 and -1", a(1), update({}, { $pop: { a: 2 } }), fails(9), "driver"],
  ),
];
