// Sessions, retryable writes, bulk writes of both kinds, cursors: what a driver does beneath the calls.
import { fails, find, gives, ids, page, script } from "./row.ts";

const numbered = (n: number) => Array.from({ length: n }, (_, i) => ({ _id: i }));

export const rows = [
  ...page(
    "reference/command/getMore/",
    [
      "batches follow each other in order",
      numbered(10),
      find({}, { sort: { _id: 1 }, batchSize: 3 }),
      ids(0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
    ],
    [
      "the first batch has batchSize documents and an id for more",
      numbered(5),
      script(async ({ db, coll, BSON }) => {
        const a = await db.command({ find: coll.collectionName, batchSize: 2 });
        const b = await db.command({
          getMore: BSON.Long.fromValue(a.cursor.id),
          collection: coll.collectionName,
          batchSize: 2,
        });
        const c = await db.command({
          getMore: BSON.Long.fromValue(a.cursor.id),
          collection: coll.collectionName,
        });
        return [
          a.cursor.firstBatch.length,
          Number(a.cursor.id) !== 0,
          b.cursor.nextBatch.length,
          c.cursor.nextBatch.length,
          Number(c.cursor.id),
        ];
      }),
      gives([2, true, 2, 1, 0]),
    ],
    [
      "the default first batch is 101",
      numbered(300),
      script(
        async ({ db, coll }) => (await db.command({ find: coll.collectionName })).cursor.firstBatch.length,
      ),
      gives(101),
    ],
    [
      "batchSize 0 gives an empty batch and a cursor",
      numbered(3),
      script(async ({ db, coll }) => {
        const a = await db.command({ find: coll.collectionName, batchSize: 0 });
        return [a.cursor.firstBatch.length, Number(a.cursor.id) !== 0];
      }),
      gives([0, true]),
    ],
    [
      "an unknown cursor is 43",
      [],
      script(async ({ db, coll, BSON }) =>
        db.command({ getMore: BSON.Long.fromNumber(12345), collection: coll.collectionName }),
      ),
      fails(43, "CursorNotFound"),
    ],
    [
      "a cursor belongs to its collection",
      numbered(5),
      script(async ({ db, coll, BSON }) => {
        const a = await db.command({ find: coll.collectionName, batchSize: 2 });
        return db.command({
          getMore: BSON.Long.fromValue(a.cursor.id),
          collection: `${coll.collectionName}_b`,
        });
      }),
      fails([13, 43]),
    ],
    [
      "killCursors says what it killed",
      numbered(5),
      script(async ({ db, coll, BSON }) => {
        const a = await db.command({ find: coll.collectionName, batchSize: 2 });
        const k = await db.command({
          killCursors: coll.collectionName,
          cursors: [BSON.Long.fromValue(a.cursor.id), BSON.Long.fromNumber(5)],
        });
        return [
          String(k.cursorsKilled) === String(a.cursor.id),
          k.cursorsNotFound.map(Number),
          k.cursorsAlive,
          k.cursorsUnknown,
        ];
      }),
      gives([true, [5], [], []]),
    ],
    [
      "a killed cursor is gone",
      numbered(5),
      script(async ({ db, coll, BSON }) => {
        const a = await db.command({ find: coll.collectionName, batchSize: 2 });
        const id = BSON.Long.fromValue(a.cursor.id);
        await db.command({ killCursors: coll.collectionName, cursors: [id] });
        return db.command({ getMore: id, collection: coll.collectionName });
      }),
      fails(43),
    ],
    [
      "a limit over several batches ends the cursor",
      numbered(10),
      find({}, { limit: 5, batchSize: 2 }),
      ids(0, 1, 2, 3, 4),
    ],
    [
      "a cursor over a collection that is dropped ends with an error or its documents, not with silence",
      numbered(5),
      script(async ({ db, coll, BSON }) => {
        const a = await db.command({ find: coll.collectionName, batchSize: 2 });
        await coll.drop();
        return db
          .command({ getMore: BSON.Long.fromValue(a.cursor.id), collection: coll.collectionName })
          .then(
            (m: { cursor: { nextBatch: unknown[] } }) => m.cursor.nextBatch.length === 3,
            (e: { code: number }) => [43, 175].includes(e.code),
          );
      }),
      gives(true),
    ],
    [
      "a batch stays below the message limit",
      Array.from({ length: 24 }, (_, i) => ({ _id: i })),
      script(async ({ coll }) => {
        await coll.updateMany({}, { $set: { a: "x".repeat(1 << 20) } });
        let n = 0;
        for await (const d of coll.find({}, { batchSize: 1000 })) n += d.a.length;
        return n;
      }),
      gives(24 << 20),
      "driver",
    ],
    [
      "a cursor sees 100 000 documents once each",
      [],
      script(async ({ coll }) => {
        for (let k = 0; k < 10; k += 1)
          await coll.insertMany(
            Array.from({ length: 10_000 }, (_, i) => ({ _id: k * 10_000 + i, v: i % 10 })),
          );
        let n = 0;
        let sum = 0;
        for await (const d of coll.find({}, { batchSize: 5000 })) {
          n += 1;
          sum += d._id;
        }
        return [n, sum];
      }),
      gives([100_000, 4_999_950_000]),
      "driver",
    ],
    [
      "an aggregate has batches too",
      numbered(10),
      script(async ({ coll }) =>
        (await coll.aggregate([{ $sort: { _id: -1 } }], { batchSize: 3 }).toArray()).map(
          (d: { _id: number }) => d._id,
        ),
      ),
      gives([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]),
    ],
    [
      "documents inserted while a cursor is open do no harm",
      numbered(6),
      script(async ({ coll }) => {
        const seen: number[] = [];
        for await (const d of coll.find({ _id: { $lt: 6 } }, { batchSize: 2, sort: { _id: 1 } })) {
          seen.push(d._id);
          await coll.insertOne({ _id: 100 + d._id });
        }
        return seen;
      }),
      gives([0, 1, 2, 3, 4, 5]),
    ],
  ),
];
