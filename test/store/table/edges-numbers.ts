// Edges of paths, numbers and arrays: where an implementation is likely to differ from MongoDB.
import { Decimal128, Double, Long } from "bson";
import {
  aggregate,
  command,
  fails,
  find,
  gives,
  has,
  ids,
  is,
  page,
  script,
  typeOf,
  update,
  value,
} from "./row.ts";

const n = (v: unknown) => [{ _id: 1, n: v }];
const many = (...v: unknown[]) => v.map((w, i) => ({ _id: i + 1, n: w }));
const where = (filter: unknown) => find(filter, { sort: { _id: 1 } });

export const rows = [
  ...page(
    "reference/bson-types/#numeric",
    [
      "an int stays an int when $inc fits",
      n(1),
      [update({}, { $inc: { n: 2147483646 } }), typeOf("n")],
      is("int"),
    ],
    [
      "$mul of ints over the end of int32 gives a long",
      n(65536),
      [update({}, { $mul: { n: 65536 } }), typeOf("n")],
      is("long"),
    ],
    [
      "$mul over the end of int64 fails",
      n(Long.fromString("4611686018427387904")),
      update({}, { $mul: { n: Long.fromNumber(4) } }),
      fails(2),
    ],
    [
      "$inc of a double by an int stays a double",
      n(new Double(1)),
      [update({}, { $inc: { n: 1 } }), typeOf("n")],
      is("double"),
    ],
    [
      "$inc of an int by a decimal gives a decimal",
      n(1),
      [update({}, { $inc: { n: Decimal128.fromString("0.5") } }), typeOf("n")],
      is("decimal"),
      "driver",
    ],
    [
      "$min of an equal value of another kind changes nothing",
      n(1),
      [update({}, { $min: { n: new Double(1) } }), typeOf("n")],
      is("int"),
    ],
    [
      "$set of an equal value of another kind changes the kind",
      n(1),
      [update({}, { $set: { n: new Double(1) } }), typeOf("n")],
      is("double"),
    ],
    [
      "$setOnInsert keeps a long",
      [],
      [
        script(async ({ coll, BSON }) =>
          coll.updateOne({ _id: 1 }, { $setOnInsert: { n: BSON.Long.fromNumber(1) } }, { upsert: true }),
        ),
        typeOf("n"),
      ],
      is("long"),
    ],
    ["negative zero equals zero", many(new Double(-0), 0), where({ n: 0 }), ids(1, 2)],
    ["NaN equals NaN in a query", many(Number.NaN, 1), where({ n: Number.NaN }), ids(1)],
    ["decimal 0.1 is not double 0.1", many(Decimal128.fromString("0.1"), 0.1), where({ n: 0.1 }), ids(2)],
    ["decimal 1.50 equals double 1.5", many(Decimal128.fromString("1.50")), where({ n: 1.5 }), ids(1)],
    [
      "a long beyond 2^53 equals only itself",
      many(Long.fromString("9007199254740993"), Long.fromString("9007199254740992")),
      where({ n: Long.fromString("9007199254740993") }),
      ids(1),
    ],
    [
      "int division gives a double, $sum of ints an int",
      n(7),
      value({ $concat: [{ $type: { $divide: ["$n", 7] } }, " ", { $type: { $sum: ["$n", 1] } }] }),
      is("double int"),
    ],
    [
      "$avg of ints is a double",
      many(1, 2),
      aggregate([
        { $group: { _id: null, a: { $avg: "$n" } } },
        { $project: { _id: 0, v: { $concat: [{ $type: "$a" }, " ", { $toString: "$a" }] } } },
      ]),
      is("double 1.5"),
    ],
    [
      "$sum of a long and an int is a long",
      many(1, Long.fromNumber(2)),
      aggregate([{ $group: { _id: null, a: { $sum: "$n" } } }, { $project: { _id: 0, v: { $type: "$a" } } }]),
      is("long"),
    ],
    [
      "1, 1.0 and decimal 1 are one group",
      many(1, new Double(1), Decimal128.fromString("1")),
      aggregate([{ $group: { _id: "$n", c: { $sum: 1 } } }, { $project: { _id: 0, c: 1 } }]),
      gives([{ c: 3 }]),
    ],
    [
      "distinct sees 1 and 1.0 as one",
      many(1, new Double(1), 2),
      command((c) => ({ distinct: c, key: "n" })),
      has({ values: [1, 2] }),
    ],
    ["$toInt beyond int32 fails", n(Long.fromString("3000000000")), value({ $toInt: "$n" }), fails(241)],
    ["$toLong and $toDouble of text", n("12"), value([{ $toLong: "$n" }, { $toDouble: "$n" }]), is([12, 12])],
  ),
];
