import { equal } from "../bson/order.ts";
import { show } from "../bson/show.ts";
import { type Doc, isDoc, isNumber, isTruthy, toNumber, type Value } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import { search } from "../plan/scan.ts";
import { parseFilter } from "../query/match.ts";
import type { Collection, Index } from "../storage/catalog.ts";
import { indexPrefix, under } from "../storage/keys.ts";
import type { Command, Engine, Reply } from "./engine.ts";
import { docOption, docsOption, namespaceOf, refuseCollation } from "./options.ts";
import { sessionOf } from "./sessions.ts";
import { collectionFor } from "./write.ts";

const OPTIONS = new Set([
  ...["v", "key", "name", "unique", "sparse", "partialFilterExpression", "expireAfterSeconds", "hidden"],
  ...["background", "collation", "ns", "dropDups", "clustered", "prepareUnique"],
]);
const UNSERVED = ["text", "2d", "2dsphere", "hashed", "geoHaystack", "columnstore"];

export const createIndexes: Command = {
  options: ["indexes", "commitQuorum", "ignoreUnknownIndexOptions"],
  run(request, engine) {
    const ns = namespaceOf(request);
    const wanted = docsOption(request, "indexes").map(normalized);
    demand(wanted.length, "BadValue", "Must specify at least one index to create");
    // All are checked before the first is made.
    const missingIn = (indexes: readonly Pick<Index, "name" | "spec">[]) =>
      wanted.filter((spec, at) => !exists([...indexes, ...wanted.slice(0, at).map(asIndex)], spec));
    const before = engine.catalog.get(ns);
    // Then nothing need be written: a portal starts on a full disk too.
    if (before && !missingIn(before.indexes).length) return outcome(before.indexes.length, 0, false);
    return engine.storage.write(() => {
      const isNew = !engine.catalog.get(ns);
      const { indexes } = collectionFor(engine, ns);
      const missing = missingIn(indexes);
      for (const spec of missing) build(engine, ns, spec);
      return outcome(indexes.length, missing.length, isNew);
    });
  },
};

const outcome = (numIndexesBefore: number, made: number, createdCollectionAutomatically: boolean): Reply => ({
  numIndexesBefore,
  numIndexesAfter: numIndexesBefore + made,
  createdCollectionAutomatically,
  ...(made ? {} : { note: "all indexes already exist" }),
});

const asIndex = (spec: Doc): Pick<Index, "name" | "spec"> => ({ name: spec.get("name") as string, spec });

function normalized(spec: Doc): Doc {
  const [key, name] = [spec.get("key"), spec.get("name")];
  demand(isDoc(key), "FailedToParse", "The 'key' field is a required property of an index specification");
  demand(
    typeof name === "string",
    "FailedToParse",
    "The 'name' field is a required property of an index specification",
  );
  demand(name && name !== "*", "CannotCreateIndex", "The index name cannot be empty or '*'.");
  demand(key.size, "CannotCreateIndex", "Index keys cannot be empty.");
  for (const option of spec.keys())
    demand(
      OPTIONS.has(option),
      "InvalidIndexSpecificationOption",
      `The field '${option}' is not valid for an index specification. Specification: ${show(spec)}`,
    );
  for (const [path, direction] of key) {
    demand(!path.includes("$**"), "NotImplemented", "wildcard indexes are not served by the embedded store");
    demand(
      path !== "" &&
        !path
          .split(".")
          .some((part) => part === "" || (part.startsWith("$") && !["$id", "$ref", "$db"].includes(part))),
      "CannotCreateIndex",
      `Index key '${path}' is not valid`,
    );
    if (UNSERVED.includes(direction as string))
      throw new MongoError(
        "NotImplemented",
        `${String(direction)} indexes are not served by the embedded store`,
      );
    demand(
      isNumber(direction) && toNumber(direction) !== 0,
      "CannotCreateIndex",
      `Values in v:2 index key pattern must be of numeric type and non-zero, not ${show(direction)}`,
    );
  }
  refuseCollation(spec);
  const partial = spec.get("partialFilterExpression");
  if (partial !== undefined) {
    demand(isDoc(partial), "TypeMismatch", "The field 'partialFilterExpression' must be an object");
    demand(
      !isTruthy(spec.get("sparse")),
      "CannotCreateIndex",
      'cannot mix "partialFilterExpression" and "sparse" options',
    );
    checkPartial(partial);
    parseFilter(partial);
  }
  const expire = spec.get("expireAfterSeconds");
  demand(
    expire === undefined || (isNumber(expire) && toNumber(expire) >= 0 && toNumber(expire) <= 2147483647),
    "CannotCreateIndex",
    "TTL index 'expireAfterSeconds' option must be within an acceptable range",
  );
  demand(
    expire === undefined || key.size === 1,
    "CannotCreateIndex",
    "TTL indexes are single-field indexes, compound indexes do not support TTL",
  );
  const kept = [...spec].filter(
    ([field]) => !["v", "key", "name", "background", "ns", "dropDups", "collation"].includes(field),
  );
  const directions: Doc = new Map(
    [...key].map(([path, direction]) => [path, Math.sign(toNumber(direction)) === 1 ? 1 : -1]),
  );
  const flags = kept
    .filter(([field, value]) => !["unique", "sparse", "hidden"].includes(field) || isTruthy(value))
    .map(([field, value]): [string, Value] => [
      field,
      ["unique", "sparse", "hidden"].includes(field) ? true : value,
    ]);
  return new Map<string, Value>([["v", 2], ["key", directions], ["name", name], ...flags]);
}

const IN_PARTIAL = new Set(["$eq", "$exists", "$gt", "$gte", "$lt", "$lte", "$type", "$and", "$or", "$in"]);

function checkPartial(filter: Doc): void {
  for (const [name, value] of filter) {
    if (name.startsWith("$"))
      demand(IN_PARTIAL.has(name), "CannotCreateIndex", `Expression not supported in partial index: ${name}`);
    if (name === "$exists")
      demand(isTruthy(value), "CannotCreateIndex", "Expression not supported in partial index: $not");
    if (isDoc(value)) checkPartial(value);
    else if (Array.isArray(value) && name.startsWith("$") && name !== "$in")
      for (const item of value) if (isDoc(item)) checkPartial(item);
  }
}

/** What tells one index from another, beside its name: two with the same of these would be the same index twice. */
const SIGNATURE = ["key", "partialFilterExpression", "unique", "sparse"];

/** True if there is such an index already; throws if there is one that differs in name or options. */
function exists(indexes: readonly Pick<Index, "name" | "spec">[], spec: Doc): boolean {
  for (const index of indexes) {
    const both = (wanted: (option: string) => boolean) =>
      equal(
        new Map([...index.spec].filter(([option]) => wanted(option)).sort()),
        new Map([...spec].filter(([option]) => wanted(option)).sort()),
      );
    if (index.name === "_id_" && both((option) => option === "key")) return true;
    const alike = both((option) => SIGNATURE.includes(option));
    if (index.name !== spec.get("name")) {
      demand(!alike, "IndexOptionsConflict", `Index already exists with a different name: ${index.name}`);
      continue;
    }
    const which = `Requested index: ${show(spec)}, existing index: ${show(index.spec)}`;
    demand(
      alike,
      "IndexKeySpecsConflict",
      `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. ${which}`,
    );
    demand(
      both((option) => option !== "hidden"),
      "IndexOptionsConflict",
      `An equivalent index already exists with the same name but different options. ${which}`,
    );
    return true;
  }
  return false;
}

function build(engine: Engine, ns: string, spec: Doc): void {
  const collection = engine.catalog.get(ns)!;
  const index = engine.catalog.newIndex(spec);
  const docs = search(engine.storage, collection, { filter: parseFilter(new Map()), tick: () => undefined });
  engine.catalog.save({ ...collection, indexes: [...collection.indexes, index] });
  try {
    engine.records.build(collection, index, docs);
  } catch (error) {
    engine.catalog.save(collection);
    throw error;
  }
}

export const listIndexes: Command = {
  options: ["cursor", "includeBuildUUIDs", "includeIndexBuildInfo"],
  run(request, engine) {
    const ns = namespaceOf(request);
    const collection = engine.catalog.get(ns);
    demand(collection, "NamespaceNotFound", `ns does not exist: ${ns}`);
    const batchSize = docOption(request, "cursor")?.get("batchSize");
    return engine.cursors.start(
      ns,
      collection.indexes.map(({ spec }) => spec),
      {
        batchSize: batchSize === undefined ? undefined : toNumber(batchSize),
        session: sessionOf(request.body),
      },
    );
  },
};

export const dropIndexes: Command = {
  options: ["index"],
  run(request, engine) {
    const ns = namespaceOf(request);
    const wanted = request.body.get("index");
    return engine.storage.write(() => {
      const collection = engine.catalog.get(ns);
      demand(collection, "NamespaceNotFound", `ns not found ${ns}`);
      const gone = toDrop(collection, wanted);
      for (const index of gone) engine.storage.removeRange(under(indexPrefix(index.id)));
      engine.catalog.save({
        ...collection,
        indexes: collection.indexes.filter((index) => !gone.includes(index)),
      });
      return {
        nIndexesWas: collection.indexes.length,
        ...(wanted === "*" ? { msg: "non-_id indexes dropped for collection" } : {}),
      };
    });
  },
};

function toDrop({ indexes }: Collection, wanted: Value): Index[] {
  if (wanted === "*") return indexes.filter(({ name }) => name !== "_id_");
  return (Array.isArray(wanted) ? wanted : [wanted]).map((one) => {
    const index = indexes.find(({ name, spec }) => (isDoc(one) ? equal(spec.get("key"), one) : name === one));
    demand(
      index,
      "IndexNotFound",
      isDoc(one)
        ? `can't find index with key: ${show(one)}`
        : `index not found with name [${show(one).slice(1, -1)}]`,
    );
    demand(index.name !== "_id_", "InvalidOptions", "cannot drop _id index");
    return index;
  });
}
