// Aggregation stages: reference/operator/aggregation-pipeline.
import { aggregate, command, docs, fails, gives, has, page, script } from "./row.ts";

const sales = [
  { _id: 1, item: "a", price: 10, qty: 2, at: new Date("2024-01-01T00:00:00Z") },
  { _id: 2, item: "b", price: 20, qty: 1, at: new Date("2024-02-01T00:00:00Z") },
  { _id: 3, item: "a", price: 5, qty: 10, at: new Date("2024-02-01T12:00:00Z") },
];
const numbered = (...v: unknown[]) => v.map((n, i) => ({ _id: i + 1, n }));
const byId = { $sort: { _id: 1 } };
const orders = { docs: [{ _id: 1, sku: "x" }, { _id: 2, sku: "y" }, { _id: 3 }], others: { b: [{ _id: 10, sku: "x", n: 1 }, { _id: 11, sku: "x", n: 2 }, { _id: 12, sku: null, n: 3 }, { _id: 13, n: 4 }] } };
const tree = { docs: [{ _id: 1, name: "CEO" }], others: { b: [{ _id: 1, name: "CEO" }, { _id: 2, name: "CTO", boss: "CEO" }, { _id: 3, name: "Dev", boss: "CTO" }] } };
const onto = (c: string) => `${c}_b`;

export const rows = [
  ...page(
    "reference/operator/aggregation/group/",
    ["$group sums", sales, aggregate([{ $group: { _id: "$item", total: { $sum: { $multiply: ["$price", "$qty"] } } } }, byId]), gives([{ _id: "a", total: 70 }, { _id: "b", total: 20 }])],
    ["$sum: 1 counts", sales, aggregate([{ $group: { _id: "$item", n: { $sum: 1 } } }, byId]), gives([{ _id: "a", n: 2 }, { _id: "b", n: 1 }])],
    ["$group over all is _id null", sales, aggregate([{ $group: { _id: null, avg: { $avg: "$qty" }, min: { $min: "$price" }, max: { $max: "$price" } } }]), gives([{ _id: null, avg: 13 / 3, min: 5, max: 20 }])],
    ["$first, $last and $push keep the order", sales, aggregate([{ $sort: { price: 1 } }, { $group: { _id: "$item", f: { $first: "$price" }, l: { $last: "$price" }, all: { $push: "$price" } } }, byId]), gives([{ _id: "a", f: 5, l: 10, all: [5, 10] }, { _id: "b", f: 20, l: 20, all: [20] }])],
    ["$addToSet has each once", sales, aggregate([{ $group: { _id: null, s: { $addToSet: "$item" } } }, { $project: { _id: 0, n: { $size: "$s" } } }]), gives([{ n: 2 }])],
    ["a compound key", sales, aggregate([{ $group: { _id: { i: "$item", big: { $gt: ["$qty", 5] } }, n: { $sum: 1 } } }, { $sort: { "_id.i": 1, "_id.big": 1 } }]), gives([{ _id: { i: "a", big: false }, n: 1 }, { _id: { i: "a", big: true }, n: 1 }, { _id: { i: "b", big: false }, n: 1 }])],
    ["missing and null are one group", [{ _id: 1 }, { _id: 2, k: null }], aggregate([{ $group: { _id: "$k", n: { $sum: 1 } } }]), gives([{ _id: null, n: 2 }])],
    ["$sum leaves out what is not a number", numbered(1, "x", null, 2), aggregate([{ $group: { _id: null, s: { $sum: "$n" } } }]), gives([{ _id: null, s: 3 }])],
    ["$avg of no number is null", numbered("x"), aggregate([{ $group: { _id: null, a: { $avg: "$n" } } }]), gives([{ _id: null, a: null }])],
    ["$stdDevPop", numbered(2, 4, 4, 4, 5, 5, 7, 9), aggregate([{ $group: { _id: null, d: { $stdDevPop: "$n" } } }]), gives([{ _id: null, d: 2 }])],
    ["$top and $bottom", sales, aggregate([{ $group: { _id: null, t: { $top: { sortBy: { price: -1 }, output: "$_id" } }, b: { $bottom: { sortBy: { price: -1 }, output: "$_id" } } } }]), gives([{ _id: null, t: 2, b: 3 }])],
    ["$firstN and $maxN", numbered(3, 1, 2), aggregate([{ $group: { _id: null, f: { $firstN: { input: "$n", n: 2 } }, m: { $maxN: { input: "$n", n: 2 } } } }]), gives([{ _id: null, f: [3, 1], m: [3, 2] }])],
    ["$mergeObjects puts documents together", numbered({ a: 1 }, { b: 2 }), aggregate([{ $group: { _id: null, o: { $mergeObjects: "$n" } } }]), gives([{ _id: null, o: { a: 1, b: 2 } }])],
    ["$count accumulates", sales, aggregate([{ $group: { _id: null, n: { $count: {} } } }]), gives([{ _id: null, n: 3 }])],
    ["$group without _id fails", sales, aggregate([{ $group: { n: { $sum: 1 } } }]), fails(15955)],
    ["a field of $group must accumulate", sales, aggregate([{ $group: { _id: null, n: "$price" } }]), fails(40234)],
    ["an unknown accumulator fails", sales, aggregate([{ $group: { _id: null, n: { $foo: 1 } } }]), fails(15952)],
  ),
  ...page(
    "reference/operator/aggregation/project/",
    ["$project includes, renames and computes", sales, aggregate([{ $match: { _id: 1 } }, { $project: { _id: 0, item: 1, cost: { $multiply: ["$price", "$qty"] } } }]), gives([{ item: "a", cost: 20 }])],
    ["$project excludes", [{ _id: 1, a: 1, b: { c: 1, d: 2 } }], aggregate([{ $project: { "b.c": 0 } }]), gives([{ _id: 1, a: 1, b: { d: 2 } }])],
    ["a new field from a path", [{ _id: 1, o: { p: 5 } }], aggregate([{ $project: { x: "$o.p" } }]), gives([{ _id: 1, x: 5 }])],
    ["a path through an array collects", [{ _id: 1, o: [{ p: 5 }, { q: 1 }, { p: 6 }] }], aggregate([{ $project: { x: "$o.p" } }]), gives([{ _id: 1, x: [5, 6] }])],
    ["a missing path leaves the field out", [{ _id: 1 }], aggregate([{ $project: { x: "$nope" } }]), gives([{ _id: 1 }])],
    ["$$REMOVE leaves the field out", [{ _id: 1, a: 1 }], aggregate([{ $project: { a: { $cond: [true, "$$REMOVE", 1] } } }]), gives([{ _id: 1 }])],
    ["an empty $project fails", sales, aggregate([{ $project: {} }]), fails(51272)],
    ["$set adds and replaces in place", [{ _id: 1, a: 1, b: 2 }], aggregate([{ $set: { a: 9, c: 3 } }]), gives([{ _id: 1, a: 9, b: 2, c: 3 }])],
    ["$addFields below a document", [{ _id: 1, o: { p: 1 } }], aggregate([{ $addFields: { "o.q": 2 } }]), gives([{ _id: 1, o: { p: 1, q: 2 } }])],
    ["$unset takes a name or a list", [{ _id: 1, a: 1, b: 2 }], aggregate([{ $unset: "a" }, { $unset: ["b"] }]), gives([{ _id: 1 }])],
    ["$replaceRoot", [{ _id: 1, o: { p: 1 } }], aggregate([{ $replaceRoot: { newRoot: "$o" } }]), gives([{ p: 1 }])],
    ["$replaceRoot by something else fails", [{ _id: 1, o: 1 }], aggregate([{ $replaceRoot: { newRoot: "$o" } }]), fails([40228, 8105800])],
    ["$replaceWith", [{ _id: 1, a: 2 }], aggregate([{ $replaceWith: { x: "$a" } }]), gives([{ x: 2 }])],
  ),
  ...page(
    "reference/operator/aggregation/unwind/",
    ["$unwind makes one document an element", [{ _id: 1, n: ["a", "b"] }], aggregate([{ $unwind: "$n" }]), gives([{ _id: 1, n: "a" }, { _id: 1, n: "b" }])],
    ["$unwind drops missing, null and empty", [{ _id: 1 }, { _id: 2, n: null }, { _id: 3, n: [] }, { _id: 4, n: 7 }], aggregate([{ $unwind: "$n" }]), gives([{ _id: 4, n: 7 }])],
    ["$unwind may keep them", [{ _id: 1 }, { _id: 2, n: null }, { _id: 3, n: [] }], aggregate([{ $unwind: { path: "$n", preserveNullAndEmptyArrays: true } }, byId]), gives([{ _id: 1 }, { _id: 2, n: null }, { _id: 3 }])],
    ["$unwind counts the elements", [{ _id: 1, n: ["a", "b"] }], aggregate([{ $unwind: { path: "$n", includeArrayIndex: "i" } }]), gives([{ _id: 1, n: "a", i: 0 }, { _id: 1, n: "b", i: 1 }])],
    ["$unwind needs a path with $", [{ _id: 1 }], aggregate([{ $unwind: "n" }]), fails(28818)],
  ),
  ...page(
    "reference/operator/aggregation/lookup/",
    ["$lookup joins; null and missing are equal", orders, aggregate((c: string) => [{ $lookup: { from: onto(c), localField: "sku", foreignField: "sku", as: "j" } }, { $project: { j: "$j._id" } }, byId]), gives([{ _id: 1, j: [10, 11] }, { _id: 2, j: [] }, { _id: 3, j: [12, 13] }])],
    ["$lookup with a pipeline and let", orders, aggregate((c: string) => [{ $match: { _id: 1 } }, { $lookup: { from: onto(c), let: { s: "$sku" }, pipeline: [{ $match: { $expr: { $and: [{ $eq: ["$sku", "$$s"] }, { $gt: ["$n", 1] }] } } }, { $project: { _id: 0, n: 1 } }], as: "j" } }]), gives([{ _id: 1, sku: "x", j: [{ n: 2 }] }])],
    ["$lookup with fields and a pipeline", orders, aggregate((c: string) => [{ $match: { _id: 1 } }, { $lookup: { from: onto(c), localField: "sku", foreignField: "sku", pipeline: [{ $sort: { n: -1 } }, { $limit: 1 }], as: "j" } }, { $project: { j: "$j._id" } }]), gives([{ _id: 1, j: [11] }])],
    ["$lookup by the elements of an array", { docs: [{ _id: 1, l: ["x", "z"] }], others: { b: [{ _id: "x" }, { _id: "y" }] } }, aggregate((c: string) => [{ $lookup: { from: onto(c), localField: "l", foreignField: "_id", as: "j" } }]), gives([{ _id: 1, l: ["x", "z"], j: [{ _id: "x" }] }])],
    ["$lookup from a missing collection finds nothing", [{ _id: 1 }], aggregate((c: string) => [{ $lookup: { from: `${c}_none`, localField: "_id", foreignField: "_id", as: "j" } }]), gives([{ _id: 1, j: [] }])],
    ["$graphLookup climbs", tree, aggregate((c: string) => [{ $graphLookup: { from: onto(c), startWith: "$name", connectFromField: "name", connectToField: "boss", as: "t", depthField: "d" } }, { $project: { t: { $map: { input: { $sortArray: { input: "$t", sortBy: { _id: 1 } } }, as: "e", in: ["$$e._id", "$$e.d"] } } } }]), gives([{ _id: 1, t: [[2, 0], [3, 1]] }])],
    ["$unionWith adds another collection", { docs: [{ _id: 1 }], others: { b: [{ _id: 2 }, { _id: 3 }] } }, aggregate((c: string) => [{ $unionWith: { coll: onto(c), pipeline: [{ $match: { _id: 3 } }] } }]), gives([{ _id: 1 }, { _id: 3 }])],
  ),
  ...page(
    "reference/operator/aggregation/facet/",
    ["$facet runs several pipelines over one input", numbered(1, 2, 3), aggregate([{ $facet: { count: [{ $count: "n" }], big: [{ $match: { n: { $gt: 1 } } }, { $project: { _id: 0, n: 1 } }], none: [{ $match: { n: 9 } }] } }]), gives([{ count: [{ n: 3 }], big: [{ n: 2 }, { n: 3 }], none: [] }])],
    ["$count names the number", numbered(1, 2), aggregate([{ $count: "total" }]), gives([{ total: 2 }])],
    ["$count of nothing gives nothing", [], aggregate([{ $count: "total" }]), gives([])],
    ["$sortByCount", sales, aggregate([{ $sortByCount: "$item" }]), gives([{ _id: "a", count: 2 }, { _id: "b", count: 1 }])],
    ["$bucket", numbered(1, 5, 12, 99), aggregate([{ $bucket: { groupBy: "$n", boundaries: [0, 10, 20], default: "more", output: { c: { $sum: 1 } } } }]), gives([{ _id: 0, c: 2 }, { _id: 10, c: 1 }, { _id: "more", c: 1 }])],
    ["$sample gives that many", numbered(1, 2, 3, 4), aggregate([{ $sample: { size: 2 } }, { $count: "n" }]), gives([{ n: 2 }])],
    ["$skip and $limit", numbered(1, 2, 3, 4), aggregate([byId, { $skip: 1 }, { $limit: 2 }, { $project: { n: 1, _id: 0 } }]), gives([{ n: 2 }, { n: 3 }])],
    ["$redact prunes", [{ _id: 1, ok: 1, s: { ok: 0, x: 1 }, t: { ok: 1, y: 2 } }], aggregate([{ $redact: { $cond: [{ $eq: ["$ok", 1] }, "$$DESCEND", "$$PRUNE"] } }]), gives([{ _id: 1, ok: 1, t: { ok: 1, y: 2 } }])],
    ["$setWindowFields runs a sum", numbered(1, 2, 3), aggregate([{ $setWindowFields: { sortBy: { _id: 1 }, output: { s: { $sum: "$n", window: { documents: ["unbounded", "current"] } } } } }]), gives([{ _id: 1, n: 1, s: 1 }, { _id: 2, n: 2, s: 3 }, { _id: 3, n: 3, s: 6 }])],
    ["$documents begins without a collection", [], script(async ({ db }) => db.aggregate([{ $documents: [{ a: 1 }, { a: 2 }] }, { $match: { a: 2 } }]).toArray()), gives([{ a: 2 }])],
  ),
  ...page(
    "reference/operator/aggregation/merge/",
    ["$merge updates what is there and inserts the rest", { docs: [{ _id: 1, a: 1 }, { _id: 2, a: 2 }], others: { b: [{ _id: 1, keep: true, a: 0 }] } }, script(async ({ db, coll }) => { const into = `${coll.collectionName}_b`; const out = await coll.aggregate([{ $merge: { into } }]).toArray(); return [out, await db.collection(into).find({}, { sort: { _id: 1 } }).toArray()]; }), gives([[], [{ _id: 1, keep: true, a: 1 }, { _id: 2, a: 2 }]])],
    ["$merge may fail on a match", { docs: [{ _id: 1 }], others: { b: [{ _id: 1 }] } }, aggregate((c: string) => [{ $merge: { into: onto(c), whenMatched: "fail" } }]), fails(11000)],
    ["$merge may keep, replace or discard", { docs: [{ _id: 1, a: 1 }, { _id: 2, a: 1 }], others: { b: [{ _id: 1, old: 1 }] } }, script(async ({ db, coll }) => { const into = `${coll.collectionName}_b`; const all = () => db.collection(into).find({}, { sort: { _id: 1 } }).toArray(); await coll.aggregate([{ $merge: { into, whenMatched: "keepExisting", whenNotMatched: "discard" } }]).toArray(); const kept = await all(); await coll.aggregate([{ $merge: { into, whenMatched: "replace", whenNotMatched: "discard" } }]).toArray(); return [kept, await all()]; }), gives([[{ _id: 1, old: 1 }], [{ _id: 1, a: 1 }]])],
    ["$merge with a pipeline sees $$new", { docs: [{ _id: 1, n: 5 }], others: { b: [{ _id: 1, n: 10 }] } }, script(async ({ db, coll }) => { const into = `${coll.collectionName}_b`; await coll.aggregate([{ $merge: { into, whenMatched: [{ $set: { n: { $add: ["$n", "$$new.n"] } } }] } }]).toArray(); return db.collection(into).find().toArray(); }), gives([{ _id: 1, n: 15 }])],
    ["$out replaces a collection", { docs: [{ _id: 1 }], others: { b: [{ _id: 9 }] } }, script(async ({ db, coll }) => { await coll.aggregate([{ $out: `${coll.collectionName}_b` }]).toArray(); return db.collection(`${coll.collectionName}_b`).find().toArray(); }), gives([{ _id: 1 }])],
    ["$out must be last", numbered(1), aggregate((c: string) => [{ $out: onto(c) }, { $match: {} }]), fails([40601, 40644])],
  ),
  ...page(
    "reference/command/aggregate/",
    ["$match, $sort, $limit", sales, aggregate([{ $match: { item: "a" } }, { $sort: { price: 1 } }, { $limit: 1 }, { $project: { _id: 1 } }]), gives([{ _id: 3 }])],
    ["$match with $expr and let", numbered(1, 2), command((c) => ({ aggregate: c, pipeline: [{ $match: { $expr: { $eq: ["$n", "$$x"] } } }], let: { x: 2 }, cursor: {} })), has({ cursor: { firstBatch: [{ _id: 2, n: 2 }] } })],
    ["an unknown stage fails", numbered(1), aggregate([{ $foo: {} }]), fails(40324)],
    ["a stage has one name", numbered(1), aggregate([{ $match: {}, $limit: 1 }]), fails(40323)],
    ["the cursor option is needed", numbered(1), command((c) => ({ aggregate: c, pipeline: [] })), fails(9, "FailedToParse")],
    ["$limit must be positive", numbered(1), aggregate([{ $limit: 0 }]), fails(15958)],
    ["an empty pipeline gives all", numbered(1), aggregate([]), gives([{ _id: 1, n: 1 }])],
    ["a pipeline does not change the collection", numbered([1, 2]), aggregate([{ $unwind: "$n" }, { $set: { n: 0 } }]), docs(...numbered([1, 2]))],
    ["$sort by a computed field", sales, aggregate([{ $set: { c: { $multiply: ["$price", "$qty"] } } }, { $sort: { c: -1, _id: 1 } }, { $project: { _id: 1 } }]), gives([{ _id: 3 }, { _id: 1 }, { _id: 2 }])],
  ),
];
