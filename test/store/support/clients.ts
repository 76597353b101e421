// The same acts through the raw driver (7 and 6) and through mongoose, so that one row serves all three.
import * as bson from "bson";
import * as driver7 from "mongodb";
import * as driver6 from "mongodb-6";
import mongoose from "mongoose";

// biome-ignore lint/suspicious/noExplicitAny: the three clients have three type systems for the same shapes
type Any = any;

export interface Client {
  name: string;
  BSON: typeof bson;
  client: Any;
  db(): Any;
  /** A further client to the same server, connected. */
  fresh(): Promise<Any>;
  /** Runs one act, `find`, `updateOne` …, with the driver's arguments. */
  run(collection: string, act: string, args: Any[]): Promise<unknown>;
  close(): Promise<void>;
}

const cursorActs = new Set(["find", "aggregate"]);

async function driver(name: string, module: typeof driver7, uri: string): Promise<Client> {
  const client = new module.MongoClient(uri);
  await client.connect();
  const db = () => client.db(`table_${name.replace(/\W/g, "_")}`);
  const run = async (collection: string, act: string, args: Any[]) => {
    const options = act === "find" ? args[1] : args.at(-1);
    if (options && "updatePipeline" in options) delete options.updatePipeline;
    const result = (db().collection(collection) as Any)[act](...args);
    return cursorActs.has(act) ? result.toArray() : result;
  };
  return {
    name,
    BSON: module.BSON as typeof bson,
    client,
    db,
    run,
    fresh: () => new module.MongoClient(uri).connect(),
    close: () => client.close(),
  };
}

/** A model that lets everything pass: what is tried is the server, not the schema. */
function modelOf(connection: mongoose.Connection, collection: string) {
  const schema = new mongoose.Schema(
    { _id: mongoose.Schema.Types.Mixed },
    { strict: false, versionKey: false, minimize: false, collection, autoIndex: false, autoCreate: false },
  );
  return connection.models[collection] ?? connection.model(collection, schema);
}

const updates = new Set(["updateOne", "updateMany", "findOneAndUpdate", "findOneAndReplace", "replaceOne"]);

async function throughMongoose(uri: string): Promise<Client> {
  const connection = await mongoose
    .createConnection(uri, { autoIndex: false, autoCreate: false, dbName: "table_mongoose" })
    .asPromise();
  const run = async (collection: string, act: string, args: Any[]) => {
    const model = modelOf(connection, collection) as Any;
    if (act === "insertOne") {
      const made = await model.create(args[0]);
      return { acknowledged: true, insertedId: made._id };
    }
    if (act === "insertMany")
      return model.insertMany(args[0], { lean: true, ...args[1], throwOnValidationError: true });
    if (act === "find") return model.find(args[0], args[1]?.projection, args[1]).lean();
    if (act === "aggregate") return model.aggregate(args[0]).option(args[1] ?? {});
    if (updates.has(act) || act === "findOneAndDelete") {
      const result = model[act](...args);
      return act.startsWith("findOne") ? result.lean() : result;
    }
    return model[act](...args);
  };
  return {
    name: "mongoose",
    BSON: mongoose.mongo.BSON as unknown as typeof bson,
    client: connection.getClient(),
    db: () => connection.db,
    run,
    fresh: () => new mongoose.mongo.MongoClient(uri).connect(),
    close: () => connection.close(),
  };
}

/** Connects all three clients to one server. */
export const connectAll = (uri: string): Promise<Client[]> =>
  Promise.all([
    driver("driver 7", driver7, uri),
    driver("driver 6", driver6 as unknown as typeof driver7, uri),
    throughMongoose(uri),
  ]);

/** The same values as the classes of the client's own BSON library: a driver refuses those of another version. */
export function own<T>(client: Client, value: T): T {
  if (client.BSON.ObjectId === bson.ObjectId || value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((v) => own(client, v)) as T;
  if ("_bsontype" in value) {
    const bytes = bson.serialize({ v: value });
    return client.BSON.deserialize(bytes, { promoteValues: false }).v as T;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, own(client, v)])) as T;
}
