// Aggregation expressions, one by one: reference/operator/aggregation.
import { Decimal128, Long, ObjectId } from "bson";
import { fails, has, is, page, value } from "./row.ts";

const one = [
  { _id: 1, n: 7, s: "abc", l: [3, 1, 2], o: { p: 1 }, z: null, d: new Date("2024-02-29T13:45:30.123Z") },
];
const e = (name: string, expression: unknown, v: unknown) => [name, one, value(expression), is(v)] as const;
const no = (name: string, expression: unknown, code: number | number[]) =>
  [name, one, value(expression), fails(code)] as const;
const at = (iso: string) => new Date(iso);

export const rows = [
  ...page(
    "reference/operator/aggregation/#date-expression-operators",
    e(
      "the parts of a date in UTC",
      [
        { $year: "$d" },
        { $month: "$d" },
        { $dayOfMonth: "$d" },
        { $hour: "$d" },
        { $minute: "$d" },
        { $second: "$d" },
        { $millisecond: "$d" },
        { $dayOfWeek: "$d" },
        { $dayOfYear: "$d" },
      ],
      [2024, 2, 29, 13, 45, 30, 123, 5, 60],
    ),
    e(
      "the parts in a time zone",
      [
        { $hour: { date: "$d", timezone: "Asia/Shanghai" } },
        { $dayOfMonth: { date: at("2024-01-01T20:00:00Z"), timezone: "+08:00" } },
      ],
      [21, 2],
    ),
    e(
      "$dateAdd by every unit",
      ["millisecond", "second", "minute", "hour", "day", "week"].map((unit) => ({
        $dateAdd: { startDate: "$d", unit, amount: 1 },
      })),
      [
        at("2024-02-29T13:45:30.124Z"),
        at("2024-02-29T13:45:31.123Z"),
        at("2024-02-29T13:46:30.123Z"),
        at("2024-02-29T14:45:30.123Z"),
        at("2024-03-01T13:45:30.123Z"),
        at("2024-03-07T13:45:30.123Z"),
      ],
    ),
    e(
      "$dateAdd of a month keeps within the month",
      { $dateAdd: { startDate: at("2024-01-31T00:00:00Z"), unit: "month", amount: 1 } },
      at("2024-02-29T00:00:00Z"),
    ),
    e(
      "$dateAdd of a year from 29 February",
      { $dateAdd: { startDate: "$d", unit: "year", amount: 1 } },
      at("2025-02-28T13:45:30.123Z"),
    ),
    e("$dateAdd of null is null", { $dateAdd: { startDate: "$z", unit: "day", amount: 1 } }, null),
    no(
      "$dateAdd with an unknown unit fails",
      { $dateAdd: { startDate: "$d", unit: "fortnight", amount: 1 } },
      [9, 5166402, 5439013],
    ),
    e(
      "$dateSubtract",
      { $dateSubtract: { startDate: "$d", unit: "day", amount: 29 } },
      at("2024-01-31T13:45:30.123Z"),
    ),
    e(
      "$dateDiff counts boundaries",
      [
        {
          $dateDiff: {
            startDate: at("2023-12-31T23:59:59Z"),
            endDate: at("2024-01-01T00:00:01Z"),
            unit: "year",
          },
        },
        { $dateDiff: { startDate: "$d", endDate: at("2024-03-02T00:00:00Z"), unit: "day" } },
      ],
      [1, 2],
    ),
    e(
      "$dateTrunc",
      [
        { $dateTrunc: { date: "$d", unit: "hour" } },
        { $dateTrunc: { date: "$d", unit: "minute", binSize: 30 } },
      ],
      [at("2024-02-29T13:00:00Z"), at("2024-02-29T13:30:00Z")],
    ),
    e(
      "$dateTrunc cuts on the wall clock of its timezone",
      ["day", "month", "year"].map((unit) => ({
        $dateTrunc: { date: at("2024-12-31T17:30:00Z"), unit, timezone: "Asia/Shanghai" },
      })),
      [at("2024-12-31T16:00:00Z"), at("2024-12-31T16:00:00Z"), at("2024-12-31T16:00:00Z")],
    ),
    e(
      "$dateToString",
      [
        { $dateToString: { date: "$d", format: "%Y%m%d" } },
        { $dateToString: { date: "$d", format: "%Y-%m-%d %H:%M:%S.%L", timezone: "Asia/Shanghai" } },
      ],
      ["20240229", "2024-02-29 21:45:30.123"],
    ),
    e("$dateToString by default", { $dateToString: { date: "$d" } }, "2024-02-29T13:45:30.123Z"),
    e(
      "$dateFromString",
      { $dateFromString: { dateString: "2024-02-29T13:45:30.123Z" } },
      at("2024-02-29T13:45:30.123Z"),
    ),
    e(
      "$dateFromParts",
      { $dateFromParts: { year: 2024, month: 2, day: 29, hour: 1 } },
      at("2024-02-29T01:00:00Z"),
    ),
    e(
      "$dateToParts",
      { $dateToParts: { date: "$d" } },
      { year: 2024, month: 2, day: 29, hour: 13, minute: 45, second: 30, millisecond: 123 },
    ),
    e("$toDate of milliseconds", { $toDate: Long.fromNumber(1000) }, at("1970-01-01T00:00:01Z")),
    e("$$NOW is a date", { $type: "$$NOW" }, "date"),
  ),
  ...page(
    "reference/operator/aggregation/#type-expression-operators",
    e(
      "$type of each",
      [
        { $type: "$n" },
        { $type: "$s" },
        { $type: "$l" },
        { $type: "$o" },
        { $type: "$z" },
        { $type: "$d" },
        { $type: "$nope" },
        { $type: 1.5 },
        { $type: true },
      ],
      ["int", "string", "array", "object", "null", "date", "missing", "double", "bool"],
    ),
    e(
      "$toInt, $toLong, $toDouble, $toString, $toBool",
      [{ $toInt: "12" }, { $toLong: 5 }, { $toDouble: "1.5" }, { $toString: 7 }, { $toBool: 0 }],
      [12, 5, 1.5, "7", false],
    ),
    e("$toInt gives an int", { $type: { $toInt: 7.9 } }, "int"),
    e(
      "$toString of an ObjectId and a date",
      [{ $toString: new ObjectId("65a000000000000000000001") }, { $toString: "$d" }],
      ["65a000000000000000000001", "2024-02-29T13:45:30.123Z"],
    ),
    e("$toObjectId", { $toObjectId: "65a000000000000000000001" }, new ObjectId("65a000000000000000000001")),
    e("$convert with onError", { $convert: { input: "x", to: "int", onError: -1 } }, -1),
    e("$convert with onNull", { $convert: { input: "$z", to: "int", onNull: 0 } }, 0),
    no("$toInt of text fails", { $toInt: "x" }, 241),
    e("$isNumber", [{ $isNumber: "$n" }, { $isNumber: "$s" }], [true, false]),
    e("$toDecimal", { $toDecimal: "1.10" }, Decimal128.fromString("1.10")),
  ),
  ...page(
    "reference/operator/aggregation/#object-expression-operators",
    e("$mergeObjects: the last wins", { $mergeObjects: ["$o", { p: 2, q: 3 }, null] }, { p: 2, q: 3 }),
    e("$getField", { $getField: { field: "p", input: "$o" } }, 1),
    e("$setField", { $setField: { field: "q", input: "$o", value: 2 } }, { p: 1, q: 2 }),
    e("$unsetField", { $unsetField: { field: "p", input: "$o" } }, {}),
    e("$let", { $let: { vars: { a: "$n", b: 3 }, in: { $add: ["$$a", "$$b"] } } }, 10),
    e("$literal is not read", { $literal: { $add: [1, 2] } }, { $add: [1, 2] }),
    e("$$ROOT is the whole document", { $size: { $objectToArray: "$$ROOT" } }, 7),
    e("$$CURRENT is the path's beginning", "$$CURRENT.o.p", 1),
    no("an undefined variable fails", "$$nope", 17276),
    e("a document of expressions", { a: "$n", b: ["$s", { $add: [1, 1] }] }, { a: 7, b: ["abc", 2] }),
    e("a missing element of a list is null", ["$nope", 1], [null, 1]),
    e("a missing field of a document is left out", { a: "$nope", b: "$n" }, { b: 7 }),
    [
      "$rand is a number below 1",
      one,
      value({ $and: [{ $gte: [{ $rand: {} }, 0] }, { $lt: [{ $rand: {} }, 1] }] }),
      has([{ v: true }]),
    ],
    e(
      "$bitAnd, $bitOr, $bitXor, $bitNot",
      [{ $bitAnd: [6, 3] }, { $bitOr: [6, 3] }, { $bitXor: [6, 3] }, { $bitNot: 0 }],
      [2, 7, 5, -1],
    ),
  ),
];
