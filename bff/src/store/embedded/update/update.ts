import { compilePipeline, type Source } from "../aggregate/pipeline.ts";
import { decode } from "../bson/decode.ts";
import { encode } from "../bson/encode.ts";
import { equal } from "../bson/order.ts";
import { type Doc, isDoc, ObjectId, type Value } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import { equalities, type Filter, parseFilter } from "../query/match.ts";
import { type Found, isIndex } from "../query/path.ts";
import { MODIFIERS } from "./modifiers.ts";
import { expand, getPath, type Places, setPath, unsetPath } from "./path.ts";

/** One parsed update: gives the new document, leaving the old one as it was. */
export type Update = (doc: Doc, found: Found, inserting?: boolean) => Doc;

export interface UpdateOptions {
  now: Date;
  arrayFilters?: Value;
  variables?: ReadonlyMap<string, Value>;
}

const IN_UPDATES = new Set(["$set", "$addFields", "$unset", "$project", "$replaceRoot", "$replaceWith"]);

/** Parses an update: a pipeline, modifiers, or a whole document. */
export function parseUpdate(update: Value, options: UpdateOptions): Update {
  if (Array.isArray(update)) return byPipeline(update, options);
  demand(isDoc(update), "FailedToParse", "Update argument must be either an object or an array");
  const [first] = update.keys();
  return first?.startsWith("$") ? byModifiers(update, options) : byReplacement(update, options);
}

export const isReplacement = (update: Value): boolean =>
  isDoc(update) && !([...update.keys()][0] ?? "").startsWith("$");

function byPipeline(stages: Value[], { now, variables, arrayFilters }: UpdateOptions): Update {
  demand(!arrayFilters, "FailedToParse", "arrayFilters may not be specified for pipeline-syle updates");
  for (const stage of stages) {
    const name = isDoc(stage) ? [...stage.keys()][0]! : "";
    demand(IN_UPDATES.has(name), "InvalidOptions", `${name} is not allowed to be used within an update`);
  }
  const run = compilePipeline(stages, { now, variables } as Source);
  return (doc) => {
    const [result] = [...run([doc])];
    return keepId(doc, result as Doc);
  };
}

function byReplacement(update: Doc, { arrayFilters }: UpdateOptions): Update {
  demand(!arrayFilters, "FailedToParse", "arrayFilters may not be specified for replacement-style updates");
  for (const name of update.keys())
    demand(
      !name.startsWith("$"),
      "DollarPrefixedFieldName",
      `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document.`,
    );
  return (doc) =>
    keepId(doc, new Map([...(doc.has("_id") ? [["_id", doc.get("_id")] as const] : []), ...update]));
}

interface Change {
  operator: string;
  path: string;
  parts: string[];
  operand: Value;
}

function byModifiers(update: Doc, options: UpdateOptions): Update {
  const changes = changesOf(update);
  refuseConflicts(changes);
  const arrayFilters = parseArrayFilters(options.arrayFilters, changes);
  return (original, found, inserting = false) => {
    const doc = decode(encode(original));
    const places: Places = { found, arrayFilters };
    for (const change of changes) apply(doc, change, places, options.now, inserting);
    return keepId(original, doc, false);
  };
}

/** The single changes, in the order in which MongoDB adds new fields: by path, numbers as numbers. */
function changesOf(update: Doc): Change[] {
  const changes: Change[] = [];
  for (const [operator, fields] of update) {
    demand(
      operator in MODIFIERS || operator === "$unset" || operator === "$rename",
      "FailedToParse",
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
    demand(
      isDoc(fields),
      "FailedToParse",
      `Modifiers operate on fields but we found type ${typeof fields} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${String(fields)}}`,
    );
    for (const [path, operand] of fields) {
      const parts = path.split(".");
      demand(path !== "", "EmptyFieldName", "An empty update path is not valid.");
      demand(
        !parts.includes(""),
        "EmptyFieldName",
        `The update path '${path}' contains an empty field name, which is not allowed.`,
      );
      demand(
        parts[0] !== "$",
        "BadValue",
        `Cannot have positional (i.e. '$') element in the first position in path '${path}'`,
      );
      for (const part of parts)
        demand(
          !/^\$(?!$|\[.*\]$|id$|ref$|db$)/.test(part),
          "DollarPrefixedFieldName",
          `The dollar ($) prefixed field '${part}' in '${path}' is not valid for storage.`,
        );
      changes.push({ operator, path, parts, operand });
    }
  }
  return changes.sort((a, b) => byParts(a.parts, b.parts));
}

function byParts(a: string[], b: string[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  const [x, y] = [a[at], b[at]];
  if (at < 0 || x === undefined || y === undefined) return a.length - b.length;
  return isIndex(x) && isIndex(y) ? Number(x) - Number(y) : x < y ? -1 : 1;
}

function refuseConflicts(changes: Change[]): void {
  const touched: string[] = [];
  for (const { operator, path, operand } of changes) {
    const paths = operator === "$rename" ? [path, String(operand)] : [path];
    demand(paths[1] !== path, "BadValue", `The source and target field for $rename must differ: ${path}`);
    for (const next of paths) {
      const other = touched.find(
        (seen) => seen === next || seen.startsWith(`${next}.`) || next.startsWith(`${seen}.`),
      );
      if (other !== undefined)
        throw new MongoError(
          "ConflictingUpdateOperators",
          `Updating the path '${next}' would create a conflict at '${next.length < other.length ? next : other}'`,
        );
      touched.push(next);
    }
  }
}

function parseArrayFilters(filters: Value, changes: Change[]): ReadonlyMap<string, Filter> {
  const result = new Map<string, Filter>();
  if (filters === undefined) return result;
  demand(Array.isArray(filters), "TypeMismatch", "arrayFilters must be an array");
  for (const filter of filters) {
    demand(
      isDoc(filter) && filter.size,
      "FailedToParse",
      "Cannot use an expression without a top-level field name in arrayFilters",
    );
    const name = nameIn(filter);
    demand(
      !result.has(name),
      "FailedToParse",
      `Found multiple array filters with the same top-level field name ${name}`,
    );
    demand(
      changes.some(({ parts }) => parts.includes(`$[${name}]`)),
      "FailedToParse",
      `The array filter for identifier '${name}' was not used in the update`,
    );
    result.set(name, parseFilter(filter));
  }
  return result;
}

function nameIn(filter: Doc): string {
  const [[key, value]] = [...filter] as [[string, Value]];
  if (key.startsWith("$") && Array.isArray(value)) return nameIn(value[0] as Doc);
  return key.split(".")[0]!;
}

function apply(
  doc: Doc,
  { operator, parts, path, operand }: Change,
  places: Places,
  now: Date,
  inserting: boolean,
): void {
  if (operator === "$rename") {
    rename(doc, parts, String(operand).split("."));
    return;
  }
  for (const place of expand(doc, parts, places)) {
    if (operator === "$unset") {
      unsetPath(doc, place);
      continue;
    }
    const value = MODIFIERS[operator]!(getPath(doc, place), operand, { now, path, inserting });
    if (value !== undefined) setPath(doc, place, value);
  }
}

function rename(doc: Doc, from: string[], to: string[]): void {
  for (const path of [from, to])
    for (let at = 1; at < path.length; at++)
      demand(
        !Array.isArray(getPath(doc, path.slice(0, at))),
        "BadValue",
        `The path '${path.join(".")}' of $rename goes through an array`,
      );
  const value = getPath(doc, from);
  if (value === undefined) return;
  unsetPath(doc, from);
  unsetPath(doc, to);
  setPath(doc, to, value);
}

/** The new document with the old `_id`, in front; `mayLack` where leaving it out means keeping it. */
function keepId(before: Doc, after: Doc, mayLack = true): Doc {
  if (!before.has("_id")) return after;
  const id = before.get("_id");
  demand(
    after.has("_id") ? equal(after.get("_id"), id) : mayLack,
    "ImmutableField",
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
  return withId(after.has("_id") ? after : new Map([["_id", id], ...after]));
}

/** The document an upsert inserts: what the filter says by equality, then the update. */
export function upserted(filter: Filter, update: Update, replaces: boolean): Doc {
  const base: Doc = new Map();
  for (const [path, value] of equalities(filter)) {
    if (replaces && path !== "_id") continue;
    demand(
      getPath(base, path.split(".")) === undefined,
      "NotSingleValueField",
      `cannot infer query fields to set, path '${path}' is matched twice`,
    );
    setPath(base, path.split("."), value ?? null);
  }
  const doc = update(base, {}, true);
  return withId(doc);
}

/** The document with `_id` in front, made if there is none. */
export function withId(doc: Doc): Doc {
  if (doc.keys().next().value === "_id") return doc;
  const id = doc.has("_id") ? doc.get("_id") : new ObjectId();
  return new Map([["_id", id], ...[...doc].filter(([name]) => name !== "_id")]);
}
