// biome-ignore-all lint/suspicious/noThenProperty: $cond and $switch have a field of this name
// Aggregation expressions, one by one: reference/operator/aggregation.
import { Decimal128, Double, Long } from "bson";
import { fails, is, page, value } from "./row.ts";

const one = [
  { _id: 1, n: 7, s: "abc", l: [3, 1, 2], o: { p: 1 }, z: null, d: new Date("2024-02-29T13:45:30.123Z") },
];
const e = (name: string, expression: unknown, v: unknown) => [name, one, value(expression), is(v)] as const;
const no = (name: string, expression: unknown, code: number | number[]) =>
  [name, one, value(expression), fails(code)] as const;
const at = (iso: string) => new Date(iso);

export const rows = [
  ...page(
    "reference/operator/aggregation/#arithmetic-expression-operators",
    e("$add", { $add: ["$n", 1, 2.5] }, 10.5),
    e("$add with null is null", { $add: ["$n", null] }, null),
    e("$add of a date and milliseconds", { $add: ["$d", 1000] }, at("2024-02-29T13:45:31.123Z")),
    no("$add of a string fails", { $add: ["$n", "x"] }, [14, 16554]),
    e("$subtract of dates is milliseconds", { $subtract: ["$d", at("2024-02-29T13:45:30.000Z")] }, 123),
    e("$multiply", { $multiply: ["$n", 6] }, 42),
    e("$divide", { $divide: ["$n", 2] }, 3.5),
    no("$divide by zero fails", { $divide: ["$n", 0] }, [2, 16608]),
    e("$mod", { $mod: ["$n", 4] }, 3),
    e("$mod keeps the dividend's sign", { $mod: [-7, 4] }, -3),
    e(
      "$abs, $ceil, $floor, $trunc",
      [{ $abs: -2 }, { $ceil: 1.2 }, { $floor: -1.2 }, { $trunc: -1.9 }],
      [2, 2, -2, -1],
    ),
    e(
      "$round goes to the even neighbour",
      [{ $round: [2.5, 0] }, { $round: [3.5, 0] }, { $round: [1.256, 2] }],
      [2, 4, 1.26],
    ),
    e("$pow, $sqrt, $exp, $ln", [{ $pow: [2, 10] }, { $sqrt: 25 }, { $exp: 0 }, { $ln: 1 }], [1024, 5, 1, 0]),
    e("$max and $min of several", [{ $max: ["$n", 9, null] }, { $min: ["$n", 9] }], [9, 7]),
    e("$sum and $avg of a list", [{ $sum: "$l" }, { $avg: "$l" }], [6, 2]),
    e("int32 plus int32 over the end is a long", { $type: { $add: [2147483647, 1] } }, "long"),
    e(
      "decimal arithmetic is exact",
      { $add: [Decimal128.fromString("0.1"), Decimal128.fromString("0.2")] },
      Decimal128.fromString("0.3"),
    ),
    e(
      "long arithmetic is exact",
      { $toString: { $add: [Long.fromString("9007199254740993"), Long.fromNumber(2)] } },
      "9007199254740995",
    ),
  ),
  ...page(
    "reference/operator/aggregation/#comparison-expression-operators",
    e("$cmp", [{ $cmp: [1, 2] }, { $cmp: ["a", 1] }, { $cmp: [2, 2] }], [-1, 1, 0]),
    e(
      "$eq, $ne, $gt, $gte, $lt, $lte",
      [
        { $eq: ["$n", 7] },
        { $ne: ["$n", 7] },
        { $gt: ["$n", 6] },
        { $gte: ["$n", 7] },
        { $lt: ["$n", 7] },
        { $lte: ["$n", 6] },
      ],
      [true, false, true, true, false, false],
    ),
    e("$eq of int and double", { $eq: [new Double(7), "$n"] }, true),
    e("missing is not null", { $eq: ["$nope", null] }, false),
    e("missing is below null", { $lt: ["$nope", null] }, true),
    e(
      "$and, $or, $not",
      [{ $and: [true, 1, "x"] }, { $or: [false, 0, null] }, { $not: [0] }],
      [true, false, true],
    ),
    e("an empty $and is true, an empty $or false", [{ $and: [] }, { $or: [] }], [true, false]),
  ),
  ...page(
    "reference/operator/aggregation/#conditional-expression-operators",
    e("$cond as a list", { $cond: [{ $gt: ["$n", 5] }, "big", "small"] }, "big"),
    e("$cond by name", { $cond: { if: false, then: 1, else: 2 } }, 2),
    e("$ifNull takes the first that is there", { $ifNull: ["$nope", "$z", "$n"] }, 7),
    e(
      "$switch takes the first true branch",
      {
        $switch: {
          branches: [
            { case: false, then: 1 },
            { case: true, then: 2 },
          ],
          default: 3,
        },
      },
      2,
    ),
    no(
      "$switch without a match or default fails",
      { $switch: { branches: [{ case: false, then: 1 }] } },
      [40066, 40069],
    ),
    no("$cond needs three", { $cond: [true, 1] }, 16020),
    no("an unknown expression fails", { $foo: 1 }, [168, 31325]),
  ),
];
