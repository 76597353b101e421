import { mergeInto, outInto } from "../aggregate/outputs.ts";
import { compilePipeline, type Source } from "../aggregate/pipeline.ts";
import { Raw } from "../bson/encode.ts";
import { show } from "../bson/show.ts";
import { type Doc, isDoc, toNumber, type Value } from "../bson/value.ts";
import { demand } from "../errors.ts";
import { deadline, type Search, search } from "../plan/scan.ts";
import { parseFilter } from "../query/match.ts";
import type { Command, Engine, Reply, Request } from "./engine.ts";
import { countOption, docOption, docsOption, flag, letVariables, refuseCollation } from "./options.ts";
import { sessionOf } from "./sessions.ts";

/** What a pipeline reads from: other collections of the same database. */
export function sourceOf(request: Request, engine: Engine, tick: () => void): Source {
  return {
    now: request.now,
    variables: letVariables(request),
    tick,
    *read(name, filter) {
      const collection = engine.catalog.get(`${request.db}.${name}`);
      if (!collection) return;
      for (const { doc } of search(engine.storage, collection, {
        filter: parseFilter(filter ?? new Map()),
        tick,
      }))
        yield doc;
    },
  };
}

/** The part of a pipeline that the planner can do: a `$match`, `$sort` and `$limit` at its beginning. */
export function pushedDown(
  stages: readonly Doc[],
  request: Request,
  tick: () => void,
): { query: Search; rest: readonly Doc[] } {
  const query: Search = { filter: parseFilter(new Map()), tick };
  const hint = request.body.get("hint");
  if (hint !== undefined) query.hint = hint;
  let at = 0;
  const next = (name: string): Value => {
    const stage = stages[at];
    if (!stage?.has(name) || stage.size !== 1) return undefined;
    at += 1;
    return stage.get(name);
  };
  const match = next("$match");
  if (isDoc(match)) query.filter = parseFilter(match, { now: request.now, variables: letVariables(request) });
  else if (match !== undefined) at -= 1;
  const sort = next("$sort");
  if (isDoc(sort) && sort.size) query.sort = sort;
  else if (sort !== undefined) at -= 1;
  const limit = next("$limit");
  if (Number.isInteger(toNumber(limit)) && toNumber(limit) > 0) query.limit = toNumber(limit);
  else if (limit !== undefined) at -= 1;
  return { query, rest: stages.slice(at) };
}

function* results(request: Request, engine: Engine, stages: readonly Doc[]): Generator<Doc | Raw> {
  const tick = deadline(countOption(request, "maxTimeMS"));
  const { query, rest } = pushedDown(stages, request, tick);
  const run = compilePipeline(rest, sourceOf(request, engine, tick));
  const name = request.body.get("aggregate");
  const collection = typeof name === "string" ? engine.catalog.get(`${request.db}.${name}`) : undefined;
  const hits = collection ? search(engine.storage, collection, query) : [];
  if (!rest.length) for (const { bytes } of hits) yield new Raw(bytes);
  else
    yield* run(
      (function* () {
        for (const { doc } of hits) yield doc;
      })(),
    );
}

const OUTPUTS: Record<string, typeof mergeInto> = { $merge: mergeInto, $out: outInto };

export const aggregate: Command = {
  options: [
    "pipeline",
    "cursor",
    "explain",
    "allowDiskUse",
    "bypassDocumentValidation",
    "collation",
    "hint",
    "let",
    "isMapReduceCommand",
    "fromRouter",
  ],
  run(request, engine): Reply | Promise<Reply> {
    refuseCollation(request.body);
    const stages = docsOption(request, "pipeline");
    const cursor = docOption(request, "cursor");
    demand(
      cursor,
      "FailedToParse",
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
    for (const [at, stage] of stages.entries()) {
      const [name] = stage.keys();
      demand(name !== "$changeStream", 40573, "The $changeStream stage is only supported on replica sets");
      demand(
        !OUTPUTS[name ?? ""] || at === stages.length - 1,
        40601,
        `${name} can only be the final stage in the pipeline`,
      );
    }
    const name = request.body.get("aggregate");
    demand(
      typeof name === "string" || toNumber(name) === 1,
      "FailedToParse",
      `Invalid aggregate target: ${show(name)}`,
    );
    if (typeof name !== "string")
      demand(
        stages[0]?.has("$documents") || stages[0]?.has("$currentOp"),
        "InvalidNamespace",
        "{aggregate: 1} is not valid for this pipeline; a collection must be named",
      );
    const ns = `${request.db}.${typeof name === "string" ? name : "$cmd.aggregate"}`;
    const last = stages.at(-1);
    const [outputName] = last?.keys() ?? [];
    const output = OUTPUTS[outputName ?? ""];
    // Compiled once beforehand, so that a wrong stage is refused though there may be no document.
    compilePipeline(
      output ? stages.slice(0, -1) : stages,
      sourceOf(request, engine, () => undefined),
    );
    if (output)
      return engine.storage.write(() => {
        engine.records.bypassValidators = flag(request, "bypassDocumentValidation");
        const docs = [...results(request, engine, stages.slice(0, -1))];
        output(engine, request, last!.get(outputName!), docs);
        return engine.cursors.start(ns, [], {});
      });
    const batchSize = cursor.has("batchSize") ? toNumber(cursor.get("batchSize")) : undefined;
    return engine.cursors.start(ns, results(request, engine, stages), {
      batchSize,
      session: sessionOf(request.body),
    });
  },
};
