import { decode } from "../bson/decode.ts";
import { Raw } from "../bson/encode.ts";
import { type Doc, docOf, isDoc, type Value } from "../bson/value.ts";
import type { Engine, Request } from "../commands/engine.ts";
import { collectionFor, insertOne, updateMany } from "../commands/write.ts";
import { demand, MongoError } from "../errors.ts";
import { parseFilter } from "../query/match.ts";
import { getPath } from "../update/path.ts";
import { parseUpdate, withId } from "../update/update.ts";

export const docsOf = (items: Iterable<Doc | Raw>): Doc[] =>
  [...items].map((item) => (item instanceof Raw ? decode(item.bytes) : item));

function target(request: Request, into: Value): string {
  if (typeof into === "string") return `${request.db}.${into}`;
  demand(isDoc(into), 51178, "the target must be a string or an object");
  return `${(into.get("db") as string | undefined) ?? request.db}.${into.get("coll") as string}`;
}

/** `$out`: the collection is these documents and no others. */
export function outInto(engine: Engine, request: Request, operand: Value, items: Iterable<Doc | Raw>): void {
  const ns = target(request, operand);
  const docs = docsOf(items).map(withId);
  const collection = collectionFor(engine, ns);
  const keep = { options: collection.options, indexes: collection.indexes };
  engine.catalog.drop(collection);
  const fresh = engine.catalog.create(ns, keep.options);
  const others = keep.indexes
    .filter(({ name }) => name !== "_id_")
    .map(({ spec }) => engine.catalog.newIndex(spec));
  engine.catalog.save({ ...fresh, indexes: [...fresh.indexes, ...others] });
  for (const doc of docs) insertOne(engine, ns, doc);
}

/** `$merge`: each document is inserted, or goes together with the one it matches. */
export function mergeInto(
  engine: Engine,
  request: Request,
  operand: Value,
  items: Iterable<Doc | Raw>,
): void {
  const spec = isDoc(operand) ? operand : docOf({ into: operand });
  const ns = target(request, spec.get("into"));
  const on = ([spec.get("on") ?? "_id"] as Value[]).flat() as string[];
  const matched = spec.get("whenMatched") ?? "merge";
  const notMatched = spec.get("whenNotMatched") ?? "insert";
  const collection = collectionFor(engine, ns);
  const unique = collection.indexes.some(
    (index) =>
      index.unique &&
      !index.partial &&
      index.fields.length === on.length &&
      index.fields.every(({ path }) => on.includes(path)),
  );
  demand(unique, 51183, "Cannot find index to verify that join fields will be unique");
  for (const item of docsOf(items)) {
    const doc = on.includes("_id") ? withId(item) : item;
    const filter = parseFilter(
      new Map(on.map((path) => [path, docOf({ $eq: getPath(doc, path.split(".")) ?? null })])),
    );
    const update = updateFor(matched, doc, request, spec);
    const statement = { filter, update, tick: () => undefined };
    if (updateMany(engine, ns, statement).n) {
      demand(
        matched !== "fail",
        "DuplicateKey",
        "$merge could not write: a matching document exists and whenMatched is 'fail'",
      );
    } else if (notMatched === "insert") insertOne(engine, ns, withId(doc));
    else
      demand(
        notMatched === "discard",
        13113,
        "$merge could not find a matching document in the target collection for at least one document in the source collection",
      );
  }
}

function updateFor(matched: Value, doc: Doc, request: Request, spec: Doc): (before: Doc) => Doc {
  const fields = new Map([...doc].filter(([name]) => name !== "_id"));
  if (Array.isArray(matched)) {
    const variables = new Map([["new", doc as Value], ...((spec.get("let") as Doc | undefined) ?? [])]);
    const update = parseUpdate(matched, { now: request.now, variables });
    return (before) => update(before, {});
  }
  if (matched === "replace") return (before) => new Map([["_id", before.get("_id")], ...fields]);
  if (matched === "merge") return (before) => new Map([...before, ...fields]);
  if (matched === "keepExisting" || matched === "fail") return (before) => before;
  throw new MongoError(
    "BadValue",
    `Enumeration value '${String(matched)}' for field 'whenMatched' is not a valid value.`,
  );
}
