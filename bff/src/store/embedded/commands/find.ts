import { Raw } from "../bson/encode.ts";
import { identity } from "../bson/order.ts";
import { type Doc, isNumber, Long, toNumber, type Value } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import { distinctIndex, firstOfEach } from "../plan/distinct.ts";
import { deadline, type Search, search } from "../plan/scan.ts";
import { parseFilter } from "../query/match.ts";
import { spread } from "../query/path.ts";
import { parseProjection } from "../query/project.ts";
import type { Command, Engine, Request } from "./engine.ts";
import {
  countOption,
  docOption,
  flag,
  letVariables,
  listOption,
  namespaceOf,
  refuseCollation,
  textOption,
} from "./options.ts";
import { sessionOf } from "./sessions.ts";

/** The search that a `find`-like command asks for. */
export function searchOf(request: Request, filterName = "filter"): Search {
  const { body, now } = request;
  refuseCollation(body);
  const filter = parseFilter(docOption(request, filterName) ?? new Map(), {
    now,
    variables: letVariables(request),
  });
  // A negative limit is an old way to say: one batch and no cursor.
  const limit = isNumber(body.get("limit")) ? Math.abs(toNumber(body.get("limit"))) : 0;
  const hint = body.get("hint");
  return {
    filter,
    sort: docOption(request, "sort"),
    skip: countOption(request, "skip"),
    limit,
    ...(hint === undefined || (hint instanceof Map && !hint.size) ? {} : { hint }),
    tick: deadline(countOption(request, "maxTimeMS")),
  };
}

function* results(request: Request, engine: Engine): Generator<Doc | Raw> {
  const query = searchOf(request);
  const spec = docOption(request, "projection");
  const projection = spec?.size ? parseProjection(spec) : undefined;
  const collection = engine.catalog.get(namespaceOf(request));
  if (!collection) return;
  const variables = letVariables(request);
  for (const { doc, bytes, found } of search(engine.storage, collection, query))
    yield projection
      ? projection(doc, { root: doc, current: doc, now: request.now, variables }, found)
      : new Raw(bytes);
}

export const find: Command = {
  options: [
    "filter",
    "sort",
    "projection",
    "hint",
    "skip",
    "limit",
    "batchSize",
    "singleBatch",
    "max",
    "min",
    "returnKey",
    "showRecordId",
    "tailable",
    "awaitData",
    "oplogReplay",
    "noCursorTimeout",
    "allowPartialResults",
    "allowDiskUse",
    "collation",
    "let",
  ],
  run(request, engine) {
    for (const name of ["max", "min", "returnKey", "showRecordId"])
      if (request.body.get(name))
        throw new MongoError("NotImplemented", `find.${name} is not served by the embedded store`);
    demand(
      !flag(request, "tailable"),
      "BadValue",
      "error processing query: tailable cursor requested on non capped collection",
    );
    countOption(request, "limit");
    const batchSize = request.body.has("batchSize") ? countOption(request, "batchSize") : undefined;
    const single = flag(request, "singleBatch");
    return engine.cursors.start(namespaceOf(request), results(request, engine), {
      batchSize,
      single,
      session: sessionOf(request.body),
    });
  },
};

export const count: Command = {
  options: ["query", "limit", "skip", "hint", "collation", "fields"],
  run(request, engine) {
    const query = searchOf(request, "query");
    const collection = engine.catalog.get(namespaceOf(request));
    if (!collection) return { n: 0 };
    if (!docOption(request, "query")?.size && !query.limit && !query.skip)
      return { n: engine.records.statistics(collection).count };
    let n = 0;
    for (const _ of search(engine.storage, collection, query)) n += 1;
    return { n };
  },
};

export const distinct: Command = {
  options: ["key", "query", "collation", "hint"],
  run(request, engine) {
    const key = textOption(request, "key");
    const query = searchOf(request, "query");
    const collection = engine.catalog.get(namespaceOf(request));
    const values = new Map<string, Value>();
    const note = (doc: Doc) => {
      for (const value of spread(doc, key.split("."))) values.set(identity(value), value);
    };
    const index = collection && distinctIndex(collection, query, key);
    if (index) for (const doc of firstOfEach(engine.storage, collection, index, query)) note(doc);
    else if (collection) for (const { doc } of search(engine.storage, collection, query)) note(doc);
    return { values: [...values.values()] };
  },
};

export const getMore: Command = {
  options: ["collection", "batchSize", "lastKnownCommittedOpTime", "term"],
  run(request, engine) {
    const id = request.body.get("getMore");
    if (!(id instanceof Long))
      throw new MongoError(
        "TypeMismatch",
        "BSON field 'getMore.getMore' is the wrong type, expected type 'long'",
      );
    return engine.cursors.next(
      id,
      `${request.db}.${textOption(request, "collection")}`,
      countOption(request, "batchSize"),
    );
  },
};

export const killCursors: Command = {
  options: ["cursors"],
  run(request, engine) {
    const ids = (listOption(request, "cursors") ?? []).filter((id) => id instanceof Long);
    const cursorsKilled = ids.filter((id) => engine.cursors.kill(id));
    const cursorsNotFound = ids.filter((id) => !cursorsKilled.includes(id));
    return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] };
  },
};
