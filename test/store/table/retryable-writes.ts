// Sessions, retryable writes, bulk writes of both kinds, cursors: what a driver does beneath the calls.
import type { Document } from "bson";
import type { Place } from "./row.ts";
import { command, fails, gives, has, page, script } from "./row.ts";

const one = [{ _id: 1, n: 0 }];
/** Sends numbered statements within one session, as a driver that retries does. */
const numberedIn = (
  run: (send: (body: object, n: number) => Promise<Document>, at: Place) => Promise<unknown>,
) =>
  script(async (at) => {
    const client = await at.fresh();
    const session = client.startSession();
    const send = (body: object, n: number) =>
      client.db(at.db.databaseName).command({ ...body, txnNumber: at.BSON.Long.fromNumber(n) }, { session });
    return run(send, at);
  });
/** The same statement with the same number twice: both answers, and what is in the collection. */
const twice = (body: (c: string) => object) =>
  numberedIn(async (send, { coll }) => {
    const once = async () => {
      const answer = await send(body(coll.collectionName), 1);
      return [answer.n ?? answer.value, answer.writeErrors ?? "no errors"];
    };
    return [await once(), await once(), await coll.find({}, { sort: { _id: 1 } }).toArray()];
  });

export const rows = [
  ...page(
    "core/retryable-writes/",
    [
      "an insert sent twice inserts once and answers the same",
      [],
      twice((c) => ({ insert: c, documents: [{ _id: 1 }] })),
      gives([[1, "no errors"], [1, "no errors"], [{ _id: 1 }]]),
    ],
    [
      "an update sent twice counts once",
      one,
      twice((c) => ({ update: c, updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }] })),
      gives([[1, "no errors"], [1, "no errors"], [{ _id: 1, n: 1 }]]),
    ],
    [
      "a delete sent twice deletes one",
      [{ _id: 1 }, { _id: 2 }],
      twice((c) => ({ delete: c, deletes: [{ q: {}, limit: 1 }] })),
      gives([[1, "no errors"], [1, "no errors"], [{ _id: 2 }]]),
    ],
    [
      "findAndModify sent twice gives the first answer again",
      one,
      twice((c) => ({ findAndModify: c, query: { _id: 1 }, update: { $inc: { n: 1 } }, new: true })),
      gives([[{ _id: 1, n: 1 }, "no errors"], [{ _id: 1, n: 1 }, "no errors"], [{ _id: 1, n: 1 }]]),
    ],
    [
      "findAndModify remove sent twice removes one",
      [{ _id: 1 }, { _id: 2 }],
      twice((c) => ({ findAndModify: c, query: {}, sort: { _id: 1 }, remove: true })),
      gives([[{ _id: 1 }, "no errors"], [{ _id: 1 }, "no errors"], [{ _id: 2 }]]),
    ],
    [
      "an upsert sent twice inserts one",
      [],
      twice((c) => ({
        update: c,
        updates: [{ q: { k: 1 }, u: { $setOnInsert: { _id: 5 }, $inc: { n: 1 } }, upsert: true }],
      })),
      gives([[1, "no errors"], [1, "no errors"], [{ _id: 5, k: 1, n: 1 }]]),
    ],
    [
      "several statements sent twice have one effect each",
      [],
      twice((c) => ({ insert: c, documents: [{ _id: 1 }, { _id: 2 }] })),
      gives([
        [2, "no errors"],
        [2, "no errors"],
        [{ _id: 1 }, { _id: 2 }],
      ]),
    ],
    [
      "a lower number in a session is refused",
      [],
      numberedIn(async (send, { coll }) => {
        const insert = (n: number) => send({ insert: coll.collectionName, documents: [{ _id: n }] }, n);
        await insert(5);
        return insert(4);
      }),
      fails(225, "TransactionTooOld"),
    ],
    [
      "the next number is a new statement",
      one,
      numberedIn(async (send, { coll }) => {
        for (const n of [1, 2])
          await send({ update: coll.collectionName, updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }] }, n);
        return coll.findOne();
      }),
      gives({ _id: 1, n: 2 }),
    ],
    [
      "a multi update with a number is refused",
      one,
      numberedIn(async (send, { coll }) =>
        send({ update: coll.collectionName, updates: [{ q: {}, u: { $set: { n: 1 } }, multi: true }] }, 1),
      ),
      fails(72, "InvalidOptions"),
    ],
  ),
  ...page(
    "reference/method/Session.startTransaction/",
    [
      "a transaction is refused with 20, as by a standalone",
      one,
      numberedIn(async (send, { coll }) =>
        send(
          { insert: coll.collectionName, documents: [{ _id: 2 }], startTransaction: true, autocommit: false },
          1,
        ),
      ),
      { ...fails(20, "IllegalOperation"), docs: one },
    ],
    [
      "a driver's transaction fails and writes nothing",
      one,
      script(async ({ fresh, db, coll }) => {
        const client = await fresh();
        const session = client.startSession();
        session.startTransaction();
        const outcome = await client
          .db(db.databaseName)
          .collection(coll.collectionName)
          .insertOne({ _id: 2 }, { session })
          .then(
            () => "written",
            (e: Error & { code?: number }) =>
              e.code === 20 || /does not support retryable writes/.test(e.message),
          );
        return [outcome, await coll.countDocuments()];
      }),
      gives([true, 1]),
    ],
    [
      "a session without a transaction works",
      one,
      script(async ({ client, coll }) => {
        const session = client.startSession();
        await coll.updateOne({ _id: 1 }, { $set: { n: 5 } }, { session });
        const found = await coll.findOne({ _id: 1 }, { session });
        await session.endSession();
        return found;
      }),
      gives({ _id: 1, n: 5 }),
    ],
    [
      "startSession gives an id",
      [],
      command(() => ({ startSession: 1 })),
      has({ timeoutMinutes: 30, ok: 1 }),
    ],
    [
      "endSessions and refreshSessions take ids",
      [],
      script(async ({ db, BSON }) => {
        const id = { id: new BSON.Binary(BSON.UUID.generate(), 4) };
        return [
          (await db.command({ refreshSessions: [id] })).ok,
          (await db.command({ endSessions: [id] })).ok,
        ];
      }),
      gives([1, 1]),
    ],
    [
      "commitTransaction is refused",
      [],
      script(async ({ client }) => client.db("admin").command({ commitTransaction: 1 })),
      fails([20, 50768, 125, 251]),
    ],
  ),
];
