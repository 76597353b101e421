// Every BSON type comes back as it went in: reference/bson-types.

import type { Place } from "./row.ts";
import { gives, page, script } from "./row.ts";

type Make = (bson: Place["BSON"]) => unknown;
/** Writes a value and reads it back without the driver's conveniences, as canonical extended JSON. */
const same = (name: string, make: Make) =>
  [
    name,
    [],
    script(async ({ coll, BSON }) => {
      const sent = make(BSON);
      await coll.insertOne({ _id: 1, v: sent }, { ignoreUndefined: false });
      const back = await coll.findOne(
        { _id: 1 },
        { promoteValues: false, promoteBuffers: false, bsonRegExp: true },
      );
      const asIs = { relaxed: false } as const;
      const before = BSON.EJSON.stringify(
        BSON.deserialize(BSON.serialize({ v: sent }), { promoteValues: false, bsonRegExp: true }).v,
        asIs,
      );
      return BSON.EJSON.stringify(back.v, asIs) === before || [before, BSON.EJSON.stringify(back.v, asIs)];
    }),
    gives(true),
  ] as const;

export const rows = [
  ...page(
    "reference/bson-types/",
    same("double", () => 1.5),
    same("a double that is a whole number", (b) => new b.Double(3)),
    same("negative zero", (b) => new b.Double(-0)),
    same("NaN", () => Number.NaN),
    same("infinity", () => Number.NEGATIVE_INFINITY),
    same("string", () => "互联网道路运输"),
    same("a string with a zero byte", () => "a\u0000b"),
    same("a string beyond the first plane", () => "😀"),
    same("object, with the order of its fields", () => ({ z: 1, a: { y: 1, b: 2 } })),
    same("an empty object", () => ({})),
    same("array", () => [1, "a", [null, {}]]),
    same("an empty array", () => []),
    same("binary", (b) => new b.Binary(Buffer.from([0, 1, 255]))),
    same("UUID", (b) => new b.UUID("123e4567-e89b-12d3-a456-426614174000")),
    same("binary of an own subtype", (b) => new b.Binary(Buffer.from("x"), 128)),
    same("ObjectId", (b) => new b.ObjectId("65a000000000000000000001")),
    same("true and false", () => [true, false]),
    same("date", () => new Date("2024-02-29T13:45:30.123Z")),
    same("a date before 1970", () => new Date(-123456789)),
    same("null", () => null),
    same("regular expression with options", (b) => new b.BSONRegExp("^a.*b$", "im")),
    same("JavaScript", (b) => new b.Code("function () {}")),
    same("JavaScript with scope", (b) => new b.Code("x", { x: 1 })),
    same("int32", (b) => new b.Int32(-2147483648)),
    same("timestamp", (b) => new b.Timestamp({ t: 1234567890, i: 7 })),
    same("int64", (b) => b.Long.fromString("9223372036854775807")),
    same("a small int64", (b) => b.Long.fromNumber(5)),
    same("decimal128", (b) => b.Decimal128.fromString("1234567890.12345678901234567890")),
    same("decimal128 keeps its trailing zeros", (b) => b.Decimal128.fromString("1.50")),
    same("decimal128 NaN and infinity", (b) => [
      b.Decimal128.fromString("NaN"),
      b.Decimal128.fromString("-Infinity"),
    ]),
    same("min key and max key", (b) => [new b.MinKey(), new b.MaxKey()]),
    same("DBRef", (b) => new b.DBRef("other", new b.ObjectId("65a000000000000000000001"))),
    same("symbol", (b) => new b.BSONSymbol("s")),
    same("field names with dots, dollars and blanks inside", () => ({
      a: { "b.c": 1, d$e: 2, "": 3, " ": 4 },
    })),
    same("depth of 90 documents", () => Array.from({ length: 90 }).reduce((inner) => ({ d: inner }), 1)),
    same("a document with 2 000 fields", () =>
      Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`f${i}`, i])),
    ),
  ),
  ...page("reference/operator/update/#behavior", [
    "an update leaves the types of the other fields",
    [],
    script(async ({ coll, BSON }) => {
      const all = {
        _id: 1,
        d: new BSON.Double(2),
        l: BSON.Long.fromNumber(3),
        i: new BSON.Int32(4),
        m: BSON.Decimal128.fromString("5.0"),
        t: new BSON.Timestamp({ t: 1, i: 2 }),
        b: new BSON.Binary(Buffer.from("x"), 4),
      };
      await coll.insertOne(all);
      await coll.updateOne({ _id: 1 }, { $set: { z: 1 } });
      await coll.updateOne({ _id: 1 }, [{ $set: { y: 1 } }]);
      await coll.updateOne({ _id: 1 }, { $push: { x: 1 } });
      const back = await coll.findOne({ _id: 1 }, { promoteValues: false });
      return Object.entries(back).map(([k, v]) => [k, (v as { _bsontype?: string })._bsontype ?? typeof v]);
    }),
    gives([
      ["_id", "Int32"],
      ["d", "Double"],
      ["l", "Long"],
      ["i", "Int32"],
      ["m", "Decimal128"],
      ["t", "Timestamp"],
      ["b", "Binary"],
      ["z", "Int32"],
      ["y", "Int32"],
      ["x", "object"],
    ]),
  ]),
];
