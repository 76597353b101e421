// Updates with a pipeline, claims and leases: tutorial/update-documents-with-aggregation-pipeline.
import { command, docs, fails, find, findUpdate, gives, has, ids, is, page, script, typeOf, update, updateMany, value } from "./row.ts";

const p = { updatePipeline: true };
const one = [{ _id: 1, a: 2, b: 3 }];
const past = new Date(1000);
const free = { _id: "job", due: past, until: null, fence: 0, tries: 0, outbox: [{ id: 1, st: "READY" }, { id: 2, st: "READY" }] };
const lease = (me: string) => [
  { $set: { owner: me, fence: { $add: ["$fence", 1] }, until: { $dateAdd: { startDate: "$$NOW", unit: "second", amount: 60 } } } },
];
const isFree = (now: Date) => ({ due: { $lte: now }, $or: [{ until: null }, { until: { $lt: now } }] });

export const rows = [
  ...page(
    "tutorial/update-documents-with-aggregation-pipeline/",
    ["$set computes from other fields", one, update({}, [{ $set: { c: { $add: ["$a", "$b"] } } }], p), docs({ _id: 1, a: 2, b: 3, c: 5 })],
    ["$addFields is $set", one, update({}, [{ $addFields: { c: "$a" } }], p), docs({ _id: 1, a: 2, b: 3, c: 2 })],
    ["two stages see each other's results", one, update({}, [{ $set: { c: { $avg: ["$a", "$b", 1] } } }, { $set: { g: { $cond: [{ $gte: ["$c", 2] }, "high", "low"] } } }], p), docs({ _id: 1, a: 2, b: 3, c: 2, g: "high" })],
    ["one stage sees the document as it was before", one, update({}, [{ $set: { a: "$b", b: "$a" } }], p), docs({ _id: 1, a: 3, b: 2 })],
    ["$unset removes fields", one, update({}, [{ $unset: ["a", "b"] }], p), docs({ _id: 1 })],
    ["$project keeps fields", one, update({}, [{ $project: { b: 1 } }], p), docs({ _id: 1, b: 3 })],
    ["$replaceWith replaces and keeps _id", one, update({}, [{ $replaceWith: { x: "$a" } }], p), docs({ _id: 1, x: 2 })],
    ["$replaceRoot with $mergeObjects gives defaults", [{ _id: 1, a: 9 }], update({}, [{ $replaceRoot: { newRoot: { $mergeObjects: [{ a: 0, b: 0 }, "$$ROOT"] } } }], p), docs({ _id: 1, a: 9, b: 0 })],
    ["$$NOW is one date for the whole update", [{ _id: 1 }, { _id: 2 }], [updateMany({}, [{ $set: { at: "$$NOW" } }], p), value({ $type: "$at" })], is("date")],
    ["$set to $$REMOVE removes", one, update({}, [{ $set: { a: { $cond: [{ $gt: ["$b", 1] }, "$$REMOVE", 1] } } }], p), docs({ _id: 1, b: 3 })],
    ["$map and $cond change elements of an array", [{ _id: 1, o: [{ id: 1, st: "A" }, { id: 2, st: "A" }] }], update({}, [{ $set: { o: { $map: { input: "$o", as: "e", in: { $cond: [{ $eq: ["$$e.id", 2] }, { $mergeObjects: ["$$e", { st: "B" }] }, "$$e"] } } } } }], p), docs({ _id: 1, o: [{ id: 1, st: "A" }, { id: 2, st: "B" }] })],
    ["$filter removes elements", [{ _id: 1, o: [1, 5, 9] }], update({}, [{ $set: { o: { $filter: { input: "$o", as: "e", cond: { $lt: ["$$e", 6] } } } } }], p), docs({ _id: 1, o: [1, 5] })],
    ["$concatArrays appends", [{ _id: 1, o: [1] }], update({}, [{ $set: { o: { $concatArrays: ["$o", [2, "$_id"]] } } }], p), docs({ _id: 1, o: [1, 2, 1] })],
    ["$ifNull begins a counter", [{ _id: 1 }], update({}, [{ $set: { n: { $add: [{ $ifNull: ["$n", 0] }, 1] } } }], p), docs({ _id: 1, n: 1 })],
    ["a nested path sets one field of a document", [{ _id: 1, s: { due: 1, x: 2 } }], update({}, [{ $set: { "s.due": "$$REMOVE", "s.y": 3 } }], p), docs({ _id: 1, s: { x: 2, y: 3 } })],
    ["a path through an array sets every element", [{ _id: 1, o: [{ a: 1 }, { a: 2 }] }], update({}, [{ $set: { "o.b": 0 } }], p), docs({ _id: 1, o: [{ a: 1, b: 0 }, { a: 2, b: 0 }] })],
    ["a string that begins with $ is a path; $literal is text", one, update({}, [{ $set: { a: { $literal: "$b" } } }], p), docs({ _id: 1, a: "$b", b: 3 })],
    ["an unchanged document counts as not modified", one, update({}, [{ $set: { a: 2 } }], p), has({ matchedCount: 1, modifiedCount: 0 })],
    ["a stage that is not for updates fails", one, update({}, [{ $match: { a: 1 } }], p), fails(72)],
    ["_id cannot be changed by a pipeline", one, update({}, [{ $set: { _id: 2 } }], p), fails(66)],
    ["arrayFilters do not go with a pipeline", one, update({}, [{ $set: { a: 1 } }], { ...p, arrayFilters: [{ e: 1 }] }), fails(9)],
    ["an upsert by pipeline begins with the query's equalities", [], update({ _id: 7, k: "x" }, [{ $set: { n: { $add: [{ $ifNull: ["$n", 0] }, 1] } } }], { ...p, upsert: true }), docs({ _id: 7, k: "x", n: 1 })],
    ["constants of a statement are variables of its pipeline", one, command((c) => ({ update: c, updates: [{ q: {}, u: [{ $set: { a: "$$v" } }], c: { v: 8 } }] })), docs({ _id: 1, a: 8, b: 3 })],
    ["$let within a pipeline update", one, update({}, [{ $set: { a: { $let: { vars: { s: { $add: ["$a", "$b"] } }, in: { $multiply: ["$$s", 2] } } } } }], p), docs({ _id: 1, a: 10, b: 3 })],
    ["$switch chooses", one, update({}, [{ $set: { g: { $switch: { branches: [{ case: { $gt: ["$a", 5] }, then: "big" }], default: "small" } } } }], p), docs({ _id: 1, a: 2, b: 3, g: "small" })],
    ["an error in an expression changes nothing", one, update({}, [{ $set: { a: { $add: ["$a", "x"] } } }], p), { ...fails([14, 16554]), docs: one }],
  ),
  ...page(
    "reference/method/db.collection.findOneAndUpdate/",
    ["a free lease is claimed", [free], findUpdate({ _id: "job", ...isFree(new Date()) }, lease("me"), { ...p, returnDocument: "after", projection: { _id: 0, owner: 1, fence: 1 } }), gives({ fence: 1, owner: "me" })],
    ["a held lease is not", [{ ...free, until: new Date(Date.now() + 60_000) }], findUpdate(isFree(new Date()), lease("me"), { ...p, returnDocument: "after" }), gives(null)],
    ["a lease that ran out is claimed again, with the next fence", [{ ...free, until: past, owner: "dead", fence: 4 }], findUpdate(isFree(new Date()), lease("me"), { ...p, returnDocument: "after", projection: { _id: 0, owner: 1, fence: 1 } }), gives({ fence: 5, owner: "me" })],
    ["a lease ends after the amount added to now", [free], [update({}, lease("me"), p), find({ $expr: { $and: [{ $gt: ["$until", { $dateAdd: { startDate: "$$NOW", unit: "second", amount: 30 } }] }, { $lte: ["$until", { $dateAdd: { startDate: "$$NOW", unit: "second", amount: 60 } }] }] } }, { projection: { _id: 1 } })], ids("job")],
    ["$dateAdd gives a date", [free], [update({}, lease("me"), p), typeOf("until")], is("date")],
    ["a claim by $expr over server time", [free], findUpdate({ $expr: { $lte: ["$due", "$$NOW"] } }, lease("me"), { ...p, returnDocument: "after", projection: { _id: 0, fence: 1 } }), gives({ fence: 1 })],
    ["the earliest due is claimed first", [{ ...free, _id: "late", due: new Date(2000) }, free], findUpdate(isFree(new Date()), lease("me"), { ...p, sort: { due: 1 }, returnDocument: "after", projection: { _id: 1 } }), gives({ _id: "job" })],
    ["the head of an outbox goes to SENDING in the claim", [free], findUpdate({ _id: "job" }, [{ $set: { outbox: { $map: { input: "$outbox", as: "e", in: { $cond: [{ $eq: ["$$e.id", { $min: { $map: { input: { $filter: { input: "$outbox", as: "f", cond: { $ne: ["$$f.st", "DONE"] } } }, as: "f", in: "$$f.id" } } }] }, { $mergeObjects: ["$$e", { st: "SENDING", unsure: { $eq: ["$$e.st", "SENDING"] } }] }, "$$e"] } } } } }], { ...p, returnDocument: "after", projection: { _id: 0, outbox: 1 } }), gives({ outbox: [{ id: 1, st: "SENDING", unsure: false }, { id: 2, st: "READY" }] })],
    ["a finish with the right fence writes", [{ ...free, fence: 3, owner: "me" }], update({ _id: "job", fence: 3, owner: "me" }, { $set: { "outbox.$[e].st": "DONE" }, $unset: { until: "" } }, { arrayFilters: [{ "e.id": 1 }] }), has({ matchedCount: 1, modifiedCount: 1 })],
    ["a finish with an old fence finds nothing", [{ ...free, fence: 4, owner: "other" }], update({ _id: "job", fence: 3, owner: "me" }, { $set: { x: 1 } }), has({ matchedCount: 0 })],
    ["a counter hands out a block of numbers", [], [findUpdate({ _id: "serial" }, { $inc: { n: 100 } }, { upsert: true, returnDocument: "after" }), findUpdate({ _id: "serial" }, { $inc: { n: 100 } }, { upsert: true, returnDocument: "after" })], gives({ _id: "serial", n: 200 })],
    ["a push guarded by $ne has one effect", [{ _id: 1, f: [] }], script(async ({ coll }) => { const push = () => coll.updateOne({ _id: 1, "f.key": { $ne: "k" } }, { $push: { f: { key: "k" } } }); return [(await push()).modifiedCount, (await push()).modifiedCount]; }), gives([1, 0])],
  ),
];
