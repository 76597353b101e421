import { encode } from "../bson/encode.ts";
import {
  BSONRegExp,
  type Doc,
  docOf,
  isDoc,
  isNumber,
  Timestamp,
  toNumber,
  type Value,
} from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import { deadline, type Hit, type Search, search } from "../plan/scan.ts";
import { type Filter, parseFilter } from "../query/match.ts";
import type { Collection } from "../storage/catalog.ts";
import { isReplacement, parseUpdate, type Update, upserted, withId } from "../update/update.ts";
import { rawOf } from "../wire/message.ts";
import type { Engine, Request } from "./engine.ts";
import { flag, refuseCollation } from "./options.ts";

/** What one statement did. */
export interface Outcome {
  n: number;
  nModified: number;
  upserted?: Value;
  /** The document before and after (`findAndModify`, `bulkWrite` with results). */
  before?: Doc;
  after?: Doc;
}

/** The options of an update or delete statement, or of `findAndModify`. */
export interface Statement {
  filter: Filter;
  update?: Update;
  replaces?: boolean;
  multi?: boolean;
  upsert?: boolean;
  sort?: Doc | undefined;
  hint?: Value;
  tick(): void;
}

const BATCH_LIMIT = 100_000;

/** Inside a write: the collection, made if it is not there. */
export const collectionFor = ({ catalog }: Engine, ns: string): Collection =>
  catalog.get(ns) ?? catalog.create(ns);

/** Inside a write: one insert. */
export function insertOne(engine: Engine, ns: string, doc: Doc): Outcome {
  const collection = collectionFor(engine, ns);
  const id = doc.get("_id");
  const refused = Array.isArray(id) ? "array" : id instanceof BSONRegExp ? "regex" : undefined;
  demand(!refused, "InvalidIdField", `The '_id' value cannot be of type ${refused}`);
  demand(
    !(isDoc(id) && [...id.keys()].some((name) => name.startsWith("$"))),
    "DollarPrefixedFieldName",
    "_id fields may not contain '$'-prefixed fields",
  );
  const whole = withTimestamps(withId(doc), engine);
  engine.records.insert(collection, whole, (whole === doc ? rawOf(doc) : undefined) ?? encode(whole));
  return { n: 1, nModified: 0, after: whole };
}

/** An empty timestamp outside `_id` and inner documents stands for now. */
function withTimestamps(doc: Doc, engine: Engine): Doc {
  const isEmpty = (value: Value) => value instanceof Timestamp && value.isZero();
  if (![...doc.values()].some(isEmpty)) return doc;
  const now = () => engine.nextTimestamp();
  return new Map([...doc].map(([name, value]) => [name, name !== "_id" && isEmpty(value) ? now() : value]));
}

/** Inside a write: one update statement. */
export function updateMany(engine: Engine, ns: string, statement: Statement): Outcome {
  const { update, multi = false } = statement;
  const collection = engine.catalog.get(ns);
  const hits = collection ? matches(engine, collection, statement, multi) : [];
  if (!hits.length) return statement.upsert ? upsertOne(engine, ns, statement) : { n: 0, nModified: 0 };
  const outcome: Outcome = { n: hits.length, nModified: 0 };
  for (const { record, doc, bytes, found } of hits) {
    statement.tick();
    const after = update!(doc, found);
    const encoded = encode(after);
    Object.assign(outcome, { before: doc, after });
    if (encoded.equals(bytes)) continue;
    engine.records.replace(engine.catalog.get(ns)!, record, doc, bytes.length, after, encoded);
    outcome.nModified += 1;
  }
  return outcome;
}

function upsertOne(engine: Engine, ns: string, { filter, update, replaces = false }: Statement): Outcome {
  const doc = upserted(filter, update!, replaces);
  insertOne(engine, ns, doc);
  return { n: 1, nModified: 0, upserted: doc.get("_id"), after: doc };
}

/** Inside a write: one delete statement. */
export function deleteMany(engine: Engine, ns: string, statement: Statement): Outcome {
  const collection = engine.catalog.get(ns);
  const hits = collection ? matches(engine, collection, statement, statement.multi ?? false) : [];
  for (const { record, doc, bytes } of hits) engine.records.remove(collection!, record, doc, bytes.length);
  return { n: hits.length, nModified: 0, ...(hits[0] ? { before: hits[0].doc } : {}) };
}

/** All matches, found before the first of them changes. */
function matches({ storage }: Engine, collection: Collection, statement: Statement, multi: boolean): Hit[] {
  const { filter, sort, hint, tick } = statement;
  const query: Search = { filter, sort, limit: multi ? 0 : 1, tick, ...(hint === undefined ? {} : { hint }) };
  return [...search(storage, collection, query)];
}

/** Parses `{q, u, multi, upsert, …}` or `{q, limit}`; `names` are the fields' names, which `bulkWrite` has otherwise. */
export function parseStatement(request: Request, spec: Doc, names = { filter: "q", update: "u" }): Statement {
  refuseCollation(spec);
  const now = request.now;
  const variables = (spec.get("c") ?? spec.get("constants") ?? request.body.get("let")) as Doc | undefined;
  const query = spec.get(names.filter) ?? new Map();
  demand(
    isDoc(query),
    "TypeMismatch",
    `BSON field '${names.filter}' is the wrong type, expected type 'object'`,
  );
  const update = spec.get(names.update);
  const hint = spec.get("hint");
  const multi = spec.get("multi") === true || (spec.has("limit") && toNumber(spec.get("limit")) === 0);
  demand(
    !multi || !isReplacement(update),
    "FailedToParse",
    "multi update is not supported for replacement-style update",
  );
  return {
    filter: parseFilter(query, { now, ...(variables ? { variables } : {}) }),
    ...(update === undefined
      ? {}
      : {
          update: parseUpdate(update, {
            now,
            arrayFilters: spec.get("arrayFilters"),
            ...(variables ? { variables } : {}),
          }),
        }),
    replaces: isReplacement(update),
    multi,
    upsert: spec.get("upsert") === true,
    sort: isDoc(spec.get("sort")) ? (spec.get("sort") as Doc) : undefined,
    ...(hint === undefined || (isDoc(hint) && !hint.size) ? {} : { hint }),
    tick: deadline(isNumber(request.body.get("maxTimeMS")) ? toNumber(request.body.get("maxTimeMS")) : 0),
  };
}

export interface WriteError extends Record<string, unknown> {
  index: number;
}

/** The statements of a command one after the other: what was done, and what was refused. */
export function runStatements<T>(
  engine: Engine,
  request: Request,
  statements: readonly T[],
  ordered: boolean,
  perform: (statement: T, index: number) => Outcome,
): { outcomes: (Outcome | undefined)[]; errors: WriteError[]; retried: number[] } {
  demand(
    statements.length > 0,
    "InvalidLength",
    "Write batch sizes must be between 1 and 100000. Got 0 operations.",
  );
  demand(
    statements.length <= BATCH_LIMIT,
    "InvalidLength",
    `Write batch sizes must be between 1 and ${BATCH_LIMIT}. Got ${statements.length} operations.`,
  );
  engine.records.bypassValidators = flag(request, "bypassDocumentValidation");
  const memory = engine.sessions.memoryOf(request);
  const outcomes: (Outcome | undefined)[] = [];
  const errors: WriteError[] = [];
  const retried: number[] = [];
  const numbers = request.body.get("stmtIds") as Value[] | undefined;
  const first = toNumber(request.body.get("stmtId") ?? 0);
  for (const [index, statement] of statements.entries()) {
    const number = numbers ? toNumber(numbers[index]) : first + index;
    const before = memory.recall(number);
    if (isDoc(before)) {
      retried.push(number);
      outcomes.push(recalled(before));
      continue;
    }
    try {
      const outcome = perform(statement, index);
      memory.remember(number, stored(outcome));
      outcomes.push(outcome);
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      errors.push({
        index,
        code: error.code,
        codeName: error.codeName,
        errmsg: error.message,
        ...error.details,
      });
      outcomes.push(undefined);
      if (ordered) break;
    }
  }
  memory.save();
  return { outcomes, errors, retried };
}

const stored = ({ n, nModified, upserted }: Outcome): Doc =>
  docOf({ n, nModified, ...(upserted === undefined ? {} : { upserted }) });

const recalled = (doc: Doc): Outcome => ({
  n: toNumber(doc.get("n")),
  nModified: toNumber(doc.get("nModified")),
  ...(doc.has("upserted") ? { upserted: doc.get("upserted") } : {}),
});
