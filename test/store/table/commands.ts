// Commands about databases and collections, and errors with MongoDB's own codes: reference/command.
import { Double } from "bson";
import { admin, command, docs, fails, gives, has, is, page, script, typeOf } from "./row.ts";

const one = [{ _id: 1, a: 1 }];
const names = script(async ({ db, coll }) => (await db.listCollections({ name: { $regex: `^${coll.collectionName}` } }).toArray()).map((i: { name: string; type: string }) => [i.name.slice(coll.collectionName.length), i.type]));
const big = (mebibytes: number) => "x".repeat(mebibytes * 1024 * 1024);

export const rows = [
  ...page(
    "reference/command/hello/",
    ["hello announces a primary that takes sessions", [], admin({ hello: 1 }), has({ isWritablePrimary: true, readOnly: false, maxBsonObjectSize: 16777216, maxMessageSizeBytes: 48000000, maxWriteBatchSize: 100000, logicalSessionTimeoutMinutes: 30, minWireVersion: 0, ok: 1 })],
    ["isMaster is known by its old name", [], admin({ isMaster: 1 }), has({ ismaster: true, ok: 1 })],
    ["ismaster in small letters", [], admin({ ismaster: 1 }), has({ ismaster: true, ok: 1 })],
    ["it is a replica set, so that drivers retry writes", [], script(async ({ client }) => { const hello = await client.db("admin").command({ hello: 1 }); return { set: typeof hello.setName, hosts: hello.hosts.length > 0, primary: hello.primary === hello.me, wire: hello.maxWireVersion >= 25, time: hello.localTime instanceof Date }; }), gives({ set: "string", hosts: true, primary: true, wire: true, time: true })],
    ["ping", [], admin({ ping: 1 }), has({ ok: 1 })],
    ["buildInfo has a version", [], script(async ({ client }) => { const info = await client.db("admin").command({ buildInfo: 1 }); return [/^\d+\.\d+\.\d+/.test(info.version), info.versionArray.length, info.maxBsonObjectSize]; }), gives([true, 4, 16777216])],
    ["serverStatus in short", [], script(async ({ client }) => { const s = await client.db("admin").command({ serverStatus: 1 }); return [typeof s.uptime, typeof s.connections.current, s.localTime instanceof Date]; }), gives(["number", "number", true])],
    ["getDefaultRWConcern is majority", [], admin({ getDefaultRWConcern: 1 }), has({ defaultWriteConcern: { w: "majority" }, defaultReadConcern: { level: "local" } })],
    ["connectionStatus", [], admin({ connectionStatus: 1 }), has({ authInfo: { authenticatedUsers: [] }, ok: 1 })],
  ),
  ...page(
    "reference/command/listCollections/",
    ["a created collection is listed", [], [command((c) => ({ create: c })), names], gives([["", "collection"]])],
    ["an insert makes its collection", one, names, gives([["", "collection"]])],
    ["nameOnly leaves options out", one, script(async ({ db, coll }) => Object.keys((await db.listCollections({ name: coll.collectionName }, { nameOnly: true }).toArray())[0])), gives(["name", "type"])],
    ["a listed collection has its _id index", one, script(async ({ db, coll }) => (await db.listCollections({ name: coll.collectionName }).toArray())[0].idIndex), gives({ v: 2, key: { _id: 1 }, name: "_id_" })],
    ["drop removes the collection", one, [command((c) => ({ drop: c })), names], gives([])],
    ["drop says what it dropped", one, command((c) => ({ drop: c })), has({ nIndexesWas: 1, ok: 1 })],
    ["drop of a missing collection is no error (7.0)", [], command((c) => ({ drop: `${c}_none` })), has({ ok: 1 })],
    ["drop forgets documents and indexes", { docs: one, indexes: [{ key: { a: 1 }, name: "a_1", unique: true }] }, [command((c) => ({ drop: c })), command((c) => ({ insert: c, documents: [{ _id: 1, a: 1 }, { _id: 2, a: 1 }] }))], docs({ _id: 1, a: 1 }, { _id: 2, a: 1 })],
  ),
  ...page(
    "reference/command/create/",
    ["create with an unknown option fails", [], command((c) => ({ create: c, foo: 1 })), fails(40415)],
    ["create over an existing collection with other options fails", one, command((c) => ({ create: c, capped: true, size: 4096 })), fails([48, 72, 115, 238])],
    ["a name with $ fails", [], command((c) => ({ create: `${c}$x` })), fails(73, "InvalidNamespace")],
    ["an empty name fails", [], command(() => ({ create: "" })), fails(73, "InvalidNamespace")],
    ["collation is served or refused by name, never ignored", [{ _id: 1, a: "A" }], script(async ({ coll }) => coll.find({ a: "a" }, { collation: { locale: "en", strength: 2 } }).toArray().then((found: unknown[]) => found.length === 1, (e: { code?: number; message: string }) => typeof e.code === "number" && /collation/i.test(e.message))), gives(true)],
    ["a validator is served or refused by name, never ignored", [], script(async ({ db, coll }) => { const refused = (e: { code?: number }) => typeof e.code === "number"; return db.command({ create: `${coll.collectionName}_v`, validator: { a: { $type: "string" } } }).then(() => db.collection(`${coll.collectionName}_v`).insertOne({ a: 1 }).then(() => false, refused), refused); }), gives(true)],
  ),
  ...page(
    "reference/command/renameCollection/",
    ["a collection is renamed with its documents and indexes", { docs: one, indexes: [{ key: { a: 1 }, name: "a_1" }] }, script(async ({ db, coll }) => { await coll.rename(`${coll.collectionName}_new`); const moved = db.collection(`${coll.collectionName}_new`); return [await moved.find().toArray(), (await moved.listIndexes().toArray()).length, await coll.countDocuments()]; }), gives([[{ _id: 1, a: 1 }], 2, 0])],
    ["a missing source fails", [], script(async ({ client, db, coll }) => client.db("admin").command({ renameCollection: `${db.databaseName}.${coll.collectionName}_no`, to: `${db.databaseName}.x` })), fails(26, "NamespaceNotFound")],
    ["an existing target fails", { docs: one, others: { b: one } }, script(async ({ coll }) => coll.rename(`${coll.collectionName}_b`)), fails(48, "NamespaceExists")],
    ["an existing target may be dropped", { docs: one, others: { b: [] } }, script(async ({ db, coll }) => { await coll.rename(`${coll.collectionName}_b`, { dropTarget: true }); return db.collection(`${coll.collectionName}_b`).countDocuments(); }), gives(1)],
    ["renameCollection is only for admin", one, command((c) => ({ renameCollection: `x.${c}`, to: "x.y" })), fails(13, "Unauthorized")],
  ),
  ...page(
    "reference/command/dropDatabase/",
    ["a dropped database is not listed", [], script(async ({ client, db }) => { const other = client.db(`${db.databaseName}_gone`); const listed = async () => (await client.db("admin").command({ listDatabases: 1 })).databases.some((d: { name: string }) => d.name === other.databaseName); await other.collection("c").insertOne({}); const before = await listed(); await other.dropDatabase(); return [before, await listed()]; }), gives([true, false])],
    ["dropDatabase of a missing database is no error", [], script(async ({ client }) => client.db("never_was").dropDatabase()), gives(true)],
    ["listDatabases adds the sizes up", one, script(async ({ client }) => { const all = await client.db("admin").command({ listDatabases: 1 }); return [typeof all.totalSize, all.databases.every((d: { name: string; sizeOnDisk: unknown; empty: boolean }) => typeof d.name === "string" && d.empty === false)]; }), gives(["number", true])],
    ["listDatabases is only for admin", [], command(() => ({ listDatabases: 1 })), fails(13, "Unauthorized")],
    ["databases keep collections of one name apart", one, script(async ({ client, db, coll }) => client.db(`${db.databaseName}_2`).collection(coll.collectionName).countDocuments()), gives(0)],
  ),
  ...page(
    "reference/command/collStats/",
    ["collStats counts documents and indexes", { docs: [{ _id: 1 }, { _id: 2 }], indexes: [{ key: { a: 1 }, name: "a_1" }] }, command((c) => ({ collStats: c })), has({ count: 2, nindexes: 2, ok: 1 })],
    ["collStats of a missing collection is zero", [], command((c) => ({ collStats: `${c}_none` })), has({ count: 0, ok: 1 })],
    ["dbStats counts collections", one, script(async ({ db }) => { const s = await db.command({ dbStats: 1 }); return [s.db === db.databaseName, s.collections > 0, s.objects > 0]; }), gives([true, true, true])],
    ["$collStats counts, as estimatedDocumentCount may", one, script(async ({ coll }) => coll.estimatedDocumentCount()), gives(1)],
  ),
  ...page(
    "reference/command/count/",
    ["count with a query, skip and limit", [{ _id: 1 }, { _id: 2 }, { _id: 3 }], command((c) => ({ count: c, query: { _id: { $gt: 0 } }, skip: 1, limit: 1 })), has({ n: 1, ok: 1 })],
    ["count of a missing collection is 0", [], command((c) => ({ count: `${c}_none` })), has({ n: 0, ok: 1 })],
    ["distinct values, each once", [{ _id: 1, a: "x" }, { _id: 2, a: "y" }, { _id: 3, a: "x" }], script(async ({ coll }) => (await coll.distinct("a")).sort()), gives(["x", "y"])],
    ["distinct takes arrays apart", [{ _id: 1, a: [1, 2] }, { _id: 2, a: 2 }], command((c) => ({ distinct: c, key: "a" })), has({ values: [1, 2] })],
    ["distinct with a query", [{ _id: 1, a: 1 }, { _id: 2, a: 2 }], command((c) => ({ distinct: c, key: "a", query: { a: { $gt: 1 } } })), has({ values: [2] })],
    ["distinct on a path through an array of documents", [{ _id: 1, o: [{ k: 1 }, { k: 2 }] }], command((c) => ({ distinct: c, key: "o.k" })), has({ values: [1, 2] })],
  ),
  ...page(
    "reference/error-codes/",
    ["an unknown command is 59", [], command(() => ({ fooBar: 1 })), fails(59, "CommandNotFound")],
    ["an unknown field of insert", [], command((c) => ({ insert: c, documents: [{}], foo: 1 })), fails(40415)],
    ["an unknown field of update", [], command((c) => ({ update: c, updates: [{ q: {}, u: {}, foo: 1 }] })), fails(40415)],
    ["an unknown field of aggregate", [], command((c) => ({ aggregate: c, pipeline: [], cursor: {}, foo: 1 })), fails(40415)],
    ["a missing field of insert", [], command((c) => ({ insert: c })), fails(40414)],
    ["a missing field of update", [], command((c) => ({ update: c })), fails(40414)],
    ["a collection's name must be a string", [], command(() => ({ find: 1 })), fails([73, 2])],
    ["a type mismatch is 14", [], command((c) => ({ insert: c, documents: 1 })), fails([14, 10065])],
    ["maxTimeMS is kept: 50", { docs: Array.from({ length: 300 }, (_, i) => ({ _id: i })) }, script(async ({ coll }) => coll.aggregate([{ $set: { l: { $range: [0, 2000] } } }, { $unwind: "$l" }, { $group: { _id: { $mod: ["$l", 7] }, s: { $sum: { $pow: ["$l", 2] } } } }, { $sort: { s: 1 } }], { maxTimeMS: 1 }).toArray()), fails(50, "MaxTimeMSExpired")],
    ["maxTimeMS below zero fails", [], command((c) => ({ find: c, maxTimeMS: -1 })), fails([2, 51024])],
    ["a document over 16 MB is refused", [], script(async ({ db, coll }) => { const codeOf = db.command({ insert: coll.collectionName, documents: [{ _id: 1, a: big(16) }] }).then((a: { writeErrors: [{ code: number }] }) => a.writeErrors[0].code, (e: { code: number }) => e.code); return [[2, 10334].includes(await codeOf), await coll.countDocuments()]; }), gives([true, 0]), "driver"],
    ["a document just below 16 MB is taken", [], script(async ({ coll }) => { await coll.insertOne({ _id: 1, a: big(15) }); return (await coll.findOne()).a.length; }), gives(15 * 1024 * 1024), "driver"],
    ["an update beyond 16 MB is refused and changes nothing", [], script(async ({ coll }) => { await coll.insertOne({ _id: 1, a: big(9) }); const error = await coll.updateOne({ _id: 1 }, { $set: { b: big(8) } }).catch((e: { code: number }) => e.code); return [[17419, 17420, 10334].includes(error), Object.keys(await coll.findOne())]; }), gives([true, ["_id", "a"]]), "driver"],
    ["change streams are refused as by a standalone", [], command((c) => ({ aggregate: c, pipeline: [{ $changeStream: {} }], cursor: {} })), fails(40573)],
    ["the failing answer has ok 0, code and name", [], script(async ({ db }) => db.command({ nope: 1 }).catch((e: { errorResponse: object }) => e.errorResponse)), has({ ok: 0, code: 59, codeName: "CommandNotFound", errmsg: "no such command: 'nope'" })],
    ["a double that is a whole number stays a double", [{ _id: 1, a: new Double(2) }], typeOf("a"), is("double")],
  ),
];
