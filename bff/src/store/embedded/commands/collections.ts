import { equal } from "../bson/order.ts";
import { type Doc, docOf, isDoc, isTruthy, toNumber, type Value } from "../bson/value.ts";
import { demand } from "../errors.ts";
import { parseFilter } from "../query/match.ts";
import type { Collection } from "../storage/catalog.ts";
import type { Command, Reply } from "./engine.ts";
import { docOption, flag, namespaceOf, refuseCollation, textOption } from "./options.ts";
import { sessionOf } from "./sessions.ts";

const UNSERVED = [
  "capped",
  "timeseries",
  "viewOn",
  "pipeline",
  "clusteredIndex",
  "changeStreamPreAndPostImages",
  "encryptedFields",
  "expireAfterSeconds",
];
const KEPT = ["validator", "validationLevel", "validationAction"];

export const create: Command = {
  options: [
    ...UNSERVED,
    ...KEPT,
    "collation",
    "size",
    "max",
    "storageEngine",
    "indexOptionDefaults",
    "idIndex",
    "autoIndexId",
  ],
  run(request, engine) {
    const { body } = request;
    const ns = namespaceOf(request);
    refuseCollation(body);
    const unserved = UNSERVED.find((name) => body.has(name) && body.get(name) !== false);
    const validator = docOption(request, "validator");
    if (validator) parseFilter(validator);
    const options: Doc = new Map([...body].filter(([name]) => KEPT.includes(name)));
    return engine.storage.write(() => {
      const existing = engine.catalog.get(ns);
      demand(
        !existing || (!unserved && equal(existing.options, options)),
        "NamespaceExists",
        `namespace ${ns} already exists, but with different options`,
      );
      demand(!unserved, "NotImplemented", `create.${unserved} is not served by the embedded store`);
      if (!existing) engine.catalog.create(ns, options);
      return {};
    });
  },
};

export const drop: Command = {
  options: [],
  run(request, engine) {
    const ns = namespaceOf(request);
    return engine.storage.write(() => {
      const collection = engine.catalog.get(ns);
      if (!collection) return {};
      engine.catalog.drop(collection);
      engine.cursors.killNamespace(ns);
      return { nIndexesWas: collection.indexes.length, ns };
    });
  },
};

export const dropDatabase: Command = {
  options: [],
  run({ db }, engine) {
    return engine.storage.write(() => {
      const collections = engine.catalog.list(db);
      for (const collection of collections) {
        engine.catalog.drop(collection);
        engine.cursors.killNamespace(collection.ns);
      }
      return collections.length ? { dropped: db } : {};
    });
  },
};

export const collMod: Command = {
  options: [...KEPT, "index", "viewOn", "pipeline", "dryRun"],
  run(request, engine) {
    const ns = namespaceOf(request);
    const change = docOption(request, "index");
    const validator = docOption(request, "validator");
    if (validator) parseFilter(validator);
    return engine.storage.write(() => {
      const collection = engine.catalog.get(ns);
      demand(collection, "NamespaceNotFound", `ns does not exist: ${ns}`);
      const options = new Map([
        ...collection.options,
        ...[...request.body].filter(([name]) => KEPT.includes(name)),
      ]);
      const changed = change ? changeIndex(collection, change) : { indexes: collection.indexes, reply: {} };
      engine.catalog.save({ ...collection, options, indexes: changed.indexes });
      return changed.reply;
    });
  },
};

function changeIndex({ indexes }: Collection, change: Doc): { indexes: Collection["indexes"]; reply: Reply } {
  const pattern = change.get("keyPattern");
  const target = indexes.find(({ name, spec }) =>
    isDoc(pattern) ? equal(spec.get("key"), pattern) : name === change.get("name"),
  );
  demand(target, "IndexNotFound", "cannot find index for collMod");
  const spec = new Map(target.spec);
  const reply: Reply = {};
  const set = (name: string, value: Value) => {
    reply[`${name}_old`] = spec.get(name) ?? (name === "expireAfterSeconds" ? undefined : false);
    reply[`${name}_new`] = value;
    if (value === false) spec.delete(name);
    else spec.set(name, value);
  };
  for (const [name, value] of change) {
    if (name === "expireAfterSeconds") set(name, value);
    else if (name === "hidden") set(name, isTruthy(value));
    else
      demand(
        name === "keyPattern" || name === "name",
        "NotImplemented",
        `collMod.index.${name} is not served by the embedded store`,
      );
  }
  return { indexes: indexes.map((index) => (index === target ? { ...index, spec } : index)), reply };
}

export const renameCollection: Command = {
  options: ["to", "dropTarget"],
  run(request, engine) {
    const from = textOption(request, "renameCollection");
    const to = textOption(request, "to");
    const dropTarget = flag(request, "dropTarget");
    demand(
      request.db === "admin",
      "Unauthorized",
      "renameCollection may only be run against the admin database.",
    );
    return engine.storage.write(() => {
      const collection = engine.catalog.get(from);
      demand(collection, "NamespaceNotFound", `Source collection ${from} does not exist`);
      demand(from !== to, "IllegalOperation", "Can't rename a collection to itself");
      const target = engine.catalog.get(to);
      demand(!target || dropTarget, "NamespaceExists", "target namespace exists");
      if (target) engine.catalog.drop(target);
      engine.catalog.rename(collection, to);
      engine.cursors.killNamespace(from);
      return {};
    });
  },
};

export const listCollections: Command = {
  options: ["filter", "cursor", "nameOnly", "authorizedCollections"],
  run(request, engine) {
    const filter = parseFilter(docOption(request, "filter") ?? new Map());
    const nameOnly = flag(request, "nameOnly");
    const all = engine.catalog.list(request.db).map(({ name, options, uuid, indexes }) =>
      docOf({
        name,
        type: "collection",
        ...(nameOnly ? {} : { options, info: docOf({ readOnly: false, uuid }), idIndex: indexes[0]!.spec }),
      }),
    );
    const batchSize = docOption(request, "cursor")?.get("batchSize");
    return engine.cursors.start(
      `${request.db}.$cmd.listCollections`,
      all.filter((doc) => filter.test(doc)),
      {
        batchSize: batchSize === undefined ? undefined : toNumber(batchSize),
        session: sessionOf(request.body),
      },
    );
  },
};

export const listDatabases: Command = {
  options: ["filter", "nameOnly", "authorizedDatabases"],
  run(request, engine) {
    demand(
      request.db === "admin",
      "Unauthorized",
      "listDatabases may only be run against the admin database.",
    );
    const filter = parseFilter(docOption(request, "filter") ?? new Map());
    const sizes = new Map<string, number>();
    for (const collection of engine.catalog.list())
      sizes.set(collection.db, (sizes.get(collection.db) ?? 0) + engine.records.statistics(collection).bytes);
    const databases = [...sizes]
      .map(([name, size]) =>
        docOf(flag(request, "nameOnly") ? { name } : { name, sizeOnDisk: size, empty: false }),
      )
      .filter((doc) => filter.test(doc));
    const totalSize = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    return {
      databases,
      ...(flag(request, "nameOnly") ? {} : { totalSize, totalSizeMb: Math.floor(totalSize / 2 ** 20) }),
    };
  },
};
