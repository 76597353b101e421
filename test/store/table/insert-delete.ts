// Upserts and replacements, inserts and deletes, findAndModify: what is written and what is answered.
import { Timestamp } from "bson";
import {
  aggregate,
  command,
  docs,
  fails,
  gives,
  has,
  insert,
  insertMany,
  page,
  remove,
  removeMany,
  script,
} from "./row.ts";

const pair = [
  { _id: 1, a: 1 },
  { _id: 2, a: 2 },
];

export const rows = [
  ...page(
    "reference/command/insert/",
    [
      "insertOne answers with the _id",
      [],
      insert({ _id: 3, a: 1 }),
      has({ acknowledged: true, insertedId: 3 }),
    ],
    [
      "an empty timestamp outside inner documents becomes now",
      [],
      [
        insert({ _id: 1, ts: new Timestamp({ t: 0, i: 0 }), in: { ts: new Timestamp({ t: 0, i: 0 }) } }),
        aggregate([{ $project: { _id: 0, ts: { $gt: ["$ts", "$in.ts"] }, in: { $type: "$in.ts" } } }]),
      ],
      gives([{ ts: true, in: "timestamp" }]),
      "driver",
    ],
    ["insertMany writes all", [], insertMany([{ _id: 1 }, { _id: 2 }]), docs({ _id: 1 }, { _id: 2 })],
    [
      "the server makes an _id when there is none, in the first place",
      [],
      [
        command((c) => ({ insert: c, documents: [{ a: 1 }] })),
        script(async ({ coll }) => Object.keys(await coll.findOne())),
      ],
      gives(["_id", "a"]),
    ],
    [
      "_id is put in the first place",
      [],
      [
        command((c) => ({ insert: c, documents: [{ a: 1, _id: 1 }] })),
        script(async ({ coll }) => Object.keys(await coll.findOne())),
      ],
      gives(["_id", "a"]),
    ],
    [
      "an equal _id is 11000",
      pair,
      insert({ _id: 1 }),
      { ...fails(11000, undefined, { keyPattern: { _id: 1 }, keyValue: { _id: 1 } }), docs: pair },
    ],
    [
      "an ordered insert stops at the first error",
      [{ _id: 2 }],
      insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }]),
      { ...fails(11000), docs: [{ _id: 1 }, { _id: 2 }] },
    ],
    [
      "an unordered insert goes on",
      [{ _id: 2 }],
      insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }], { ordered: false }),
      { ...fails(11000), docs: [{ _id: 1 }, { _id: 2 }, { _id: 3 }] },
    ],
    [
      "the raw answer counts and lists errors by index",
      [{ _id: 2 }],
      command((c) => ({ insert: c, ordered: false, documents: [{ _id: 1 }, { _id: 2 }] })),
      has({
        n: 1,
        ok: 1,
        writeErrors: [{ index: 1, code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 2 } }],
      }),
    ],
    [
      "an insert of nothing fails",
      [],
      command((c) => ({ insert: c, documents: [] })),
      fails(16, "InvalidLength"),
    ],
    [
      "_id may be a document",
      [],
      insert({ _id: { source: "a", serial: 1 }, x: 1 }),
      docs({ _id: { source: "a", serial: 1 }, x: 1 }),
    ],
    [
      "_id cannot be an array",
      [],
      command((c) => ({ insert: c, documents: [{ _id: [1] }] })),
      has({ n: 0, writeErrors: [{ index: 0, code: 53 }] }),
    ],
    [
      "_id cannot be a regular expression",
      [],
      command((c) => ({ insert: c, documents: [{ _id: /a/ }] })),
      has({ n: 0, writeErrors: [{ index: 0, code: 53 }] }),
    ],
    [
      "_id null is a value, and unique",
      [],
      [
        command((c) => ({ insert: c, documents: [{ _id: null }] })),
        command((c) => ({ insert: c, documents: [{ _id: null }] })),
      ],
      has({ n: 0, writeErrors: [{ code: 11000 }] }),
    ],
    [
      "1 and 1.0 and a long 1 are one _id",
      [{ _id: 1 }],
      script(async ({ coll, BSON }) => coll.insertOne({ _id: BSON.Long.fromNumber(1) })),
      fails(11000),
    ],
    [
      "an _id of another kind is another document",
      [{ _id: 1 }],
      insert({ _id: "1" }),
      docs({ _id: 1 }, { _id: "1" }),
    ],
  ),
  ...page(
    "reference/command/delete/",
    ["deleteOne deletes one", pair, remove({}), has({ deletedCount: 1 })],
    [
      "deleteMany deletes all that match",
      pair,
      removeMany({ a: { $gt: 0 } }),
      { ...has({ deletedCount: 2 }), docs: [] },
    ],
    ["a delete that finds nothing says 0", pair, remove({ a: 9 }), has({ deletedCount: 0 })],
    ["limit must be 0 or 1", pair, command((c) => ({ delete: c, deletes: [{ q: {}, limit: 5 }] })), fails(9)],
    [
      "a delete without limit fails",
      pair,
      command((c) => ({ delete: c, deletes: [{ q: {} }] })),
      fails(40414),
    ],
    [
      "a delete by hint of a missing index fails",
      pair,
      command((c) => ({ delete: c, deletes: [{ q: {}, limit: 0, hint: "nope" }] })),
      has({ writeErrors: [{ index: 0, code: 2 }] }),
    ],
  ),
];
