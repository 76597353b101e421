// Regular expressions that would not end in a lifetime end in a second, and nobody else waits longer.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Collection, type Document, MongoClient } from "mongodb";
import { freshStore, type Store } from "./support/server.ts";

const long = `${"a".repeat(40_000)}!`;
let store: Store;
let client: MongoClient;
let texts: Collection<{ _id: number; s: string; n?: number }>;
let close: () => Promise<void>;
before(async () => {
  store = await freshStore({
    after: (fn) => {
      close = fn;
    },
  });
  // Without a watch they would end in no time of ours: then the test is to fail, not to wait.
  client = await new MongoClient(store.uri, { socketTimeoutMS: 60_000 }).connect();
  texts = client.db("d").collection("texts");
  await texts.insertMany([
    { _id: 1, s: "short" },
    { _id: 2, s: long },
    { _id: 3, s: long },
  ]);
});
after(async () => {
  await client.close();
  await close();
});

const acts: [name: string, run: (options: { maxTimeMS?: number }) => Promise<unknown>][] = [
  ["a filter", (options) => texts.find({ s: /(a+)+$/ }, options).toArray()],
  ["a filter without regard to case", (options) => texts.find({ s: /^(a|aa)+$/i }, options).toArray()],
  [
    "a filter with a look-ahead, in $and",
    (options) => texts.find({ $and: [{ s: /^(?=(a+)+b)/ }] }, options).toArray(),
  ],
  ["a filter that asks for a group again", (options) => texts.find({ s: /^(a*)\1*b\1$/ }, options).toArray()],
  ["many quantifiers in a row", (options) => texts.find({ s: /a*a*a*a*a*b/ }, options).toArray()],
  ["an update's filter", (options) => texts.updateMany({ s: /(a+)+$/ }, { $set: { n: 1 } }, options)],
  ["$match", (options) => texts.aggregate([{ $match: { s: /(a+)+$/ } }], options).toArray()],
  [
    "$regexMatch",
    (options) =>
      texts
        .aggregate([{ $set: { n: { $regexMatch: { input: "$s", regex: "(a+)+$" } } } }], options)
        .toArray(),
  ],
  [
    "$regexMatch in a stage that mingo does",
    (options) =>
      texts
        .aggregate(
          [
            {
              $setWindowFields: {
                partitionBy: { $regexMatch: { input: "$s", regex: "(a+)+$" } },
                sortBy: { _id: 1 },
                output: { n: { $sum: 1 } },
              },
            },
          ],
          options,
        )
        .toArray(),
  ],
];

for (const [name, run] of acts)
  test(`${name} that backtracks for ever ends with 50 when its maxTimeMS is over`, () =>
    assert.rejects(run({ maxTimeMS: 50 }), { code: 50 }));

test("one without maxTimeMS ends with 51091, and others are answered", async () => {
  const other = await new MongoClient(store.uri, { socketTimeoutMS: 60_000 }).connect();
  const [ended, answered] = await Promise.all([
    texts
      .find({ s: /(a+)+$/ })
      .toArray()
      .catch((error: Document) => error.code),
    other
      .db("d")
      .collection("texts")
      .countDocuments({ _id: { $gt: 1 } } as Document),
  ]);
  await other.close();
  assert.deepEqual([ended, answered], [51091, 2]);
});

test("the same pattern finds what it can find, long texts and many of them too", async () => {
  const found = await texts.find({ s: /^(a+)+!$/ }, { projection: { _id: 1 }, sort: { _id: 1 } }).toArray();
  assert.deepEqual(found, [{ _id: 2 }, { _id: 3 }]);
  const many = client.db("d").collection<{ _id: number; s: string }>("many");
  await many.insertMany(Array.from({ length: 3000 }, (_, _id) => ({ _id, s: `ab`.repeat(_id % 7) })));
  assert.equal(await many.countDocuments({ s: /^(?:ab)+$/ }), 3000 - Math.ceil(3000 / 7));
});
