// Sessions, retryable writes, bulk writes of both kinds, cursors: what a driver does beneath the calls.
import type { Document } from "bson";
import type { Place } from "./row.ts";
import { command, docs, fails, gives, has, ids, bulk, find, page, script } from "./row.ts";

const numbered = (n: number) => Array.from({ length: n }, (_, i) => ({ _id: i }));
const one = [{ _id: 1, n: 0 }];
/** Sends numbered statements within one session, as a driver that retries does. */
const numberedIn = (run: (send: (body: object, n: number) => Promise<Document>, at: Place) => Promise<unknown>) =>
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
    ["an insert sent twice inserts once and answers the same", [], twice((c) => ({ insert: c, documents: [{ _id: 1 }] })), gives([[1, "no errors"], [1, "no errors"], [{ _id: 1 }]])],
    ["an update sent twice counts once", one, twice((c) => ({ update: c, updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }] })), gives([[1, "no errors"], [1, "no errors"], [{ _id: 1, n: 1 }]])],
    ["a delete sent twice deletes one", [{ _id: 1 }, { _id: 2 }], twice((c) => ({ delete: c, deletes: [{ q: {}, limit: 1 }] })), gives([[1, "no errors"], [1, "no errors"], [{ _id: 2 }]])],
    ["findAndModify sent twice gives the first answer again", one, twice((c) => ({ findAndModify: c, query: { _id: 1 }, update: { $inc: { n: 1 } }, new: true })), gives([[{ _id: 1, n: 1 }, "no errors"], [{ _id: 1, n: 1 }, "no errors"], [{ _id: 1, n: 1 }]])],
    ["findAndModify remove sent twice removes one", [{ _id: 1 }, { _id: 2 }], twice((c) => ({ findAndModify: c, query: {}, sort: { _id: 1 }, remove: true })), gives([[{ _id: 1 }, "no errors"], [{ _id: 1 }, "no errors"], [{ _id: 2 }]])],
    ["an upsert sent twice inserts one", [], twice((c) => ({ update: c, updates: [{ q: { k: 1 }, u: { $setOnInsert: { _id: 5 }, $inc: { n: 1 } }, upsert: true }] })), gives([[1, "no errors"], [1, "no errors"], [{ _id: 5, k: 1, n: 1 }]])],
    ["several statements sent twice have one effect each", [], twice((c) => ({ insert: c, documents: [{ _id: 1 }, { _id: 2 }] })), gives([[2, "no errors"], [2, "no errors"], [{ _id: 1 }, { _id: 2 }]])],
    ["a lower number in a session is refused", [], numberedIn(async (send, { coll }) => { const insert = (n: number) => send({ insert: coll.collectionName, documents: [{ _id: n }] }, n); await insert(5); return insert(4); }), fails(225, "TransactionTooOld")],
    ["the next number is a new statement", one, numberedIn(async (send, { coll }) => { for (const n of [1, 2]) await send({ update: coll.collectionName, updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }] }, n); return coll.findOne(); }), gives({ _id: 1, n: 2 })],
    ["a multi update with a number is refused", one, numberedIn(async (send, { coll }) => send({ update: coll.collectionName, updates: [{ q: {}, u: { $set: { n: 1 } }, multi: true }] }, 1)), fails(72, "InvalidOptions")],
  ),
  ...page(
    "reference/method/Session.startTransaction/",
    ["a transaction is refused with 20, as by a standalone", one, numberedIn(async (send, { coll }) => send({ insert: coll.collectionName, documents: [{ _id: 2 }], startTransaction: true, autocommit: false }, 1)), { ...fails(20, "IllegalOperation"), docs: one }],
    ["a driver's transaction fails and writes nothing", one, script(async ({ fresh, db, coll }) => { const client = await fresh(); const session = client.startSession(); session.startTransaction(); const outcome = await client.db(db.databaseName).collection(coll.collectionName).insertOne({ _id: 2 }, { session }).then(() => "written", (e: Error & { code?: number }) => e.code === 20 || /does not support retryable writes/.test(e.message)); return [outcome, await coll.countDocuments()]; }), gives([true, 1])],
    ["a session without a transaction works", one, script(async ({ client, coll }) => { const session = client.startSession(); await coll.updateOne({ _id: 1 }, { $set: { n: 5 } }, { session }); const found = await coll.findOne({ _id: 1 }, { session }); await session.endSession(); return found; }), gives({ _id: 1, n: 5 })],
    ["startSession gives an id", [], command(() => ({ startSession: 1 })), has({ timeoutMinutes: 30, ok: 1 })],
    ["endSessions and refreshSessions take ids", [], script(async ({ db, BSON }) => { const id = { id: new BSON.Binary(BSON.UUID.generate(), 4) }; return [(await db.command({ refreshSessions: [id] })).ok, (await db.command({ endSessions: [id] })).ok]; }), gives([1, 1])],
    ["commitTransaction is refused", [], script(async ({ client }) => client.db("admin").command({ commitTransaction: 1 })), fails([20, 50768, 125, 251])],
  ),
  ...page(
    "reference/method/db.collection.bulkWrite/",
    ["a bulk does inserts, updates and deletes in turn", one, bulk([{ insertOne: { document: { _id: 2 } } }, { updateOne: { filter: { _id: 1 }, update: { $inc: { n: 5 } } } }, { replaceOne: { filter: { _id: 2 }, replacement: { r: 1 } } }, { insertOne: { document: { _id: 3 } } }, { deleteOne: { filter: { _id: 3 } } }]), docs({ _id: 1, n: 5 }, { _id: 2, r: 1 })],
    ["a bulk counts", one, bulk([{ insertOne: { document: { _id: 2 } } }, { updateMany: { filter: {}, update: { $set: { x: 1 } } } }, { deleteMany: { filter: { _id: 2 } } }, { updateOne: { filter: { _id: 9 }, update: { $set: { x: 1 } }, upsert: true } }]), has({ insertedCount: 1, matchedCount: 2, modifiedCount: 2, deletedCount: 1, upsertedCount: 1 })],
    ["an ordered bulk stops at the error", one, bulk([{ insertOne: { document: { _id: 2 } } }, { insertOne: { document: { _id: 1 } } }, { insertOne: { document: { _id: 3 } } }]), { ...fails(11000), docs: [{ _id: 1, n: 0 }, { _id: 2 }] }],
    ["an unordered bulk does the rest", one, bulk([{ insertOne: { document: { _id: 1 } } }, { insertOne: { document: { _id: 3 } } }], { ordered: false }), { ...fails(11000), docs: [{ _id: 1, n: 0 }, { _id: 3 }] }],
    ["arrayFilters in a bulk", [{ _id: 1, l: [1, 9] }], bulk([{ updateOne: { filter: { _id: 1 }, update: { $set: { "l.$[e]": 0 } }, arrayFilters: [{ e: { $gt: 5 } }] } }]), docs({ _id: 1, l: [1, 0] })],
    ["a bulk with many statements", [], bulk(Array.from({ length: 2500 }, (_, i) => ({ updateOne: { filter: { _id: i % 10 }, update: { $inc: { n: 1 } }, upsert: true } }))), docs(...numbered(10).map((d) => ({ ...d, n: 250 })))],
  ),
  ...page(
    "reference/command/bulkWrite/",
    ["a client's bulk writes to several collections", one, script(async ({ client, db, coll }) => { const ns = `${db.databaseName}.${coll.collectionName}`; const a = await client.db("admin").command({ bulkWrite: 1, ops: [{ insert: 0, document: { _id: 2 } }, { update: 0, filter: { _id: 1 }, updateMods: { $inc: { n: 5 } } }, { insert: 1, document: { _id: "other" } }, { delete: 0, filter: { _id: 2 }, multi: false }], nsInfo: [{ ns }, { ns: `${ns}_b` }] }); return [a.nErrors, a.nInserted, a.nMatched, a.nModified, a.nDeleted, a.cursor.firstBatch.map((r: { idx: number; n: number; ok: number }) => [r.idx, r.n, r.ok]), await db.collection(`${coll.collectionName}_b`).countDocuments()]; }), gives([0, 2, 1, 1, 1, [[0, 1, 1], [1, 1, 1], [2, 1, 1], [3, 1, 1]], 1])],
    ["errorsOnly leaves the rest out", one, script(async ({ client, db, coll }) => { const a = await client.db("admin").command({ bulkWrite: 1, errorsOnly: true, ordered: false, ops: [{ insert: 0, document: { _id: 1 } }, { insert: 0, document: { _id: 3 } }], nsInfo: [{ ns: `${db.databaseName}.${coll.collectionName}` }] }); return [a.nErrors, a.nInserted, a.cursor.firstBatch.map((r: { idx: number; ok: number; code: number }) => [r.idx, r.ok, r.code])]; }), gives([1, 1, [[0, 0, 11000]]])],
    ["bulkWrite is only for admin", one, script(async ({ db, coll }) => db.command({ bulkWrite: 1, ops: [{ insert: 0, document: {} }], nsInfo: [{ ns: `${db.databaseName}.${coll.collectionName}` }] })), fails(13, "Unauthorized")],
    ["the driver's client.bulkWrite", one, script(async ({ client, db, coll }) => { const namespace = `${db.databaseName}.${coll.collectionName}`; const a = await client.bulkWrite([{ name: "insertOne", namespace, document: { _id: 4 } }, { name: "updateOne", namespace, filter: { _id: 8 }, update: { $set: { u: 1 } }, upsert: true }, { name: "updateMany", namespace, filter: {}, update: { $set: { m: 1 } } }, { name: "deleteOne", namespace, filter: { _id: 1 } }], { verboseResults: true }); return [a.insertedCount, a.upsertedCount, a.matchedCount, a.modifiedCount, a.deletedCount, a.updateResults.get(1).upsertedId]; }), gives([1, 1, 3, 3, 1, 8])],
    ["an ordered client bulk stops at the error", one, script(async ({ client, db, coll }) => { const namespace = `${db.databaseName}.${coll.collectionName}`; const e = await client.bulkWrite([{ name: "insertOne", namespace, document: { _id: 1 } }, { name: "insertOne", namespace, document: { _id: 2 } }]).catch((error: { writeErrors: Map<number, { code: number }> }) => error); return [e.writeErrors.get(0).code, await coll.countDocuments()]; }), gives([11000, 1])],
  ),
  ...page(
    "reference/command/getMore/",
    ["batches follow each other in order", numbered(10), find({}, { sort: { _id: 1 }, batchSize: 3 }), ids(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)],
    ["the first batch has batchSize documents and an id for more", numbered(5), script(async ({ db, coll }) => { const a = await db.command({ find: coll.collectionName, batchSize: 2 }); const b = await db.command({ getMore: a.cursor.id, collection: coll.collectionName, batchSize: 2 }); const c = await db.command({ getMore: a.cursor.id, collection: coll.collectionName }); return [a.cursor.firstBatch.length, Number(a.cursor.id) !== 0, b.cursor.nextBatch.length, c.cursor.nextBatch.length, Number(c.cursor.id)]; }), gives([2, true, 2, 1, 0])],
    ["the default first batch is 101", numbered(300), script(async ({ db, coll }) => (await db.command({ find: coll.collectionName })).cursor.firstBatch.length), gives(101)],
    ["batchSize 0 gives an empty batch and a cursor", numbered(3), script(async ({ db, coll }) => { const a = await db.command({ find: coll.collectionName, batchSize: 0 }); return [a.cursor.firstBatch.length, Number(a.cursor.id) !== 0]; }), gives([0, true])],
    ["an unknown cursor is 43", [], script(async ({ db, coll, BSON }) => db.command({ getMore: BSON.Long.fromNumber(12345), collection: coll.collectionName })), fails(43, "CursorNotFound")],
    ["a cursor belongs to its collection", numbered(5), script(async ({ db, coll }) => { const a = await db.command({ find: coll.collectionName, batchSize: 2 }); return db.command({ getMore: a.cursor.id, collection: `${coll.collectionName}_b` }); }), fails([13, 43])],
    ["killCursors says what it killed", numbered(5), script(async ({ db, coll, BSON }) => { const a = await db.command({ find: coll.collectionName, batchSize: 2 }); const k = await db.command({ killCursors: coll.collectionName, cursors: [BSON.Long.fromValue(a.cursor.id), BSON.Long.fromNumber(5)] }); return [String(k.cursorsKilled) === String(a.cursor.id), k.cursorsNotFound.map(Number), k.cursorsAlive, k.cursorsUnknown]; }), gives([true, [5], [], []])],
    ["a killed cursor is gone", numbered(5), script(async ({ db, coll, BSON }) => { const a = await db.command({ find: coll.collectionName, batchSize: 2 }); const id = BSON.Long.fromValue(a.cursor.id); await db.command({ killCursors: coll.collectionName, cursors: [id] }); return db.command({ getMore: id, collection: coll.collectionName }); }), fails(43)],
    ["a limit over several batches ends the cursor", numbered(10), find({}, { limit: 5, batchSize: 2 }), ids(0, 1, 2, 3, 4)],
    ["a cursor over a collection that is dropped ends with an error or its documents, not with silence", numbered(5), script(async ({ db, coll }) => { const a = await db.command({ find: coll.collectionName, batchSize: 2 }); await coll.drop(); return db.command({ getMore: a.cursor.id, collection: coll.collectionName }).then((m: { cursor: { nextBatch: unknown[] } }) => m.cursor.nextBatch.length === 3, (e: { code: number }) => [43, 175].includes(e.code)); }), gives(true)],
    ["a batch stays below the message limit", Array.from({ length: 24 }, (_, i) => ({ _id: i })), script(async ({ coll }) => { await coll.updateMany({}, { $set: { a: "x".repeat(1 << 20) } }); let n = 0; for await (const d of coll.find({}, { batchSize: 1000 })) n += d.a.length; return n; }), gives(24 << 20), "driver"],
    ["a cursor sees 100 000 documents once each", [], script(async ({ coll }) => { for (let k = 0; k < 10; k += 1) await coll.insertMany(Array.from({ length: 10_000 }, (_, i) => ({ _id: k * 10_000 + i, v: i % 10 }))); let n = 0; let sum = 0; for await (const d of coll.find({}, { batchSize: 5000 })) { n += 1; sum += d._id; } return [n, sum]; }), gives([100_000, 4_999_950_000]), "driver"],
    ["an aggregate has batches too", numbered(10), script(async ({ coll }) => (await coll.aggregate([{ $sort: { _id: -1 } }], { batchSize: 3 }).toArray()).map((d: { _id: number }) => d._id)), gives([9, 8, 7, 6, 5, 4, 3, 2, 1, 0])],
    ["documents inserted while a cursor is open do no harm", numbered(6), script(async ({ coll }) => { const seen: number[] = []; for await (const d of coll.find({ _id: { $lt: 6 } }, { batchSize: 2, sort: { _id: 1 } })) { seen.push(d._id); await coll.insertOne({ _id: 100 + d._id }); } return seen; }), gives([0, 1, 2, 3, 4, 5])],
  ),
];
