import { randomUUID } from "node:crypto";
import { decode } from "../bson/decode.ts";
import { encode } from "../bson/encode.ts";
import { Binary, type Doc, docOf, toNumber, type Value } from "../bson/value.ts";
import { demand } from "../errors.ts";
import { type Filter, parseFilter } from "../query/match.ts";
import { type SortField, sortFields } from "../query/sort.ts";
import { catalogKey, catalogOf, indexPrefix, metaKey, recordsOf, statisticsKey, under } from "./keys.ts";
import type { Storage } from "./storage.ts";

export interface Index {
  id: number;
  name: string;
  spec: Doc;
  fields: SortField[];
  unique: boolean;
  sparse: boolean;
  hidden: boolean;
  partial?: Filter;
  expireAfterSeconds?: number;
  /** The fields in which some document has, or once had, an array. */
  multikey: string[];
  /** True once a key was too long and was cut: the order of such keys is lost, their equality is not. */
  cut: boolean;
}

/** A collection as the catalog has it; never changed, always made anew. */
export interface Collection {
  id: number;
  ns: string;
  db: string;
  name: string;
  uuid: Binary;
  options: Doc;
  validator?: Filter;
  indexes: Index[];
}

/** What collections and indexes there are. Always read through LMDB, so it fits the records a reader sees. */
export class Catalog {
  private readonly storage: Storage;
  private readonly parsed = new Map<string, { bytes: Buffer; collection: Collection }>();

  constructor(storage: Storage) {
    this.storage = storage;
  }

  get(ns: string): Collection | undefined {
    const bytes = this.storage.get(catalogKey(ns));
    if (!bytes) return undefined;
    const known = this.parsed.get(ns);
    if (known?.bytes.equals(bytes)) return known.collection;
    const collection = parse(ns, decode(bytes));
    this.parsed.set(ns, { bytes, collection });
    return collection;
  }

  /** All collections, or those of one database, by name. */
  list(database?: string): Collection[] {
    return [...this.storage.entries(catalogOf(database))].map(
      ({ key }) => this.get(key.toString("utf8", 1))!,
    );
  }

  /** Inside a write: makes a collection with its `_id` index. */
  create(ns: string, options: Doc = new Map()): Collection {
    const bytes = Buffer.from(randomUUID().replaceAll("-", ""), "hex");
    const collection: Collection = {
      ...named(ns),
      id: this.nextId(),
      uuid: new Binary(bytes, 4),
      options,
      indexes: [],
    };
    const byId = this.newIndex(
      new Map<string, Value>([
        ["v", 2],
        ["key", docOf({ _id: 1 })],
        ["name", "_id_"],
      ]),
    );
    return this.save({ ...collection, indexes: [byId] });
  }

  newIndex(spec: Doc): Index {
    return parseIndex(docOf({ id: this.nextId(), spec, multikey: [], cut: false }));
  }

  /** Inside a write: stores the collection's new form. */
  save(collection: Collection): Collection {
    const { ns, id, uuid, options, indexes } = collection;
    const stored = indexes.map((index) =>
      docOf({ id: index.id, spec: index.spec, multikey: index.multikey, cut: index.cut }),
    );
    this.storage.put(catalogKey(ns), encode(docOf({ id, uuid, options, indexes: stored })));
    return this.get(ns)!;
  }

  /** Inside a write: notes that an index now has array values in these fields, or keys that were cut. */
  note(ns: string, indexId: number, multikey: readonly string[], cut: boolean): void {
    const collection = this.get(ns)!;
    const indexes = collection.indexes.map((index) =>
      index.id === indexId
        ? { ...index, multikey: [...new Set([...index.multikey, ...multikey])], cut: index.cut || cut }
        : index,
    );
    this.save({ ...collection, indexes });
  }

  /** Inside a write: takes the collection with its records and indexes away. */
  drop(collection: Collection): void {
    this.storage.remove(catalogKey(collection.ns));
    this.storage.removeRange(recordsOf(collection.id));
    this.storage.remove(statisticsKey(collection.id));
    for (const index of collection.indexes) this.storage.removeRange(under(indexPrefix(index.id)));
    this.parsed.delete(collection.ns);
  }

  /** Inside a write: gives the collection another name; records and indexes stay where they are. */
  rename(collection: Collection, ns: string): void {
    this.storage.remove(catalogKey(collection.ns));
    this.save({ ...collection, ...named(ns) });
  }

  private nextId(): number {
    const key = metaKey("nextId");
    const id = this.storage.get(key)?.readUInt32BE(0) ?? 1;
    const next = Buffer.allocUnsafe(4);
    next.writeUInt32BE(id + 1, 0);
    this.storage.put(key, next);
    return id;
  }
}

function named(ns: string): Pick<Collection, "ns" | "db" | "name"> {
  const dot = ns.indexOf(".");
  const [db, name] = [ns.slice(0, dot), ns.slice(dot + 1)];
  demand(
    dot > 0 && name && !/[\s/\\."$\0]/.test(db) && !name.includes("$") && !name.includes("\0"),
    "InvalidNamespace",
    `Invalid namespace specified '${ns}'`,
  );
  demand(Buffer.byteLength(ns) <= 255, "InvalidNamespace", `Fully qualified namespace is too long: ${ns}`);
  return { ns, db, name };
}

function parse(ns: string, stored: Doc): Collection {
  const options = stored.get("options") as Doc;
  const validator = options.get("validator") as Doc | undefined;
  return {
    ...named(ns),
    id: toNumber(stored.get("id")),
    uuid: stored.get("uuid") as Binary,
    options,
    ...(validator?.size ? { validator: parseFilter(validator) } : {}),
    indexes: (stored.get("indexes") as Doc[]).map(parseIndex),
  };
}

function parseIndex(stored: Doc): Index {
  const spec = stored.get("spec") as Doc;
  const partial = spec.get("partialFilterExpression") as Doc | undefined;
  const expire = spec.get("expireAfterSeconds");
  return {
    id: toNumber(stored.get("id")),
    name: spec.get("name") as string,
    spec,
    fields: sortFields(spec.get("key") as Doc),
    unique: spec.get("unique") === true || spec.get("name") === "_id_",
    sparse: spec.get("sparse") === true,
    hidden: spec.get("hidden") === true,
    ...(partial ? { partial: parseFilter(partial) } : {}),
    ...(expire === undefined ? {} : { expireAfterSeconds: toNumber(expire) }),
    multikey: stored.get("multikey") as string[],
    cut: stored.get("cut") as boolean,
  };
}
