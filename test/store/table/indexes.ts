// Indexes of every kind, unique keys and what explain says: indexes/, reference/command/createIndexes.
import { Decimal128, Long } from "bson";
import type { Document } from "bson";
import { command, docs, fails, find, has, ids, insert, insertMany, page, replace, script, update, updateMany } from "./row.ts";
import type { Step } from "./row.ts";

const by = (...indexes: Document[]) => ({ indexes: indexes.map((i) => ({ name: Object.entries(i.key as object).flat().join("_"), ...i })) });
const unique = (key: Document, more: Document = {}) => by({ key, unique: true, ...more });
const dup = (keyPattern: Document, keyValue: Document) => fails(11000, undefined, { keyPattern, keyValue });
const numbered = (...v: unknown[]) => v.map((n, i) => ({ _id: i + 1, n }));
const make = (...indexes: Document[]) => command((c) => ({ createIndexes: c, indexes }));
const list = script(async ({ coll }) => coll.listIndexes().toArray());
/** The stages of the winning plan, from the top. */
const stages = (filter: Document, options: Document = {}): Step =>
  script(async ({ db, coll }) => {
    const found: string[] = [];
    const visit = (stage: Document | undefined): void => {
      if (!stage) return;
      if (stage.stage) found.push(String(stage.stage).replace(/^EXPRESS_|^IDHACK$/, (m) => (m === "IDHACK" ? "IXSCAN" : "")));
      for (const below of [stage.queryPlan, stage.inputStage, ...(stage.inputStages ?? [])]) visit(below);
    };
    const answer = await db.command({ explain: { find: coll.collectionName, filter, ...options }, verbosity: "queryPlanner" });
    visit(answer.queryPlanner.winningPlan);
    return { scans: [...new Set(found.filter((s) => /SCAN$/.test(s)))], sorts: found.includes("SORT") };
  });
const uses = (scan: string) => has({ scans: [scan] });
const hundred = Array.from({ length: 100 }, (_, i) => ({ _id: i, n: i, m: i % 10, s: `s${i}`, l: [i, i + 1000] }));

export const rows = [
  ...page(
    "reference/command/createIndexes/",
    ["a new index is counted", [{ _id: 1 }], make({ key: { a: 1 }, name: "a_1" }), has({ numIndexesBefore: 1, numIndexesAfter: 2, ok: 1 })],
    ["the same index again changes nothing", [{ _id: 1 }], [make({ key: { a: 1 }, name: "a_1" }), make({ key: { a: 1 }, name: "a_1" })], has({ numIndexesBefore: 2, numIndexesAfter: 2, note: "all indexes already exist" })],
    ["an index makes its collection", [], make({ key: { a: 1 }, name: "a_1" }), has({ createdCollectionAutomatically: true, numIndexesBefore: 1, numIndexesAfter: 2 })],
    ["the same key by another name fails", [{ _id: 1 }], [make({ key: { a: 1 }, name: "a_1" }), make({ key: { a: 1 }, name: "x" })], fails(85, "IndexOptionsConflict")],
    ["the same name for another key fails", [{ _id: 1 }], [make({ key: { a: 1 }, name: "a_1" }), make({ key: { b: 1 }, name: "a_1" })], fails(86, "IndexKeySpecsConflict")],
    ["the same name with other options fails", [{ _id: 1 }], [make({ key: { a: 1 }, name: "a_1" }), make({ key: { a: 1 }, name: "a_1", unique: true })], fails(86, "IndexKeySpecsConflict")],
    ["an unknown option fails", [{ _id: 1 }], make({ key: { a: 1 }, name: "a_1", foo: 1 }), fails(197, "InvalidIndexSpecificationOption")],
    ["a direction of zero fails", [{ _id: 1 }], make({ key: { a: 0 }, name: "a_0" }), fails(67, "CannotCreateIndex")],
    ["an unknown kind fails", [{ _id: 1 }], make({ key: { a: "foo" }, name: "a_foo" }), fails(67, "CannotCreateIndex")],
    ["an empty key fails", [{ _id: 1 }], make({ key: {}, name: "none" }), fails(67)],
    ["an index without a name fails", [{ _id: 1 }], make({ key: { a: 1 } }), fails(9)],
    ["a unique index over equal values fails, naming them", numbered(1, 1), make({ key: { n: 1 }, name: "n_1", unique: true }), fails(11000, "DuplicateKey", { keyPattern: { n: 1 }, keyValue: { n: 1 } })],
  ),
  ...page(
    "reference/command/listIndexes/",
    ["every collection has its _id index", [{ _id: 1 }], list, { gives: [{ v: 2, key: { _id: 1 }, name: "_id_" }] }],
    ["options are listed", by({ key: { a: 1, b: -1 }, unique: true, sparse: true }), list, { gives: [{ v: 2, key: { _id: 1 }, name: "_id_" }, { v: 2, key: { a: 1, b: -1 }, name: "a_1_b_-1", unique: true, sparse: true }] }],
    ["partial filter and expiry are listed", by({ key: { d: 1 }, expireAfterSeconds: 60, partialFilterExpression: { k: { $exists: true } } }), list, has([{ name: "_id_" }, { name: "d_1", expireAfterSeconds: 60, partialFilterExpression: { k: { $exists: true } } }])],
    ["a missing collection fails", [], command((c) => ({ listIndexes: `${c}_none` })), fails(26, "NamespaceNotFound")],
    ["dropIndexes by name", by({ key: { a: 1 } }), [command((c) => ({ dropIndexes: c, index: "a_1" })), list], has([{ name: "_id_" }])],
    ["dropIndexes by key", by({ key: { a: 1 } }), [command((c) => ({ dropIndexes: c, index: { a: 1 } })), list], has([{ name: "_id_" }])],
    ["dropIndexes * leaves _id", by({ key: { a: 1 } }, { key: { b: 1 } }), [command((c) => ({ dropIndexes: c, index: "*" })), list], has([{ name: "_id_" }])],
    ["dropIndexes says how many there were", by({ key: { a: 1 } }), command((c) => ({ dropIndexes: c, index: "a_1" })), has({ nIndexesWas: 2, ok: 1 })],
    ["dropIndexes of an unknown name fails", [{ _id: 1 }], command((c) => ({ dropIndexes: c, index: "nope" })), fails(27, "IndexNotFound")],
    ["dropIndexes of _id fails", [{ _id: 1 }], command((c) => ({ dropIndexes: c, index: "_id_" })), fails(72, "InvalidOptions")],
    ["dropIndexes in a missing collection fails", [], command((c) => ({ dropIndexes: `${c}_none`, index: "*" })), fails(26, "NamespaceNotFound")],
    ["deleteIndexes is dropIndexes by its old name", by({ key: { a: 1 } }), command((c) => ({ deleteIndexes: c, index: "a_1" })), has({ ok: 1 })],
  ),
  ...page(
    "core/index-unique/",
    ["a unique index refuses an equal value, naming key and value", { docs: numbered("a"), ...unique({ n: 1 }) }, insert({ _id: 9, n: "a" }), { ...dup({ n: 1 }, { n: "a" }), docs: numbered("a") }],
    ["the message is MongoDB's own", { docs: numbered("a"), ...unique({ n: 1 }) }, script(async ({ coll }) => coll.insertOne({ _id: 9, n: "a" }).catch((e: Error) => e.message.replace(/collection: \S+/, "collection: X"))), { gives: 'E11000 duplicate key error collection: X index: n_1 dup key: { n: "a" }' }],
    ["one document may lack the field", { docs: numbered("a"), ...unique({ n: 1 }) }, [insert({ _id: 8 }), insert({ _id: 9 })], dup({ n: 1 }, { n: null })],
    ["null and missing are one key", { docs: [{ _id: 1, n: null }], ...unique({ n: 1 }) }, insert({ _id: 2 }), fails(11000)],
    ["a compound key is equal only as a whole", { docs: [{ _id: 1, a: 1, b: 1 }], ...unique({ a: 1, b: 1 }) }, [insert({ _id: 2, a: 1, b: 2 }), insert({ _id: 3, a: 1, b: 1 })], dup({ a: 1, b: 1 }, { a: 1, b: 1 })],
    ["1 and 1.0 and decimal 1 are one key", { docs: numbered(1), ...unique({ n: 1 }) }, insert({ _id: 2, n: Decimal128.fromString("1") }), fails(11000)],
    ["an int and an equal long are one key", { docs: numbered(5), ...unique({ n: 1 }) }, script(async ({ coll, BSON }) => coll.insertOne({ n: BSON.Long.fromNumber(5) })), fails(11000)],
    ["1 and '1' and true are three keys", unique({ n: 1 }), insertMany(numbered(1, "1", true)), docs(...numbered(1, "1", true))],
    ["an update to an equal value fails and changes nothing", { docs: numbered(1, 2), ...unique({ n: 1 }) }, update({ _id: 2 }, { $set: { n: 1 } }), { ...dup({ n: 1 }, { n: 1 }), docs: numbered(1, 2) }],
    ["a replacement to an equal value fails", { docs: numbered(1, 2), ...unique({ n: 1 }) }, replace({ _id: 2 }, { n: 1 }), fails(11000)],
    ["updateMany stops where the key would be twice", { docs: numbered(1, 2), ...unique({ n: 1 }) }, updateMany({}, { $set: { n: 7 } }), fails(11000)],
    ["a value is free again after a delete", { docs: numbered(1), ...unique({ n: 1 }) }, [command((c) => ({ delete: c, deletes: [{ q: { _id: 1 }, limit: 1 }] })), insert({ _id: 2, n: 1 })], docs({ _id: 2, n: 1 })],
    ["a value is free again after an update", { docs: numbered(1), ...unique({ n: 1 }) }, [update({ _id: 1 }, { $set: { n: 2 } }), insert({ _id: 3, n: 1 })], docs({ _id: 1, n: 2 }, { _id: 3, n: 1 })],
    ["an upsert of an equal value fails", { docs: numbered(1), ...unique({ n: 1 }) }, update({ _id: 5 }, { $set: { n: 1 } }, { upsert: true }), fails(11000)],
    ["the error of a compound key has all its parts", { docs: [{ _id: 1, a: { b: 1 }, c: "x" }], ...unique({ "a.b": 1, c: -1 }) }, insert({ _id: 2, a: { b: 1 }, c: "x" }), dup({ "a.b": 1, c: -1 }, { "a.b": 1, c: "x" })],
    ["two documents as values are equal only with the same order", unique({ n: 1 }), insertMany(numbered({ a: 1, b: 2 }, { b: 2, a: 1 })), docs(...numbered({ a: 1, b: 2 }, { b: 2, a: 1 }))],
  ),
  ...page(
    "core/indexes/index-types/index-multikey/",
    ["a unique multikey index compares elements of different documents", { docs: numbered(["a", "b"]), ...unique({ n: 1 }) }, insert({ _id: 2, n: ["c", "b"] }), dup({ n: 1 }, { n: "b" })],
    ["an element may be twice in one document", unique({ n: 1 }), insert({ _id: 1, n: ["a", "a"] }), docs({ _id: 1, n: ["a", "a"] })],
    ["a path into documents in an array is unique over documents", { docs: [{ _id: 1, o: [{ id: 1 }, { id: 2 }] }], ...unique({ "o.id": 1 }) }, insert({ _id: 2, o: [{ id: 2 }] }), dup({ "o.id": 1 }, { "o.id": 2 })],
    ["$push of another document's element fails", { docs: [{ _id: 1, o: [{ id: 1 }] }, { _id: 2, o: [{ id: 2 }] }], ...unique({ "o.id": 1 }) }, update({ _id: 2 }, { $push: { o: { id: 1 } } }), dup({ "o.id": 1 }, { "o.id": 1 })],
    ["two arrays in one compound index fail", by({ key: { a: 1, b: 1 } }), command((c) => ({ insert: c, documents: [{ a: [1], b: [2] }] })), has({ writeErrors: [{ index: 0, code: 171 }] })],
    ["one array in a compound index is found by its elements", { docs: [{ _id: 1, a: [1, 2], b: 5 }], ...by({ key: { a: 1, b: 1 } }) }, find({ a: 2, b: 5 }, { hint: "a_1_b_1" }), ids(1)],
    ["a multikey index returns each document once", { docs: numbered([1, 2, 3]), ...by({ key: { n: 1 } }) }, find({ n: { $gt: 0 } }, { hint: "n_1" }), ids(1)],
    ["an empty array is not null in an index", { docs: [{ _id: 1, n: [] }, { _id: 2 }], ...by({ key: { n: 1 } }) }, find({ n: null }, { hint: "n_1" }), ids(2)],
    ["a multikey range may be met by two elements", { docs: numbered([1, 25], [18], [30]), ...by({ key: { n: 1 } }) }, find({ n: { $gt: 15, $lt: 20 } }, { hint: "n_1", sort: { _id: 1 } }), ids(1, 2)],
  ),
  ...page(
    "core/index-partial/",
    ["a partial unique index only holds where the filter holds", { docs: [{ _id: 1, e: "x", live: true }], ...unique({ e: 1 }, { partialFilterExpression: { live: true } }) }, [insert({ _id: 2, e: "x", live: false }), insert({ _id: 3, e: "x", live: true })], dup({ e: 1 }, { e: "x" })],
    ["partial by $exists", { ...unique({ s: 1 }, { partialFilterExpression: { s: { $exists: true } } }) }, insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3, s: 1 }]), docs({ _id: 1 }, { _id: 2 }, { _id: 3, s: 1 })],
    ["partial by $type", { docs: [{ _id: 1, s: "x" }], ...unique({ s: 1 }, { partialFilterExpression: { s: { $type: "string" } } }) }, [insertMany([{ _id: 2, s: null }, { _id: 3, s: null }]), insert({ _id: 4, s: "x" })], fails(11000)],
    ["partial by range", { docs: [{ _id: 1, r: 9, k: 1 }], ...unique({ k: 1 }, { partialFilterExpression: { r: { $gt: 5 } } }) }, [insert({ _id: 2, r: 1, k: 1 }), insert({ _id: 3, r: 6, k: 1 })], fails(11000)],
    ["an update into the filter meets the key", { docs: [{ _id: 1, k: 1, live: true }, { _id: 2, k: 1, live: false }], ...unique({ k: 1 }, { partialFilterExpression: { live: true } }) }, update({ _id: 2 }, { $set: { live: true } }), fails(11000)],
    ["an update out of the filter frees the key", { docs: [{ _id: 1, k: 1, live: true }], ...unique({ k: 1 }, { partialFilterExpression: { live: true } }) }, [update({ _id: 1 }, { $set: { live: false } }), insert({ _id: 2, k: 1, live: true })], docs({ _id: 1, k: 1, live: false }, { _id: 2, k: 1, live: true })],
    ["a query outside the filter does not lose documents", { docs: [{ _id: 1, k: 1, live: true }, { _id: 2, k: 1 }], ...by({ key: { k: 1 }, partialFilterExpression: { live: true } }) }, find({ k: 1 }, { sort: { _id: 1 } }), ids(1, 2)],
    ["a filter with an operator that is not for it fails", [{ _id: 1 }], make({ key: { a: 1 }, name: "a_1", partialFilterExpression: { a: { $ne: 1 } } }), fails(67, "CannotCreateIndex")],
    ["sparse and partial do not go together", [{ _id: 1 }], make({ key: { a: 1 }, name: "a_1", sparse: true, partialFilterExpression: { a: 1 } }), fails(67, "CannotCreateIndex")],
  ),
  ...page(
    "core/index-sparse/",
    ["a sparse unique index lets many lack the field", unique({ s: 1 }, { sparse: true }), insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3, s: 1 }]), docs({ _id: 1 }, { _id: 2 }, { _id: 3, s: 1 })],
    ["a sparse unique index still holds for null", { docs: [{ _id: 1, s: null }], ...unique({ s: 1 }, { sparse: true }) }, insert({ _id: 2, s: null }), fails(11000)],
    ["a sparse index is not used where it would lose documents", { docs: [{ _id: 1, s: 2 }, { _id: 2 }], ...by({ key: { s: 1 }, sparse: true }) }, find({}, { sort: { s: 1 } }), ids(2, 1)],
    ["a hint to a sparse index gives what is in it", { docs: [{ _id: 1, s: 2 }, { _id: 2 }], ...by({ key: { s: 1 }, sparse: true }) }, find({}, { sort: { s: 1 }, hint: "s_1" }), ids(1)],
  ),
  ...page(
    "core/index-ttl/",
    ["an expiry out of range fails", [{ _id: 1 }], make({ key: { d: 1 }, name: "d_1", expireAfterSeconds: -1 }), fails(67, "CannotCreateIndex")],
    ["an expiry on a compound index fails", [{ _id: 1 }], make({ key: { d: 1, e: 1 }, name: "x", expireAfterSeconds: 1 }), fails(67, "CannotCreateIndex")],
    ["collMod changes the expiry", by({ key: { d: 1 }, expireAfterSeconds: 60 }), [command((c) => ({ collMod: c, index: { name: "d_1", expireAfterSeconds: 90 } })), list], has([{ name: "_id_" }, { name: "d_1", expireAfterSeconds: 90 }])],
    ["collMod says old and new", by({ key: { d: 1 }, expireAfterSeconds: 60 }), command((c) => ({ collMod: c, index: { keyPattern: { d: 1 }, expireAfterSeconds: 90 } })), has({ expireAfterSeconds_old: 60, expireAfterSeconds_new: 90 })],
  ),
  ...page(
    "reference/explain-results/",
    ["no index: COLLSCAN", { docs: hundred }, stages({ n: 5 }), uses("COLLSCAN")],
    ["equality: IXSCAN", { docs: hundred, ...by({ key: { n: 1 } }) }, stages({ n: 5 }), uses("IXSCAN")],
    ["_id: by its index", { docs: hundred }, stages({ _id: 5 }), has({ scans: ["IXSCAN"] }), "driver"],
    ["$in: IXSCAN", { docs: hundred, ...by({ key: { n: 1 } }) }, stages({ n: { $in: [1, 2] } }), uses("IXSCAN")],
    ["a range: IXSCAN", { docs: hundred, ...by({ key: { n: 1 } }) }, stages({ n: { $gt: 5, $lt: 9 } }), uses("IXSCAN")],
    ["a prefix of a compound index: IXSCAN", { docs: hundred, ...by({ key: { n: 1, m: 1 } }) }, stages({ n: 5 }), uses("IXSCAN")],
    ["not the second field of a compound index: COLLSCAN", { docs: hundred, ...by({ key: { n: 1, m: 1 } }) }, stages({ m: 5 }), uses("COLLSCAN")],
    ["equality then sort by the next field: no SORT", { docs: hundred, ...by({ key: { m: 1, n: 1 } }) }, stages({ m: 5 }, { sort: { n: 1 } }), has({ scans: ["IXSCAN"], sorts: false })],
    ["a sort by an index needs no SORT", { docs: hundred, ...by({ key: { n: 1 } }) }, stages({}, { sort: { n: -1 } }), has({ scans: ["IXSCAN"], sorts: false })],
    ["a sort without an index needs one", { docs: hundred }, stages({}, { sort: { n: 1 } }), has({ scans: ["COLLSCAN"], sorts: true })],
    ["$or over indexed fields: IXSCAN only", { docs: hundred, ...by({ key: { n: 1 } }, { key: { s: 1 } }) }, stages({ $or: [{ n: 1 }, { s: "s5" }] }), uses("IXSCAN")],
    ["$or with one side not indexed: COLLSCAN", { docs: hundred, ...by({ key: { n: 1 } }) }, stages({ $or: [{ n: 1 }, { s: "s5" }] }), uses("COLLSCAN")],
    ["a partial index is used when the query implies its filter", { docs: hundred, ...by({ key: { n: 1 }, partialFilterExpression: { n: { $exists: true } } }) }, stages({ n: { $lte: 5 } }), uses("IXSCAN")],
    ["a partial index is not used when it might lose documents", { docs: hundred, ...by({ key: { n: 1 }, partialFilterExpression: { m: { $gt: 5 } } }) }, stages({ n: 5 }), uses("COLLSCAN")],
    ["a prefix regular expression: IXSCAN", { docs: hundred, ...by({ key: { s: 1 } }) }, stages({ s: /^s5/ }), uses("IXSCAN")],
    ["an element of an array: IXSCAN", { docs: hundred, ...by({ key: { l: 1 } }) }, stages({ l: 1005 }), uses("IXSCAN")],
    ["$natural hint: COLLSCAN", { docs: hundred, ...by({ key: { n: 1 } }) }, stages({ n: 5 }, { hint: { $natural: 1 } }), uses("COLLSCAN")],
    ["executionStats counts what was read", { docs: hundred, ...by({ key: { n: 1 } }) }, command((c) => ({ explain: { find: c, filter: { n: { $gte: 10, $lt: 15 } } }, verbosity: "executionStats" })), has({ executionStats: { executionSuccess: true, nReturned: 5, totalKeysExamined: 5, totalDocsExamined: 5 } })],
    ["executionStats of a scan counts every document", { docs: hundred }, command((c) => ({ explain: { find: c, filter: { n: 5 } }, verbosity: "executionStats" })), has({ executionStats: { nReturned: 1, totalDocsExamined: 100 } })],
    ["explain names the index", { docs: hundred, ...by({ key: { n: 1 } }) }, script(async ({ coll }) => JSON.stringify(await coll.find({ n: 5 }).explain()).includes('"indexName":"n_1"')), { gives: true }],
    ["aggregate can be explained", { docs: hundred, ...by({ key: { n: 1 } }) }, script(async ({ coll }) => JSON.stringify(await coll.aggregate([{ $match: { n: 5 } }]).explain()).includes("IXSCAN")), { gives: true }],
    ["an unknown verbosity fails", { docs: hundred }, command((c) => ({ explain: { find: c }, verbosity: "foo" })), fails([2, 9])],
    ["a long in the query uses an index over ints", { docs: hundred, ...by({ key: { n: 1 } }) }, find({ n: Long.fromNumber(7) }, { hint: "n_1" }), ids(7)],
  ),
];
