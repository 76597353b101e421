// What a mongoose application does, with real schemas: the capabilities this project and its like lean on.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import mongoose, { Schema, type Connection } from "mongoose";
import { type Store, removeFolder, startStore, temporaryFolder } from "./support/server.ts";

let dir: string;
let store: Store;
let db: Connection;
before(async () => {
  dir = await temporaryFolder();
  store = await startStore(dir);
  db = await mongoose.createConnection(`${store.uri}/app?w=majority&journal=true&wtimeoutMS=10000&readConcernLevel=majority&retryWrites=true`, { bufferCommands: false, serverSelectionTimeoutMS: 5000 }).asPromise();
});
after(async () => {
  await db.close();
  await store.kill();
  await removeFolder(dir);
});

const author = new Schema({ name: { type: String, required: true } });
const book = new Schema(
  {
    title: String,
    isbn: { type: String, unique: true, sparse: true },
    author: { type: Schema.Types.ObjectId, ref: "Author" },
    price: Schema.Types.Decimal128,
    tags: [String],
    prices: { type: Map, of: Number },
    parts: [{ name: String, pages: Number }],
    cover: Buffer,
    uid: Schema.Types.UUID,
    big: BigInt,
    size: Schema.Types.Double,
    small: Schema.Types.Int32,
    published: Date,
  },
  { timestamps: true, optimisticConcurrency: true },
);
book.index({ title: 1, published: -1 }, { partialFilterExpression: { published: { $exists: true } } });
type ModelOf<S extends Schema> = mongoose.Model<mongoose.InferSchemaType<S>>;
const models = () => ({
  Author: (db.models.Author ?? db.model("Author", author)) as ModelOf<typeof author>,
  Book: (db.models.Book ?? db.model("Book", book)) as ModelOf<typeof book>,
});

test("a schema's indexes are made, and syncIndexes drops what is not in it", async () => {
  const { Book } = models();
  await Book.createCollection();
  await Book.init();
  await Book.collection.createIndex({ stray: 1 });
  assert.deepEqual((await Book.diffIndexes()).toDrop, ["stray_1"]);
  assert.deepEqual(await Book.syncIndexes(), ["stray_1"]);
  const indexes = await Book.listIndexes();
  assert.deepEqual(indexes.map((i: { name: string }) => i.name).sort(), ["_id_", "isbn_1", "title_1_published_-1"]);
  assert.deepEqual((await Book.diffIndexes()), { toDrop: [], toCreate: [] });
});

test("every schema type comes back as it went in", async () => {
  const { Book } = models();
  const made = await Book.create({ title: "all", price: "12.50" as never, tags: ["a", "b"], prices: new Map([["cn", 1]]) as never, parts: [{ name: "p", pages: 3 }], cover: Buffer.from("x"), uid: "123e4567-e89b-12d3-a456-426614174000" as never, big: 9007199254740993n, size: 1, small: 2, published: new Date(5) });
  const back = (await Book.findById(made._id))!;
  assert.equal(String(back.price), "12.50");
  assert.deepEqual([...back.prices!.entries()], [["cn", 1]]);
  assert.deepEqual([back.parts[0]!.name, back.parts[0]!.pages, String(back.uid), back.big, Number(back.size), back.small], ["p", 3, "123e4567-e89b-12d3-a456-426614174000", 9007199254740993n, 1, 2]);
  assert.ok(back.createdAt instanceof Date && back.cover!.equals(Buffer.from("x")));
  const types = await Book.aggregate([{ $match: { _id: made._id } }, { $project: { _id: 0, big: { $type: "$big" }, size: { $type: "$size" }, small: { $type: "$small" }, price: { $type: "$price" } } }]);
  assert.deepEqual(types, [{ big: "long", size: "double", small: "int", price: "decimal" }]);
});

test("save sends what changed; a second copy with an old version is refused", async () => {
  const { Book } = models();
  const { _id } = await Book.create({ title: "one", tags: ["x"] });
  const [a, b] = [(await Book.findById(_id))!, (await Book.findById(_id))!];
  a.tags.push("y");
  a.parts.push({ name: "p", pages: 1 });
  await a.save();
  b.title = "other";
  await assert.rejects(b.save(), { name: "VersionError" });
  const back = (await Book.findById(_id).lean())!;
  assert.deepEqual([back.title, back.tags, back.parts.length], ["one", ["x", "y"], 1]);
});

test("documents in an array are changed and removed by their _id", async () => {
  const { Book } = models();
  const made = await Book.create({ title: "parts", parts: [{ name: "a", pages: 1 }, { name: "b", pages: 2 }] });
  made.parts.id(made.parts[1]!._id)!.pages = 9;
  made.parts.pull(made.parts[0]!._id);
  await made.save();
  assert.deepEqual((await Book.findById(made._id).lean())!.parts.map((p) => [p.name, p.pages]), [["b", 9]]);
});

test("populate joins by reference", async () => {
  const { Author, Book } = models();
  const who = await Author.create({ name: "Lu" });
  await Book.create([{ title: "p1", author: who._id }, { title: "p2", author: who._id }]);
  const found = await Book.find({ title: /^p\d/ }).sort({ title: 1 }).populate<{ author: { name: string } }>("author").lean();
  assert.deepEqual(found.map((f) => [f.title, f.author.name]), [["p1", "Lu"], ["p2", "Lu"]]);
});

test("a duplicate key tells which", async () => {
  const { Book } = models();
  await Book.create({ title: "d", isbn: "i-1" });
  await assert.rejects(Book.create({ title: "e", isbn: "i-1" }), { code: 11000, keyPattern: { isbn: 1 }, keyValue: { isbn: "i-1" } });
  await assert.rejects(Book.insertMany([{ title: "f", isbn: "i-2" }, { title: "g", isbn: "i-1" }]), { code: 11000 });
  assert.equal(await Book.countDocuments({ isbn: "i-2" }), 1);
});

test("findOneAndUpdate with upsert sets defaults and timestamps", async () => {
  const { Book } = models();
  const made = await Book.findOneAndUpdate({ title: "up" }, { $addToSet: { tags: "t" } }, { upsert: true, returnDocument: "after", setDefaultsOnInsert: true });
  assert.ok(made!.createdAt && made!.updatedAt);
  const whole = await Book.findOneAndUpdate({ title: "up" }, { $set: { size: 3 } }, { includeResultMetadata: true });
  assert.equal(whole.lastErrorObject!.updatedExisting, true);
});

test("exists, distinct, estimatedDocumentCount, findByIdAndDelete", async () => {
  const { Author } = models();
  const made = await Author.create({ name: "only" });
  assert.deepEqual(await Author.exists({ name: "only" }), { _id: made._id });
  assert.ok((await Author.distinct("name")).includes("only"));
  assert.ok((await Author.estimatedDocumentCount()) > 0);
  await Author.findByIdAndDelete(made._id);
  assert.equal(await Author.exists({ _id: made._id }), null);
});

test("bulkWrite and bulkSave", async () => {
  const { Book } = models();
  const docs = await Book.create([{ title: "b1" }, { title: "b2" }]);
  for (const d of docs) d.set("size", 7);
  await Book.bulkSave(docs);
  const result = await Book.bulkWrite([{ updateMany: { filter: { size: { $gte: 7 } as never }, update: { $inc: { size: 1 } as never } } }, { deleteOne: { filter: { title: "b1" } } }]);
  assert.deepEqual([result.modifiedCount, result.deletedCount], [2, 1]);
});

test("a cursor streams, with eachAsync in parallel", async () => {
  const Row = db.model("Row", new Schema({ _id: Number, n: Number }));
  await Row.insertMany(Array.from({ length: 5000 }, (_, _id) => ({ _id, n: _id % 5 })));
  let sum = 0;
  await Row.find({ n: 2 }).cursor({ batchSize: 100 }).eachAsync((d) => void (sum += 1 + d.n! * 0), { parallel: 4 });
  assert.equal(sum, 1000);
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
  await assert.rejects(Author.find({ name: { $ne: "x" } as never }).setOptions({ sanitizeFilter: true }), /cast/i);
  assert.ok(Array.isArray(await Author.find({ $expr: { $gt: [{ $strLenCP: "$name" }, 1] } })));
});

test("explain, hint, maxTimeMS, comment, collation and allowDiskUse are taken or refused by name", async () => {
  const { Book } = models();
  const plan = JSON.stringify(await Book.find({ isbn: "i-1" }).explain());
  assert.match(plan, /IXSCAN/);
  assert.ok(await Book.find({ isbn: "i-1" }).hint({ isbn: 1 }).maxTimeMS(5000).comment("why").lean());
  assert.ok(await Book.aggregate([{ $sort: { title: 1 } }]).allowDiskUse(true));
  const answer = await Book.find({ title: "ALL" }).collation({ locale: "en", strength: 2 }).lean().then((d) => d.length, (e) => e.code);
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
