// Update operators on fields: reference/operator/update.
import { Decimal128, Double, Long } from "bson";
import { docs, fails, find, gives, has, is, page, typeOf, update } from "./row.ts";

const one = [{ _id: 1 }];
const n = (v: unknown) => [{ _id: 1, n: v }];

export const rows = [
  ...page(
    "reference/operator/update/inc/",
    ["$inc adds", n(1), update({}, { $inc: { n: 2 } }), docs({ _id: 1, n: 3 })],
    ["$inc adds a negative number", n(1), update({}, { $inc: { n: -5 } }), docs({ _id: 1, n: -4 })],
    [
      "$inc creates a missing field with the amount",
      one,
      update({}, { $inc: { "a.b": 2 } }),
      docs({ _id: 1, a: { b: 2 } }),
    ],
    [
      "$inc of an int by a double gives a double",
      n(1),
      [update({}, { $inc: { n: 0.5 } }), typeOf("n")],
      is("double"),
    ],
    [
      "$inc over the end of int32 gives a long",
      n(2147483647),
      [update({}, { $inc: { n: 1 } }), typeOf("n")],
      is("long"),
    ],
    [
      "$inc of a long by an int stays a long",
      n(Long.fromNumber(1)),
      [update({}, { $inc: { n: 1 } }), typeOf("n")],
      is("long"),
    ],
    ["$inc over the end of int64 fails", n(Long.MAX_VALUE), update({}, { $inc: { n: 1 } }), fails(2)],
    [
      "$inc with a Decimal128 is exact",
      n(Decimal128.fromString("0.1")),
      update({}, { $inc: { n: Decimal128.fromString("0.2") } }),
      docs({ _id: 1, n: Decimal128.fromString("0.3") }),
    ],
    ["$inc of null fails", n(null), update({}, { $inc: { n: 1 } }), fails(14)],
    ["$inc of a string fails", n("1"), update({}, { $inc: { n: 1 } }), fails(14)],
    ["$inc by a string fails", n(1), update({}, { $inc: { n: "1" } }), fails(14), "driver"],
    [
      "$inc by zero modifies nothing",
      n(1),
      update({}, { $inc: { n: 0 } }),
      has({ matchedCount: 1, modifiedCount: 0 }),
    ],
    [
      "$inc reaches an array element by index",
      n([1, 2]),
      update({}, { $inc: { "n.1": 5 } }),
      docs({ _id: 1, n: [1, 7] }),
    ],
  ),
  ...page(
    "reference/operator/update/mul/",
    ["$mul multiplies", n(6), update({}, { $mul: { n: 7 } }), docs({ _id: 1, n: 42 })],
    ["$mul of a missing field gives zero", one, update({}, { $mul: { n: 7 } }), docs({ _id: 1, n: 0 })],
    [
      "$mul of an int by a double gives a double",
      n(2),
      [update({}, { $mul: { n: new Double(2) } }), typeOf("n")],
      is("double"),
    ],
    ["$mul of a string fails", n("a"), update({}, { $mul: { n: 2 } }), fails(14)],
  ),
  ...page(
    "reference/operator/update/min/",
    ["$min sets a smaller value", n(5), update({}, { $min: { n: 3 } }), docs({ _id: 1, n: 3 })],
    ["$min leaves a smaller value", n(2), update({}, { $min: { n: 3 } }), has({ modifiedCount: 0 })],
    ["$min sets a missing field", one, update({}, { $min: { n: 3 } }), docs({ _id: 1, n: 3 })],
    [
      "$min compares kinds in BSON order: a number is below a string",
      n("a"),
      update({}, { $min: { n: 3 } }),
      docs({ _id: 1, n: 3 }),
    ],
  ),
  ...page(
    "reference/operator/update/max/",
    ["$max sets a greater value", n(5), update({}, { $max: { n: 7 } }), docs({ _id: 1, n: 7 })],
    ["$max leaves a greater value", n(9), update({}, { $max: { n: 7 } }), docs({ _id: 1, n: 9 })],
    [
      "$max compares dates",
      n(new Date(1000)),
      update({}, { $max: { n: new Date(2000) } }),
      docs({ _id: 1, n: new Date(2000) }),
    ],
    ["$max replaces null by a number", n(null), update({}, { $max: { n: 1 } }), docs({ _id: 1, n: 1 })],
  ),
  ...page(
    "reference/operator/update/currentDate/",
    [
      "$currentDate true gives a date",
      one,
      [update({}, { $currentDate: { d: true } }), typeOf("d")],
      is("date"),
    ],
    [
      "$currentDate gives a timestamp on demand",
      one,
      [update({}, { $currentDate: { d: { $type: "timestamp" } } }), typeOf("d")],
      is("timestamp"),
      "driver",
    ],
    [
      "$currentDate is now",
      one,
      [
        update({}, { $currentDate: { d: true } }),
        find(
          { $expr: { $lt: [{ $abs: { $subtract: ["$$NOW", "$d"] } }, 60_000] } },
          { projection: { _id: 1 } },
        ),
      ],
      gives([{ _id: 1 }]),
    ],
    [
      "$currentDate with an unknown $type fails",
      one,
      update({}, { $currentDate: { d: { $type: "year" } } }),
      fails(2),
      "driver",
    ],
  ),
  ...page(
    "reference/operator/update/bit/",
    ["$bit and", n(13), update({}, { $bit: { n: { and: 10 } } }), docs({ _id: 1, n: 8 })],
    ["$bit or", n(3), update({}, { $bit: { n: { or: 5 } } }), docs({ _id: 1, n: 7 })],
    ["$bit xor", n(1), update({}, { $bit: { n: { xor: 5 } } }), docs({ _id: 1, n: 4 })],
    ["$bit of a double fails", n(new Double(1.5)), update({}, { $bit: { n: { or: 5 } } }), fails(2)],
  ),
];
