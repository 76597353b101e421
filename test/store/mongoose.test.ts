// What a mongoose application does with its documents: types, changes, references, keys.
import assert from "node:assert/strict";
import { test } from "node:test";
import { models } from "./support/books.ts";

test("a schema's indexes are made, and syncIndexes drops what is not in it", async () => {
  const { Book } = models();
  await Book.createCollection();
  await Book.init();
  await Book.collection.createIndex({ stray: 1 });
  assert.deepEqual((await Book.diffIndexes()).toDrop, ["stray_1"]);
  assert.deepEqual(await Book.syncIndexes(), ["stray_1"]);
  const indexes = await Book.listIndexes();
  assert.deepEqual(indexes.map((i: { name: string }) => i.name).sort(), [
    "_id_",
    "isbn_1",
    "title_1_published_-1",
  ]);
  assert.deepEqual(await Book.diffIndexes(), { toDrop: [], toCreate: [] });
});

test("every schema type comes back as it went in", async () => {
  const { Book } = models();
  const made = await Book.create({
    title: "all",
    price: "12.50" as never,
    tags: ["a", "b"],
    prices: new Map([["cn", 1]]) as never,
    parts: [{ name: "p", pages: 3 }],
    cover: Buffer.from("x"),
    uid: "123e4567-e89b-12d3-a456-426614174000" as never,
    big: 9007199254740993n,
    size: 1,
    small: 2,
    published: new Date(5),
  });
  const back = (await Book.findById(made._id))!;
  assert.equal(String(back.price), "12.50");
  assert.deepEqual([...back.prices!.entries()], [["cn", 1]]);
  assert.deepEqual(
    [back.parts[0]!.name, back.parts[0]!.pages, String(back.uid), back.big, Number(back.size), back.small],
    ["p", 3, "123e4567-e89b-12d3-a456-426614174000", 9007199254740993n, 1, 2],
  );
  assert.ok(back.createdAt instanceof Date && back.cover!.equals(Buffer.from("x")));
  const types = await Book.aggregate([
    { $match: { _id: made._id } },
    {
      $project: {
        _id: 0,
        big: { $type: "$big" },
        size: { $type: "$size" },
        small: { $type: "$small" },
        price: { $type: "$price" },
      },
    },
  ]);
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
  const made = await Book.create({
    title: "parts",
    parts: [
      { name: "a", pages: 1 },
      { name: "b", pages: 2 },
    ],
  });
  made.parts.id(made.parts[1]!._id)!.pages = 9;
  made.parts.pull(made.parts[0]!._id);
  await made.save();
  assert.deepEqual(
    (await Book.findById(made._id).lean())!.parts.map((p) => [p.name, p.pages]),
    [["b", 9]],
  );
});

test("populate joins by reference", async () => {
  const { Author, Book } = models();
  const who = await Author.create({ name: "Lu" });
  await Book.create([
    { title: "p1", author: who._id },
    { title: "p2", author: who._id },
  ]);
  const found = await Book.find({ title: /^p\d/ })
    .sort({ title: 1 })
    .populate<{ author: { name: string } }>("author")
    .lean();
  assert.deepEqual(
    found.map((f) => [f.title, f.author.name]),
    [
      ["p1", "Lu"],
      ["p2", "Lu"],
    ],
  );
});

test("a duplicate key tells which", async () => {
  const { Book } = models();
  await Book.create({ title: "d", isbn: "i-1" });
  await assert.rejects(Book.create({ title: "e", isbn: "i-1" }), {
    code: 11000,
    keyPattern: { isbn: 1 },
    keyValue: { isbn: "i-1" },
  });
  await assert.rejects(
    Book.insertMany([
      { title: "f", isbn: "i-2" },
      { title: "g", isbn: "i-1" },
    ]),
    { code: 11000 },
  );
  assert.equal(await Book.countDocuments({ isbn: "i-2" }), 1);
});

test("findOneAndUpdate with upsert sets defaults and timestamps", async () => {
  const { Book } = models();
  const made = await Book.findOneAndUpdate(
    { title: "up" },
    { $addToSet: { tags: "t" } },
    { upsert: true, returnDocument: "after", setDefaultsOnInsert: true },
  );
  assert.ok(made!.createdAt && made!.updatedAt);
  const whole = await Book.findOneAndUpdate(
    { title: "up" },
    { $set: { size: 3 } },
    { includeResultMetadata: true },
  );
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
