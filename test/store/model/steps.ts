// The steps: each does one thing to the model and the same to the store, and compares the two answers.
import assert from "node:assert/strict";
import type { Document } from "bson";
import type { WireCollection } from "../support/wire-collection.ts";
import type { Doc, Field, Filter, Model } from "./model.ts";
import type { Random } from "./random.ts";

type Docs = WireCollection;
type Step = (m: Model, c: Docs, r: Random) => Promise<void>;

export function asQuery(f: Filter): Document {
  if (f.kind === "all") return {};
  if (f.kind === "id") return { _id: f.id };
  if (f.kind === "or" || f.kind === "and") return { [`$${f.kind}`]: f.of.map(asQuery) };
  if (f.kind === "exists") return { [f.field]: { $exists: f.there } };
  if (f.kind === "size") return { [f.field]: { $size: f.size } };
  if (f.kind === "in") return { [f.field]: { $in: f.values } };
  return { [f.field]: f.kind === "eq" ? f.value : { [`$${f.kind}`]: f.value } };
}

const keyOf = { _id: "_id", u: "u", tags: "tags" } as const;

/** The store must refuse exactly what the model refuses, naming the same key. */
async function agree(refused: "_id" | "u" | "tags" | null, attempt: Promise<unknown>): Promise<void> {
  const error = await attempt.then(
    () => null,
    (e: Document) => e,
  );
  if (!refused) return assert.equal(error, null);
  assert.equal(error?.code, 11000, "the model refuses this as a duplicate key");
  const pattern = Object.keys(error?.keyPattern);
  if (refused !== "_id") assert.ok(["u", "tags"].includes(pattern[0]!));
  else assert.ok(pattern[0]! in keyOf);
}

/** Changes one field of a copy, as the update operator of the same name does. */
const changes: Record<string, (d: Doc, r: Random) => [Document, Doc] | null> = {
  setN: (d, r) => {
    const n = r.value();
    return [{ $set: { n } }, { ...d, n }];
  },
  setU: (d, r) => {
    const u = r.word();
    return [{ $set: { u } }, { ...d, u }];
  },
  unsetU: (d) => {
    const { u: _, ...rest } = d;
    return [{ $unset: { u: "" } }, rest];
  },
  inc: (d, r) => {
    if (d.n !== undefined && typeof d.n !== "number") return null;
    const by = r.one([1, -1, 0.5]);
    return [{ $inc: { n: by } }, { ...d, n: (d.n ?? 0) + by }];
  },
  push: (d, r) => {
    const tag = r.word();
    return [
      { $push: { tags: { $each: [tag], $slice: -3 } } },
      { ...d, tags: [...(d.tags ?? []), tag].slice(-3) },
    ];
  },
  addToSet: (d, r) => {
    const tag = r.word();
    const tags = d.tags ?? [];
    return [{ $addToSet: { tags: tag } }, { ...d, tags: tags.includes(tag) ? tags : [...tags, tag] }];
  },
  pull: (d, r) => {
    const tag = r.word();
    return [{ $pull: { tags: tag } }, d.tags ? { ...d, tags: d.tags.filter((t) => t !== tag) } : d];
  },
  pop: (d) => [{ $pop: { tags: -1 } }, d.tags ? { ...d, tags: d.tags.slice(1) } : d],
  minimum: (d, r) => {
    if (d.n !== undefined && typeof d.n !== "number") return null;
    const n = r.below(5);
    return [{ $min: { n } }, { ...d, n: d.n === undefined ? n : Math.min(d.n, n) }];
  },
};

const steps: Record<string, Step> = {
  insert: async (m, c, r) => {
    const doc = r.doc();
    await agree(m.insert(doc), c.insertOne({ ...doc }));
  },
  update: async (m, c, r) => {
    const doc = m.docs.get(r.below(120));
    const change = doc && changes[r.one(Object.keys(changes))]!(doc, r);
    if (change) await agree(m.put(change[1]), c.updateOne({ _id: doc._id }, change[0]));
  },
  replace: async (m, c, r) => {
    const doc = r.doc();
    await agree(m.put(doc), c.replaceOne({ _id: doc._id }, doc, { upsert: true }));
  },
  updateMany: async (m, c, r) => {
    const filter = r.filter();
    const n = r.value();
    const found = m.find(filter);
    for (const doc of found) m.docs.set(doc._id, { ...doc, n });
    const answer = await c.updateMany(asQuery(filter), { $set: { n } });
    assert.equal(answer.matchedCount, found.length);
  },
  claim: async (m, c, r) => {
    const filter = r.filter();
    const direction = r.one([1, -1] as const);
    const first = m.sorted(filter, "n", direction)[0];
    const taken = await c.findOneAndUpdate(
      asQuery(filter),
      { $set: { n: -99 } },
      { sort: { n: direction, _id: 1 } },
    );
    assert.deepEqual(taken, first ?? null);
    if (first) m.docs.set(first._id, { ...first, n: -99 });
  },
  remove: async (m, c, r) => {
    const filter: Filter =
      r.below(3) > 0 ? { kind: "id", id: r.below(120) } : { kind: "and", of: [r.filter(), r.filter()] };
    const found = m.find(filter);
    if (found.length > 20) return;
    for (const doc of found) m.docs.delete(doc._id);
    assert.equal((await c.deleteMany(asQuery(filter))).deletedCount, found.length);
  },
  find: async (m, c, r) => {
    const filter = r.filter();
    const field = r.one(["n", "u", "tags"] as const) satisfies Field;
    const direction = r.one([1, -1] as const);
    const [skip, limit] = [r.below(3), r.below(10)];
    const query = c.find(asQuery(filter), {
      sort: { [field]: direction, _id: 1 },
      skip,
      limit,
      batchSize: 4,
    });
    const all = m.sorted(filter, field, direction).slice(skip);
    assert.deepEqual(await query.toArray(), limit === 0 ? all : all.slice(0, limit));
  },
  count: async (m, c, r) => {
    const filter = r.filter();
    assert.equal(await c.countDocuments(asQuery(filter)), m.find(filter).length);
  },
};

const weights = [
  "insert",
  "insert",
  "update",
  "update",
  "update",
  "update",
  "replace",
  "updateMany",
  "claim",
  "remove",
  "find",
  "find",
  "count",
];

/** One random step. @returns its name */
export async function step(m: Model, c: Docs, r: Random): Promise<string> {
  const name = r.one(weights);
  await steps[name]!(m, c, r);
  return name;
}

/** The whole collection against the model: by its documents, by an index, and by a range. */
export async function compareAll(m: Model, c: Docs): Promise<void> {
  assert.deepEqual(await c.find({}, { sort: { _id: 1 } }).toArray(), m.find({ kind: "all" }));
  const byIndex = await c.find({}, { hint: "n_1", projection: { _id: 1 } }).toArray();
  assert.deepEqual(
    byIndex.map((d) => d._id).sort((a, b) => a - b),
    m.find({ kind: "all" }).map((d) => d._id),
  );
  const tagged: Filter = { kind: "gte", field: "tags", value: "" };
  assert.deepEqual(await c.find(asQuery(tagged), { sort: { _id: 1 } }).toArray(), m.find(tagged));
}
