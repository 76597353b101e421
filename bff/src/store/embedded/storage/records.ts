import { encode } from "../bson/encode.ts";
import { show } from "../bson/show.ts";
import type { Doc } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import type { Catalog, Collection, Index } from "./catalog.ts";
import { type IndexKey, keysOf, keyValue } from "./index-keys.ts";
import { indexPrefix, recordBytes, recordKey, recordOf, recordsOf, statisticsKey } from "./keys.ts";
import type { Storage } from "./storage.ts";

const MAX_DOCUMENT = 16 * 1024 * 1024;

export interface Statistics {
  count: number;
  bytes: number;
}

/**
 * Documents and their index entries. Every method that changes something runs inside a write, and checks all that
 * MongoDB would refuse before its first change, so a refused document leaves nothing behind.
 */
export class Records {
  private readonly storage: Storage;
  private readonly catalog: Catalog;
  private readonly next = new Map<number, number>();
  private readonly changed = new Map<number, Statistics>();

  constructor(storage: Storage, catalog: Catalog) {
    this.storage = storage;
    this.catalog = catalog;
    storage.beforeCommit = () => this.saveStatistics();
    storage.afterFailure = () => {
      this.next.clear();
      this.changed.clear();
    };
  }

  /** True while a command runs that asked to pass by the collections' validators. */
  bypassValidators = false;

  insert(collection: Collection, doc: Doc, bytes = encode(doc)): void {
    checkSize(bytes);
    this.validate(collection, doc);
    const record = this.nextRecord(collection.id);
    const entries = collection.indexes.map((index) => ({ index, ...keysOf(index, doc) }));
    for (const { index, keys } of entries) this.checkUnique(collection, index, keys, record);
    this.storage.put(recordKey(collection.id, record), bytes);
    this.next.set(collection.id, record + 1);
    for (const entry of entries) this.addKeys(collection, entry, record);
    this.count(collection.id, 1, bytes.length);
  }

  /** Puts `doc` in the place of `before`; `bytes` are the new document's. */
  replace(collection: Collection, record: number, before: Doc, size: number, doc: Doc, bytes: Buffer): void {
    checkSize(bytes);
    this.validate(collection, doc, before);
    const changes = collection.indexes.map((index) => {
      const old = keysOf(index, before);
      const now = keysOf(index, doc);
      return { index, gone: without(old.keys, now.keys), ...now, keys: without(now.keys, old.keys) };
    });
    for (const { index, keys } of changes) this.checkUnique(collection, index, keys, record);
    for (const change of changes) {
      for (const key of change.gone) this.storage.remove(entryKey(change.index, key, record));
      this.addKeys(collection, change, record);
    }
    this.storage.put(recordKey(collection.id, record), bytes);
    this.count(collection.id, 0, bytes.length - size);
  }

  remove(collection: Collection, record: number, doc: Doc, size: number): void {
    for (const index of collection.indexes)
      for (const key of keysOf(index, doc).keys) this.storage.remove(entryKey(index, key, record));
    this.storage.remove(recordKey(collection.id, record));
    this.count(collection.id, -1, -size);
  }

  /** Fills a new index from the documents there are; refuses duplicates before anything is written. */
  build(collection: Collection, index: Index, docs: Iterable<{ record: number; doc: Doc }>): void {
    const all: { key: IndexKey; record: number }[] = [];
    const multikey = new Set<string>();
    const owner = new Map<string, number>();
    let cut = false;
    for (const { record, doc } of docs) {
      const found = keysOf(index, doc);
      for (const path of found.multikey) multikey.add(path);
      cut ||= found.cut;
      for (const key of found.keys) {
        if (index.unique) {
          const text = key.bytes.toString("latin1");
          if (owner.has(text)) throw duplicate(collection, index, key);
          owner.set(text, record);
        }
        all.push({ key, record });
      }
    }
    all.sort((a, b) => Buffer.compare(a.key.bytes, b.key.bytes));
    for (const { key, record } of all) this.storage.put(entryKey(index, key, record), recordBytes(record));
    if (multikey.size || cut) this.catalog.note(collection.ns, index.id, [...multikey], cut);
  }

  statistics(collection: Collection): Statistics {
    const known = this.changed.get(collection.id);
    if (known) return { ...known };
    const bytes = this.storage.get(statisticsKey(collection.id));
    return bytes ? { count: bytes.readDoubleBE(0), bytes: bytes.readDoubleBE(8) } : { count: 0, bytes: 0 };
  }

  private validate({ validator, options }: Collection, doc: Doc, before?: Doc): void {
    const level = options.get("validationLevel");
    if (!validator || this.bypassValidators || level === "off") return;
    if (options.get("validationAction") === "warn" || validator.test(doc)) return;
    if (level === "moderate" && before && !validator.test(before)) return; // it was not valid before either
    throw new MongoError("DocumentValidationFailure", "Document failed validation", {
      errInfo: { failingDocumentId: doc.get("_id"), details: { operatorName: "validator" } },
    });
  }

  private checkUnique(collection: Collection, index: Index, keys: IndexKey[], record: number): void {
    if (!index.unique) return;
    for (const key of keys) {
      const holder = this.storage.get(entryKey(index, key, record));
      if (holder && recordOf(holder) !== record) throw duplicate(collection, index, key);
    }
  }

  private addKeys(
    collection: Collection,
    entry: { index: Index; keys: IndexKey[]; multikey: string[]; cut: boolean },
    record: number,
  ): void {
    const { index, keys, multikey, cut } = entry;
    for (const key of keys) this.storage.put(entryKey(index, key, record), recordBytes(record));
    if ((cut && !index.cut) || multikey.some((path) => !index.multikey.includes(path)))
      this.catalog.note(collection.ns, index.id, multikey, cut);
  }

  private nextRecord(collection: number): number {
    const known = this.next.get(collection);
    if (known !== undefined) return known;
    const [last] = this.storage.entries(recordsOf(collection), true);
    return last ? recordOf(last.key) + 1 : 1;
  }

  private count(collection: number, documents: number, bytes: number): void {
    const now = this.changed.get(collection) ?? this.statistics({ id: collection } as Collection);
    this.changed.set(collection, { count: now.count + documents, bytes: now.bytes + bytes });
  }

  private saveStatistics(): void {
    for (const [collection, { count, bytes }] of this.changed) {
      const value = Buffer.allocUnsafe(16);
      value.writeDoubleBE(count, 0);
      value.writeDoubleBE(bytes, 8);
      this.storage.put(statisticsKey(collection), value);
    }
    this.changed.clear();
  }
}

/** A unique index has one record under a key; another has the record in the key itself. */
const entryKey = (index: Index, key: IndexKey, record: number): Buffer =>
  Buffer.concat(
    index.unique
      ? [indexPrefix(index.id), key.bytes]
      : [indexPrefix(index.id), key.bytes, recordBytes(record)],
  );

const without = (keys: IndexKey[], others: IndexKey[]): IndexKey[] =>
  keys.filter(({ bytes }) => !others.some((other) => other.bytes.equals(bytes)));

function checkSize(bytes: Buffer): void {
  demand(
    bytes.length <= MAX_DOCUMENT,
    "BSONObjectTooLarge",
    `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT}(16MB)`,
  );
}

function duplicate(collection: Collection, index: Index, key: IndexKey): MongoError {
  const value = keyValue(index, key.values);
  return new MongoError(
    "DuplicateKey",
    `E11000 duplicate key error collection: ${collection.ns} index: ${index.name} dup key: ${show(value)}`,
    { keyPattern: index.spec.get("key"), keyValue: value },
  );
}
