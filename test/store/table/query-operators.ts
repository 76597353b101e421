// biome-ignore-all lint/suspicious/noThenProperty: $cond and $switch have a field of this name
// Query operators: reference/operator/query, and how they see arrays, null and missing fields.
import { Decimal128, Long } from "bson";
import { count, fails, find, gives, ids, page } from "./row.ts";

const sorted = { sort: { _id: 1 } };
const where = (filter: unknown) => find(filter, sorted);
const ofN = (...v: unknown[]) => v.map((n, i) => ({ _id: i + 1, n }));
const day = (d: number) => new Date(Date.UTC(2025, 0, d));

export const rows = [
  ...page(
    "reference/operator/query/type/",
    ["$type by name", ofN(1, "a", [1], null), where({ n: { $type: "string" } }), ids(2)],
    ["$type by number", ofN(1, "a"), where({ n: { $type: 2 } }), ids(2)],
    [
      "$type number is every number",
      ofN(1, 1.5, Long.fromNumber(1), Decimal128.fromString("1"), "1"),
      where({ n: { $type: "number" } }),
      ids(1, 2, 3, 4),
    ],
    [
      "$type int, long and double are kept apart",
      ofN(1, 1.5, Long.fromNumber(1)),
      where({ n: { $type: ["double", "long"] } }),
      ids(2, 3),
    ],
    ["$type looks into arrays", ofN(["a", 1], [1]), where({ n: { $type: "string" } }), ids(1)],
    ["$type array is the field itself", ofN([1], 1, []), where({ n: { $type: "array" } }), ids(1, 3)],
    ["an unknown type name fails", ofN(1), where({ n: { $type: "foo" } }), fails(2), "driver"],
  ),
  ...page(
    "reference/operator/query/regex/",
    ["a regular expression finds strings", ofN("abc", "xabc", 1), where({ n: /^abc/ }), ids(1)],
    ["$options i ignores case", ofN("ABC", "x"), where({ n: { $regex: "abc", $options: "i" } }), ids(1)],
    [
      "m lets ^ match at a line",
      ofN("x\nabc", "xabc"),
      where({ n: { $regex: "^abc", $options: "m" } }),
      ids(1),
    ],
    ["s lets a dot match a line's end", ofN("a\nb"), where({ n: { $regex: "a.b", $options: "s" } }), ids(1)],
    [
      "x ignores white space in the pattern",
      ofN("abc"),
      where({ n: { $regex: "a b c", $options: "x" } }),
      ids(1),
      "driver",
    ],
    ["a regular expression looks into arrays", ofN(["x", "abc"], ["x"]), where({ n: /abc/ }), ids(1)],
    ["Chinese text is found", ofN("北京市", "上海市"), where({ n: /^北京/ }), ids(1)],
    ["$regex with another condition", ofN("abc", "abd"), where({ n: { $regex: "^ab", $ne: "abd" } }), ids(1)],
    ["a bad pattern fails", ofN("a"), where({ n: { $regex: "(" } }), fails(51091), "driver"],
  ),
  ...page(
    "reference/operator/query/mod/",
    ["$mod", ofN(0, 4, 5, 12), where({ n: { $mod: [4, 0] } }), ids(1, 2, 4)],
    ["$mod rounds towards zero", ofN(4.5, 5.5, -4), where({ n: { $mod: [4, 0] } }), ids(1, 3)],
    ["$mod by zero fails", ofN(1), where({ n: { $mod: [0, 0] } }), fails(2), "driver"],
    ["$mod with too few values fails", ofN(1), where({ n: { $mod: [4] } }), fails(2), "driver"],
  ),
  ...page(
    "reference/operator/query/expr/",
    [
      "$expr compares two fields",
      [
        { _id: 1, a: 5, b: 3 },
        { _id: 2, a: 1, b: 3 },
      ],
      where({ $expr: { $gt: ["$a", "$b"] } }),
      ids(1),
    ],
    ["$expr compares across kinds in BSON order", ofN(1, "a"), where({ $expr: { $gt: ["$n", 5] } }), ids(2)],
    [
      "$expr with $cond",
      ofN(50, 150),
      where({
        $expr: {
          $lt: [{ $cond: { if: { $gte: ["$n", 100] }, then: { $multiply: ["$n", 0.5] }, else: "$n" } }, 60],
        },
      }),
      ids(1),
    ],
    [
      "$expr with a condition beside it",
      ofN(1, 2, 3),
      where({ n: { $gt: 1 }, $expr: { $eq: ["$n", { $add: ["$_id", 0] }] } }),
      ids(2, 3),
    ],
    [
      "$expr with $$NOW",
      ofN(day(1), new Date(Date.UTC(2999, 0, 1))),
      where({ $expr: { $lt: ["$n", "$$NOW"] } }),
      ids(1),
    ],
    ["$expr does not look into arrays", ofN([1], 1), where({ $expr: { $eq: ["$n", 1] } }), ids(2)],
    ["an unknown expression fails", ofN(1), where({ $expr: { $foo: 1 } }), fails(168), "driver"],
  ),
  ...page(
    "reference/operator/query-bitwise/",
    ["$bitsAllSet", ofN(54, 20), where({ n: { $bitsAllSet: [1, 5] } }), ids(1)],
    ["$bitsAnyClear", ofN(54, 255), where({ n: { $bitsAnyClear: 35 } }), ids(1)],
  ),
  ...page(
    "reference/method/db.collection.countDocuments/",
    ["countDocuments counts what the filter finds", ofN(1, 2, 3), count({ n: { $gt: 1 } }), gives(2)],
    ["countDocuments with skip and limit", ofN(1, 2, 3, 4), count({}, { skip: 1, limit: 2 }), gives(2)],
  ),
];
