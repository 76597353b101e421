// Sessions, retryable writes, bulk writes of both kinds, cursors: what a driver does beneath the calls.
import { bulk, docs, fails, gives, has, page, script } from "./row.ts";

const numbered = (n: number) => Array.from({ length: n }, (_, i) => ({ _id: i }));
const one = [{ _id: 1, n: 0 }];

export const rows = [
  ...page(
    "reference/method/db.collection.bulkWrite/",
    [
      "a bulk does inserts, updates and deletes in turn",
      one,
      bulk([
        { insertOne: { document: { _id: 2 } } },
        { updateOne: { filter: { _id: 1 }, update: { $inc: { n: 5 } } } },
        { replaceOne: { filter: { _id: 2 }, replacement: { r: 1 } } },
        { insertOne: { document: { _id: 3 } } },
        { deleteOne: { filter: { _id: 3 } } },
      ]),
      docs({ _id: 1, n: 5 }, { _id: 2, r: 1 }),
    ],
    [
      "a bulk counts",
      one,
      bulk([
        { insertOne: { document: { _id: 2 } } },
        { updateMany: { filter: {}, update: { $set: { x: 1 } } } },
        { deleteMany: { filter: { _id: 2 } } },
        { updateOne: { filter: { _id: 9 }, update: { $set: { x: 1 } }, upsert: true } },
      ]),
      has({ insertedCount: 1, matchedCount: 2, modifiedCount: 2, deletedCount: 1, upsertedCount: 1 }),
    ],
    [
      "an ordered bulk stops at the error",
      one,
      bulk([
        { insertOne: { document: { _id: 2 } } },
        { insertOne: { document: { _id: 1 } } },
        { insertOne: { document: { _id: 3 } } },
      ]),
      { ...fails(11000), docs: [{ _id: 1, n: 0 }, { _id: 2 }] },
    ],
    [
      "an unordered bulk does the rest",
      one,
      bulk([{ insertOne: { document: { _id: 1 } } }, { insertOne: { document: { _id: 3 } } }], {
        ordered: false,
      }),
      { ...fails(11000), docs: [{ _id: 1, n: 0 }, { _id: 3 }] },
    ],
    [
      "arrayFilters in a bulk",
      [{ _id: 1, l: [1, 9] }],
      bulk([
        {
          updateOne: {
            filter: { _id: 1 },
            update: { $set: { "l.$[e]": 0 } },
            arrayFilters: [{ e: { $gt: 5 } }],
          },
        },
      ]),
      docs({ _id: 1, l: [1, 0] }),
    ],
    [
      "a bulk with many statements",
      [],
      bulk(
        Array.from({ length: 2500 }, (_, i) => ({
          updateOne: { filter: { _id: i % 10 }, update: { $inc: { n: 1 } }, upsert: true },
        })),
      ),
      docs(...numbered(10).map((d) => ({ ...d, n: 250 }))),
    ],
  ),
  ...page(
    "reference/command/bulkWrite/",
    [
      "a client's bulk writes to several collections",
      one,
      script(async ({ client, db, coll }) => {
        const ns = `${db.databaseName}.${coll.collectionName}`;
        const a = await client.db("admin").command({
          bulkWrite: 1,
          ops: [
            { insert: 0, document: { _id: 2 } },
            { update: 0, filter: { _id: 1 }, updateMods: { $inc: { n: 5 } } },
            { insert: 1, document: { _id: "other" } },
            { delete: 0, filter: { _id: 2 }, multi: false },
          ],
          nsInfo: [{ ns }, { ns: `${ns}_b` }],
        });
        return [
          a.nErrors,
          a.nInserted,
          a.nMatched,
          a.nModified,
          a.nDeleted,
          a.cursor.firstBatch.map((r: { idx: number; n: number; ok: number }) => [r.idx, r.n, r.ok]),
          await db.collection(`${coll.collectionName}_b`).countDocuments(),
        ];
      }),
      gives([
        0,
        2,
        1,
        1,
        1,
        [
          [0, 1, 1],
          [1, 1, 1],
          [2, 1, 1],
          [3, 1, 1],
        ],
        1,
      ]),
    ],
    [
      "errorsOnly leaves the rest out",
      one,
      script(async ({ client, db, coll }) => {
        const a = await client.db("admin").command({
          bulkWrite: 1,
          errorsOnly: true,
          ordered: false,
          ops: [
            { insert: 0, document: { _id: 1 } },
            { insert: 0, document: { _id: 3 } },
          ],
          nsInfo: [{ ns: `${db.databaseName}.${coll.collectionName}` }],
        });
        return [
          a.nErrors,
          a.nInserted,
          a.cursor.firstBatch.map((r: { idx: number; ok: number; code: number }) => [r.idx, r.ok, r.code]),
        ];
      }),
      gives([1, 1, [[0, 0, 11000]]]),
    ],
    [
      "bulkWrite is only for admin",
      one,
      script(async ({ db, coll }) =>
        db.command({
          bulkWrite: 1,
          ops: [{ insert: 0, document: {} }],
          nsInfo: [{ ns: `${db.databaseName}.${coll.collectionName}` }],
        }),
      ),
      fails(13, "Unauthorized"),
    ],
    [
      "the driver's client.bulkWrite",
      one,
      script(async ({ client, db, coll }) => {
        const namespace = `${db.databaseName}.${coll.collectionName}`;
        const a = await client.bulkWrite(
          [
            { name: "insertOne", namespace, document: { _id: 4 } },
            { name: "updateOne", namespace, filter: { _id: 8 }, update: { $set: { u: 1 } }, upsert: true },
            { name: "updateMany", namespace, filter: {}, update: { $set: { m: 1 } } },
            { name: "deleteOne", namespace, filter: { _id: 1 } },
          ],
          { verboseResults: true },
        );
        return [
          a.insertedCount,
          a.upsertedCount,
          a.matchedCount,
          a.modifiedCount,
          a.deletedCount,
          a.updateResults.get(1).upsertedId,
        ];
      }),
      gives([1, 1, 3, 3, 1, 8]),
    ],
    [
      "an ordered client bulk stops at the error",
      one,
      script(async ({ client, db, coll }) => {
        const namespace = `${db.databaseName}.${coll.collectionName}`;
        const e = await client
          .bulkWrite([
            { name: "insertOne", namespace, document: { _id: 1 } },
            { name: "insertOne", namespace, document: { _id: 2 } },
          ])
          .catch((error: { writeErrors: Map<number, { code: number }> }) => error);
        return [e.writeErrors.get(0).code, await coll.countDocuments()];
      }),
      gives([11000, 1]),
    ],
  ),
];
