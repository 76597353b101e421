// The same question with and without an index has one answer: a row gives what MongoDB gives, the index must not show.
import { bulk, count, find, gives, ids, page, remove, update } from "./row.ts";

const pairs = Array.from({ length: 30 }, (_, i) => ({ _id: i, a: i % 3, b: (i * 7) % 10, l: [i, i + 1] }));
const ab = { docs: pairs, indexes: [{ key: { a: 1, b: -1 }, name: "ab" }] };
const idsOf = (
  test: (d: (typeof pairs)[number]) => boolean,
  order: (x: (typeof pairs)[number], y: (typeof pairs)[number]) => number = (x, y) => x._id - y._id,
) =>
  ids(
    ...pairs
      .filter(test)
      .sort(order)
      .map((d) => d._id),
  );

export const rows = [
  ...page(
    "tutorial/sort-results-with-indexes/",
    [
      "equality and a range on the second field, sorted by it",
      ab,
      find({ a: 1, b: { $gte: 3 } }, { sort: { b: -1, _id: 1 } }),
      idsOf(
        (d) => d.a === 1 && d.b >= 3,
        (x, y) => y.b - x.b || x._id - y._id,
      ),
    ],
    [
      "$in on the first field, sorted by the second",
      ab,
      find({ a: { $in: [2, 0] } }, { sort: { b: 1, _id: 1 }, limit: 7 }),
      ids(
        ...pairs
          .filter((d) => d.a !== 1)
          .sort((x, y) => x.b - y.b || x._id - y._id)
          .slice(0, 7)
          .map((d) => d._id),
      ),
    ],
    [
      "a sort along the index",
      ab,
      find({}, { sort: { a: 1, b: -1, _id: 1 } }),
      idsOf(
        () => true,
        (x, y) => x.a - y.a || y.b - x.b || x._id - y._id,
      ),
    ],
    [
      "a sort against the index",
      ab,
      find({}, { sort: { a: -1, b: 1, _id: 1 } }),
      idsOf(
        () => true,
        (x, y) => y.a - x.a || x.b - y.b || x._id - y._id,
      ),
    ],
    [
      "a sort that the index does not have",
      ab,
      find({}, { sort: { a: 1, b: 1, _id: 1 } }),
      idsOf(
        () => true,
        (x, y) => x.a - y.a || x.b - y.b || x._id - y._id,
      ),
    ],
    [
      "$or finds a document once",
      {
        docs: pairs,
        indexes: [
          { key: { a: 1 }, name: "a" },
          { key: { b: 1 }, name: "b" },
        ],
      },
      find({ $or: [{ a: 1 }, { b: { $gt: 5 } }, { a: 1, b: 0 }] }, { sort: { _id: 1 } }),
      idsOf((d) => d.a === 1 || d.b > 5),
    ],
    [
      "a range over a multikey index finds a document once",
      { docs: pairs, indexes: [{ key: { l: 1 }, name: "l" }] },
      find({ l: { $gte: 10, $lte: 12 } }, { sort: { _id: 1 } }),
      idsOf((d) => d.l.some((v) => v >= 10) && d.l.some((v) => v <= 12)),
    ],
    [
      "a sort by a multikey index takes the least element",
      {
        docs: [{ _id: 1, l: [5, 1] }, { _id: 2, l: [3] }, { _id: 3, l: [] }, { _id: 4 }],
        indexes: [{ key: { l: 1 }, name: "l" }],
      },
      find({}, { sort: { l: 1 } }),
      ids(3, 4, 1, 2),
    ],
    [
      "a sort down by a multikey index takes the greatest",
      {
        docs: [
          { _id: 1, l: [5, 1] },
          { _id: 2, l: [3] },
          { _id: 3, l: [6, 0] },
        ],
        indexes: [{ key: { l: 1 }, name: "l" }],
      },
      find({}, { sort: { l: -1 } }),
      ids(3, 1, 2),
    ],
    [
      "10 000 values of $in",
      { docs: pairs, indexes: [{ key: { b: 1 }, name: "b" }] },
      count({ b: { $in: Array.from({ length: 10_000 }, (_, i) => i + 5) } }),
      gives(15),
    ],
    [
      "a hint for update, delete and count",
      ab,
      [
        update({ a: 1 }, { $set: { hit: 1 } }, { hint: "ab" }),
        remove({ a: 0 }, { hint: { a: 1, b: -1 } }),
        count({ a: { $gte: 0 } }, { hint: "ab" }),
      ],
      gives(29),
    ],
    [
      "an index follows many changes",
      ab,
      [
        bulk([
          ...pairs.map((d) => ({
            updateOne: { filter: { _id: d._id }, update: { $set: { a: d._id % 5, b: null } } },
          })),
          { deleteMany: { filter: { a: 4 } } },
          { updateMany: { filter: { a: 3 }, update: { $unset: { a: "" }, $inc: { c: 1 } } } },
        ]),
        find({ a: { $gte: 0 } }, { hint: "ab", sort: { _id: 1 } }),
      ],
      ids(...pairs.filter((d) => d._id % 5 < 3).map((d) => d._id)),
    ],
  ),
];
