// Query operators: reference/operator/query, and how they see arrays, null and missing fields.
import { find, ids, page } from "./row.ts";

const sorted = { sort: { _id: 1 } };
const where = (filter: unknown) => find(filter, sorted);
const ofN = (...v: unknown[]) => v.map((n, i) => ({ _id: i + 1, n }));
const scores = [
  { _id: 1, r: [82, 85, 88] },
  { _id: 2, r: [75, 88, 89] },
  { _id: 3, r: [81] },
];
const items = [
  {
    _id: 1,
    i: [
      { c: "A", q: 5 },
      { c: "B", q: 20 },
    ],
  },
  { _id: 2, i: [{ c: "A", q: 40 }] },
  {
    _id: 3,
    i: [
      { c: "B", q: 5 },
      { c: "C", q: 60 },
    ],
  },
  { _id: 4, i: { c: "A", q: 5 } },
];

export const rows = [
  ...page(
    "tutorial/query-arrays/",
    [
      "equality with an array is exact",
      ofN([1, 2], [2, 1], [1, 2, 3], [[1, 2]]),
      where({ n: [1, 2] }),
      ids(1, 4),
    ],
    ["equality with a value looks into the array", ofN([1, 2], [3], 2), where({ n: 2 }), ids(1, 3)],
    [
      "two conditions may be met by two elements",
      ofN([1, 25], [18], [5, 6]),
      where({ n: { $gt: 15, $lt: 20 } }),
      ids(1, 2),
    ],
    [
      "$elemMatch asks one element for both",
      ofN([1, 25], [18], [5, 6]),
      where({ n: { $elemMatch: { $gt: 15, $lt: 20 } } }),
      ids(2),
    ],
    ["an element by index", ofN([1, 25], [25, 1]), where({ "n.1": 25 }), ids(1)],
    ["$size counts exactly", ofN([1], [1, 2], [], 1), where({ n: { $size: 2 } }), ids(2)],
    ["$size 0 is the empty array", ofN([1], [], null), where({ n: { $size: 0 } }), ids(2)],
    [
      "$all needs every value, in any order",
      ofN([1, 2, 3], [3, 1], [1]),
      where({ n: { $all: [3, 1] } }),
      ids(1, 2),
    ],
    ["$all of one value finds a single value", ofN(1, [1], [2]), where({ n: { $all: [1] } }), ids(1, 2)],
    ["$all of nothing finds nothing", ofN([], [1]), where({ n: { $all: [] } }), ids()],
    [
      "$all with $elemMatch",
      items,
      where({
        i: { $all: [{ $elemMatch: { c: "A", q: { $lt: 10 } } }, { $elemMatch: { c: "B", q: { $gt: 10 } } }] },
      }),
      ids(1),
    ],
  ),
  ...page(
    "tutorial/query-array-of-documents/",
    ["a dotted path looks into every element", items, where({ "i.c": "A" }), ids(1, 2, 4)],
    [
      "conditions on two paths may be met by two elements",
      items,
      where({ "i.c": "A", "i.q": { $gt: 10 } }),
      ids(1, 2),
    ],
    [
      "$elemMatch asks one element for two fields",
      items,
      where({ i: { $elemMatch: { c: "A", q: { $gt: 10 } } } }),
      ids(2),
    ],
    [
      "$elemMatch does not see a single document",
      items,
      where({ i: { $elemMatch: { c: "A", q: 5 } } }),
      ids(1),
    ],
    ["a path with an index", items, where({ "i.0.q": 5 }), ids(1, 3)],
    [
      "$not $elemMatch: no element is like that",
      items,
      where({ i: { $not: { $elemMatch: { c: "A" } } } }),
      ids(3, 4),
    ],
    ["$ne on a path means no element has it", items, where({ "i.c": { $ne: "A" } }), ids(3)],
    [
      "a path goes through arrays in arrays of documents",
      [
        { _id: 1, a: [{ b: [{ c: 1 }, { c: 2 }] }] },
        { _id: 2, a: [{ b: [{ c: 3 }] }] },
      ],
      where({ "a.b.c": 2 }),
      ids(1),
    ],
    [
      "a path does not go through an array directly in an array",
      ofN([[{ c: 1 }]], [{ c: 1 }]),
      where({ "n.c": 1 }),
      ids(2),
    ],
    ["$exists on a path through an array", items, where({ "i.q": { $exists: false } }), ids()],
    [
      "$elemMatch with a range over numbers",
      scores,
      where({ r: { $elemMatch: { $gte: 80, $lt: 85 } } }),
      ids(1, 3),
    ],
    [
      "$elemMatch with $or inside",
      items,
      where({ i: { $elemMatch: { $or: [{ c: "C" }, { q: 40 }] } } }),
      ids(2, 3),
    ],
    ["$elemMatch with $ne", ofN(["x", "y"], ["x"]), where({ n: { $elemMatch: { $ne: "x" } } }), ids(1)],
  ),
];
