// A small application's models, and a store for them.
import { after, before } from "node:test";
import mongoose, { type Connection, Schema } from "mongoose";
import { folderInMemory, removeFolder, type Store, startStore } from "./server.ts";

let dir: string;
let store: Store;
export let db: Connection;
before(async () => {
  dir = await folderInMemory();
  store = await startStore(dir);
  db = await mongoose
    .createConnection(
      `${store.uri}/app?w=majority&journal=true&wtimeoutMS=10000&readConcernLevel=majority&retryWrites=true`,
      { bufferCommands: false, serverSelectionTimeoutMS: 5000 },
    )
    .asPromise();
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
export const models = () => ({
  Author: (db.models.Author ?? db.model("Author", author)) as ModelOf<typeof author>,
  Book: (db.models.Book ?? db.model("Book", book)) as ModelOf<typeof book>,
});
