// find: projection, sort, skip and limit, options. reference/command/find and tutorial/project-fields-from-query-results.
import { Binary, Decimal128, Long, MaxKey, MinKey, ObjectId, Timestamp } from "bson";
import { command, fails, find, ids, page } from "./row.ts";

const order = (sort: unknown) => find({}, { sort });
const numbered = (...v: unknown[]) => v.map((n, i) => ({ _id: i + 1, n }));

export const rows = [
  ...page(
    "reference/method/cursor.sort/",
    ["sort up", numbered(3, 1, 2), order({ n: 1 }), ids(2, 3, 1)],
    ["sort down", numbered(3, 1, 2), order({ n: -1 }), ids(1, 3, 2)],
    [
      "sort by two fields",
      [
        { _id: 1, a: 1, b: 1 },
        { _id: 2, a: 0, b: 1 },
        { _id: 3, a: 1, b: 2 },
      ],
      order({ a: -1, b: -1 }),
      ids(3, 1, 2),
    ],
    [
      "sort by a dotted path",
      [
        { _id: 1, o: { p: 2 } },
        { _id: 2, o: { p: 1 } },
      ],
      order({ "o.p": 1 }),
      ids(2, 1),
    ],
    [
      "sort, skip and limit in this order",
      numbered(5, 4, 3, 2, 1),
      find({}, { sort: { n: 1 }, skip: 1, limit: 2 }),
      ids(4, 3),
    ],
    [
      "an ascending sort takes an array by its least element",
      numbered([9, 2], 3, [1, 10]),
      order({ n: 1 }),
      ids(3, 1, 2),
    ],
    [
      "a descending sort takes an array by its greatest element",
      numbered([9, 2], 3, [1, 10]),
      order({ n: -1 }),
      ids(3, 1, 2),
    ],
    [
      "missing sorts with null, an empty array before",
      [
        { _id: 1, n: 1 },
        { _id: 2, n: null },
        { _id: 3, n: [] },
      ],
      order({ n: 1 }),
      ids(3, 2, 1),
    ],
    [
      "a sort direction must be 1 or -1",
      numbered(1),
      command((c) => ({ find: c, sort: { n: 2 } })),
      fails([2, 15975]),
    ],
    ["limit 0 is no limit", numbered(1, 2), find({}, { limit: 0 }), ids(1, 2)],
    ["skip beyond the end finds nothing", numbered(1), find({}, { skip: 5 }), ids()],
  ),
  ...page(
    "reference/bson-type-comparison-order/",
    [
      "kinds sort in BSON order",
      numbered(
        new MaxKey(),
        /a/,
        new Timestamp({ t: 1, i: 1 }),
        new Date(0),
        true,
        new ObjectId("65a000000000000000000001"),
        new Binary(Buffer.from("a")),
        [[1]],
        { a: 1 },
        "a",
        1,
        null,
        new MinKey(),
      ),
      order({ n: 1 }),
      ids(13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1),
    ],
    [
      "numbers of every kind sort together by value",
      numbered(2.5, Long.fromNumber(2), Decimal128.fromString("2.25"), 3, -1),
      order({ n: 1 }),
      ids(5, 2, 3, 1, 4),
    ],
    [
      "large longs sort exactly",
      numbered(Long.fromString("9007199254740993"), Long.fromString("9007199254740992"), 9007199254740994),
      order({ n: 1 }),
      ids(2, 1, 3),
    ],
    ["NaN is the least number", numbered(-5, Number.NaN, 0), order({ n: 1 }), ids(2, 1, 3)],
    [
      "negative numbers, zero and infinities",
      numbered(1, Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY, -1),
      order({ n: 1 }),
      ids(2, 5, 3, 1, 4),
    ],
    [
      "strings sort by bytes, not by language",
      numbered("b", "a", "B", "中", "é"),
      order({ n: 1 }),
      ids(3, 2, 1, 5, 4),
    ],
    ["a shorter string sorts first", numbered("ab", "a", "a\u0000b"), order({ n: 1 }), ids(2, 3, 1)],
    ["false sorts before true", numbered(true, false), order({ n: 1 }), ids(2, 1)],
    [
      "dates before 1970 sort first",
      numbered(new Date(0), new Date(-1), new Date(1)),
      order({ n: 1 }),
      ids(2, 1, 3),
    ],
    [
      "documents sort by kind, name and value of their fields in turn",
      numbered({ b: 1 }, { a: 2 }, { a: 1 }, { a: "x" }, {}),
      order({ n: 1 }),
      ids(5, 3, 2, 1, 4),
    ],
    [
      "binary sorts by length, subtype, bytes",
      numbered(
        new Binary(Buffer.from("b")),
        new Binary(Buffer.from("aa")),
        new Binary(Buffer.from("a")),
        new Binary(Buffer.from("a"), 5),
      ),
      order({ n: 1 }),
      ids(3, 1, 4, 2),
    ],
    [
      "ObjectIds sort by their bytes",
      numbered(new ObjectId("65a000000000000000000002"), new ObjectId("65a000000000000000000001")),
      order({ n: 1 }),
      ids(2, 1),
    ],
    [
      "an index gives the same order",
      {
        docs: numbered("a", 1, null, true, 2.5, new Date(0), { a: 1 }, Long.fromNumber(2)),
        indexes: [{ key: { n: 1 }, name: "n_1" }],
      },
      find({}, { sort: { n: 1 }, hint: "n_1" }),
      ids(3, 2, 8, 5, 1, 7, 4, 6),
    ],
    [
      "an index gives the descending order",
      { docs: numbered(3, 1, 2), indexes: [{ key: { n: 1 }, name: "n_1" }] },
      find({}, { sort: { n: -1 }, hint: "n_1" }),
      ids(1, 3, 2),
    ],
  ),
];
