// Commands about databases and collections, and errors with MongoDB's own codes: reference/command.
import { Double } from "bson";
import { command, fails, gives, has, is, page, script, typeOf } from "./row.ts";

const big = (mebibytes: number) => "x".repeat(mebibytes * 1024 * 1024);

export const rows = [
  ...page(
    "reference/error-codes/",
    ["an unknown command is 59", [], command(() => ({ fooBar: 1 })), fails(59, "CommandNotFound")],
    [
      "an unknown field of insert",
      [],
      command((c) => ({ insert: c, documents: [{}], foo: 1 })),
      fails(40415),
    ],
    [
      "an unknown field of update",
      [],
      command((c) => ({ update: c, updates: [{ q: {}, u: {}, foo: 1 }] })),
      fails(40415),
    ],
    [
      "an unknown field of aggregate",
      [],
      command((c) => ({ aggregate: c, pipeline: [], cursor: {}, foo: 1 })),
      fails(40415),
    ],
    [
      "a stage that MongoDB has is served or refused by name, never called unknown",
      [{ _id: 1 }],
      script(async ({ coll }) => {
        const stages = ["$collStats", "$geoNear", "$indexStats", "$planCacheStats", "$search"];
        const answers = stages.map((name) =>
          coll
            .aggregate([{ [name]: {} }])
            .toArray()
            .then(
              () => 0,
              (error: { code: number }) => error.code,
            ),
        );
        return (await Promise.all(answers)).includes(40324);
      }),
      gives(false),
    ],
    ["a missing field of insert", [], command((c) => ({ insert: c })), fails(40414)],
    ["a missing field of update", [], command((c) => ({ update: c })), fails(40414)],
    ["a collection's name must be a string", [], command(() => ({ find: 1 })), fails([73, 2])],
    ["a type mismatch is 14", [], command((c) => ({ insert: c, documents: 1 })), fails([14, 10065])],
    [
      "maxTimeMS is kept: 50",
      { docs: Array.from({ length: 300 }, (_, i) => ({ _id: i })) },
      script(async ({ coll }) =>
        coll
          .aggregate(
            [
              { $set: { l: { $range: [0, 2000] } } },
              { $unwind: "$l" },
              { $group: { _id: { $mod: ["$l", 7] }, s: { $sum: { $pow: ["$l", 2] } } } },
              { $sort: { s: 1 } },
            ],
            { maxTimeMS: 1 },
          )
          .toArray(),
      ),
      fails(50, "MaxTimeMSExpired"),
    ],
    ["maxTimeMS below zero fails", [], command((c) => ({ find: c, maxTimeMS: -1 })), fails([2, 51024])],
    [
      "a document over 16 MB is refused",
      [],
      script(async ({ db, coll }) => {
        const codeOf = db.command({ insert: coll.collectionName, documents: [{ _id: 1, a: big(16) }] }).then(
          (a: { writeErrors: [{ code: number }] }) => a.writeErrors[0].code,
          (e: { code: number }) => e.code,
        );
        return [[2, 10334].includes(await codeOf), await coll.countDocuments()];
      }),
      gives([true, 0]),
      "driver",
    ],
    [
      "a document just below 16 MB is taken",
      [],
      script(async ({ coll }) => {
        await coll.insertOne({ _id: 1, a: big(15) });
        return (await coll.findOne()).a.length;
      }),
      gives(15 * 1024 * 1024),
      "driver",
    ],
    [
      "an update beyond 16 MB is refused and changes nothing",
      [],
      script(async ({ coll }) => {
        await coll.insertOne({ _id: 1, a: big(9) });
        const error = await coll
          .updateOne({ _id: 1 }, { $set: { b: big(8) } })
          .catch((e: { code: number }) => e.code);
        return [[17419, 17420, 10334].includes(error), Object.keys(await coll.findOne())];
      }),
      gives([true, ["_id", "a"]]),
      "driver",
    ],
    [
      "change streams are refused as by a standalone",
      [],
      command((c) => ({ aggregate: c, pipeline: [{ $changeStream: {} }], cursor: {} })),
      fails(40573),
    ],
    [
      "the failing answer has ok 0, code and name",
      [],
      script(async ({ db }) =>
        db.command({ nope: 1 }).catch((e: { errorResponse: object }) => e.errorResponse),
      ),
      has({ ok: 0, code: 59, codeName: "CommandNotFound", errmsg: "no such command: 'nope'" }),
    ],
    [
      "a double that is a whole number stays a double",
      [{ _id: 1, a: new Double(2) }],
      typeOf("a"),
      is("double"),
    ],
  ),
];
