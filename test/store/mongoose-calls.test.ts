// What a mongoose application asks for beside documents: bulk, cursors, sessions, options, refusals.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Schema } from "mongoose";
import { db, models } from "./support/books.ts";

test("bulkWrite and bulkSave", async () => {
  const { Book } = models();
  const docs = await Book.create([{ title: "b1" }, { title: "b2" }]);
  for (const d of docs) d.set("size", 7);
  await Book.bulkSave(docs);
  const result = await Book.bulkWrite([
    { updateMany: { filter: { size: { $gte: 7 } as never }, update: { $inc: { size: 1 } as never } } },
    { deleteOne: { filter: { title: "b1" } } },
  ]);
  assert.deepEqual([result.modifiedCount, result.deletedCount], [2, 1]);
});

test("a cursor streams, with eachAsync in parallel", async () => {
  const Row = db.model("Row", new Schema({ _id: Number, n: Number }));
  await Row.insertMany(Array.from({ length: 5000 }, (_, _id) => ({ _id, n: _id % 5 })));
  let sum = 0;
  await Row.find({ n: 2 })
    .cursor({ batchSize: 100 })
    .eachAsync(
      (d) => {
        sum += d.n!;
      },
      { parallel: 4 },
    );
  assert.equal(sum, 2000);
  let n = 0;
  for await (const _ of Row.aggregate([{ $match: { n: 3 } }]).cursor({ batchSize: 50 })) n += 1;
  assert.equal(n, 1000);
});

test("a session without a transaction goes with every call; a transaction is refused and writes nothing", async () => {
  const { Author } = models();
  const session = await db.startSession();
  const [made] = await Author.create([{ name: "in session" }], { session });
  assert.ok(await Author.findById(made!._id).session(session));
  await session.endSession();
  await assert.rejects(db.transaction((s) => Author.create([{ name: "never" }], { session: s })));
  assert.equal(await Author.countDocuments({ name: "never" }), 0);
});

test("discriminators share a collection", async () => {
  const Event = db.model("Event", new Schema({ at: Date }, { discriminatorKey: "kind" }));
  const Click = Event.discriminator("Click", new Schema({ url: String }));
  await Event.create({ at: new Date(0) });
  await Click.create({ at: new Date(1), url: "u" });
  assert.deepEqual([await Event.countDocuments(), await Click.countDocuments()], [2, 1]);
});

test("filters from outside are sanitized and trusted ones work", async () => {
  const { Author } = models();
  await assert.rejects(
    Author.find({ name: { $ne: "x" } as never }).setOptions({ sanitizeFilter: true }),
    /cast/i,
  );
  assert.ok(Array.isArray(await Author.find({ $expr: { $gt: [{ $strLenCP: "$name" }, 1] } })));
});

test("explain, hint, maxTimeMS, comment, collation and allowDiskUse are taken or refused by name", async () => {
  const { Book } = models();
  const plan = JSON.stringify(await Book.find({ isbn: "i-1" }).explain());
  assert.match(plan, /IXSCAN/);
  assert.ok(await Book.find({ isbn: "i-1" }).hint({ isbn: 1 }).maxTimeMS(5000).comment("why").lean());
  assert.ok(await Book.aggregate([{ $sort: { title: 1 } }]).allowDiskUse(true));
  const answer = await Book.find({ title: "ALL" })
    .collation({ locale: "en", strength: 2 })
    .lean()
    .then(
      (d) => d.length,
      (e) => e.code,
    );
  assert.ok(answer === 1 || [2, 9, 72, 238].includes(answer), `collation: ${answer}`);
});

test("the default read and write concern can be read back, as a start-up check does", async () => {
  const concern = await db.db!.admin().command({ getDefaultRWConcern: 1 });
  assert.equal(concern.defaultWriteConcern.w, "majority");
  const hello = await db.db!.admin().command({ hello: 1 });
  assert.ok(Math.abs(hello.localTime.getTime() - Date.now()) < 5000);
});

test("watch is refused by name", async () => {
  const { Author } = models();
  const stream = Author.watch([], { hydrate: false });
  const error = await new Promise<{ code?: number }>((resolve) => stream.once("error", resolve));
  assert.equal(error.code, 40573);
  await stream.close().catch(() => {});
});
