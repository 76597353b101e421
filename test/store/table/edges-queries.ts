// Edges of paths, numbers and arrays: where an implementation is likely to differ from MongoDB.
import { fails, find, gives, ids, page, script } from "./row.ts";

const many = (...v: unknown[]) => v.map((w, i) => ({ _id: i + 1, n: w }));
const where = (filter: unknown) => find(filter, { sort: { _id: 1 } });

export const rows = [
  ...page(
    "tutorial/query-arrays/#query-an-array",
    ["$in with a whole array", many([1, 2], [2, 1], [[1, 2]]), where({ n: { $in: [[1, 2]] } }), ids(1, 3)],
    ...["$near", "$geoWithin", "$geoIntersects"].map(
      (operator) =>
        [
          `${operator} is refused by name`,
          many(1),
          where({ n: { [operator]: [0, 0] } }),
          fails(238, "NotImplemented"),
          "driver",
        ] as const,
    ),
    [
      "$all with a nested array",
      many(["a", "b"], [["a", "b"]], ["b", "a"]),
      where({ n: { $all: [["a", "b"]] } }),
      ids(1, 2),
    ],
    [
      "$elemMatch in $elemMatch",
      many([[1, 5], [8]], [[2]]),
      where({ n: { $elemMatch: { $elemMatch: { $gt: 7 } } } }),
      ids(1),
    ],
    [
      "$elemMatch with $exists",
      many([{ a: 1 }], [{ b: 1 }]),
      where({ n: { $elemMatch: { a: { $exists: true } } } }),
      ids(1),
    ],
    [
      "$elemMatch with $in on scalars",
      many(["x", "y"], ["z"]),
      where({ n: { $elemMatch: { $in: ["y"] } } }),
      ids(1),
    ],
    [
      "$elemMatch on a dotted path",
      [
        { _id: 1, o: { l: [{ k: 1, v: 2 }] } },
        { _id: 2, o: { l: [{ k: 1, v: 3 }] } },
      ],
      where({ "o.l": { $elemMatch: { k: 1, v: 3 } } }),
      ids(2),
    ],
    ["$not with $in", many(1, [1, 2], 3), where({ n: { $not: { $in: [1] } } }), ids(3)],
    ["$nin with an array value", many([1, 2], [3]), where({ n: { $nin: [2] } }), ids(2)],
    [
      "a range between arrays compares whole arrays",
      many([1, 5], [2], 9),
      where({ n: { $gt: [1, 9] } }),
      ids(2),
    ],
    [
      "$size on a path",
      [
        { _id: 1, o: { l: [1] } },
        { _id: 2, o: { l: [1, 2] } },
      ],
      where({ "o.l": { $size: 2 } }),
      ids(2),
    ],
    [
      "$where is refused or served, never ignored",
      many(1, 2),
      script(async ({ coll }) =>
        coll
          .find({ $where: "this.n == 2" })
          .toArray()
          .then(
            (d: unknown[]) => d.length === 1,
            (e: { code?: number }) => typeof e.code === "number",
          ),
      ),
      gives(true),
    ],
    ["$comment is nothing to the answer", many(1), where({ n: 1, $comment: "why" }), ids(1)],
    [
      "$jsonSchema is refused or served, never ignored",
      many(1, "a"),
      script(async ({ coll }) =>
        coll
          .find({ $jsonSchema: { properties: { n: { bsonType: "string" } } } })
          .toArray()
          .then(
            (d: unknown[]) => d.length === 1,
            (e: { code?: number }) => typeof e.code === "number",
          ),
      ),
      gives(true),
    ],
    [
      "$text without a text index fails",
      many("a"),
      where({ $text: { $search: "a" } }),
      fails([27, 2, 238]),
      "driver",
    ],
    [
      "$expr with a missing field is below every value",
      many(1),
      where({ $expr: { $lt: ["$nope", "$n"] } }),
      ids(1),
    ],
  ),
];
