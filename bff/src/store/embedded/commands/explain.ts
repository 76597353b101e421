import { type Doc, isDoc, type Value } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import { distinctIndex } from "../plan/distinct.ts";
import type { Plan } from "../plan/planner.ts";
import { type Effort, planOf, type Search, search } from "../plan/scan.ts";
import type { Index } from "../storage/catalog.ts";
import { pushedDown } from "./aggregate.ts";
import { VERSION } from "./diagnostics.ts";
import type { Command, Engine, Reply, Request } from "./engine.ts";
import { searchOf } from "./find.ts";
import { namespaceOf, textOption } from "./options.ts";
import { parseStatement } from "./write.ts";

/** The plan that the command would really take, and with `executionStats` what it read. */
export const explain: Command = {
  options: ["verbosity"],
  run(request, engine) {
    const inner = request.body.get("explain");
    demand(
      isDoc(inner),
      "TypeMismatch",
      "BSON field 'explain.explain' is the wrong type, expected type 'object'",
    );
    const name = [...inner.keys()][0]!;
    const explained: Request = { ...request, name, body: inner };
    const query = QUERIES[name]?.(explained);
    if (!query) throw new MongoError("CommandNotFound", `Explain failed due to unknown command: ${name}`);
    const verbosity = String(request.body.get("verbosity") ?? "allPlansExecution");
    demand(
      VERBOSITIES.includes(verbosity),
      "BadValue",
      `Enumeration value '${verbosity}' for field 'verbosity' is not a valid value.`,
    );
    return explainSearch(engine, explained, query, verbosity);
  },
};

const VERBOSITIES = ["queryPlanner", "executionStats", "allPlansExecution"];

const QUERIES: Record<string, (request: Request) => Search> = {
  find: (request) => searchOf(request),
  count: (request) => searchOf(request, "query"),
  distinct: (request) => searchOf(request, "query"),
  aggregate: (request) => pushedDown(request.body.get("pipeline") as Doc[], request, () => undefined).query,
  update: (request) => parseStatement(request, (request.body.get("updates") as Doc[])[0]!),
  delete: (request) => parseStatement(request, (request.body.get("deletes") as Doc[])[0]!),
  findAndModify: (request) => ({
    ...parseStatement(request, request.body, { filter: "query", update: "update" }),
    limit: 1,
  }),
};

export function explainSearch(engine: Engine, request: Request, query: Search, verbosity: string): Reply {
  const ns = namespaceOf(request);
  const collection = engine.catalog.get(ns);
  const plan = collection ? planOf(collection, query) : undefined;
  const leaping =
    collection && request.name === "distinct" && distinctIndex(collection, query, textOption(request, "key"));
  const winningPlan = leaping
    ? { stage: "PROJECTION_COVERED", inputStage: { stage: "DISTINCT_SCAN", ...described(leaping) } }
    : plan
      ? stageOf(plan, query)
      : { stage: "EOF" };
  const queryPlanner = {
    namespace: ns,
    parsedQuery: request.body.get("filter") ?? {},
    indexFilterSet: false,
    winningPlan,
    rejectedPlans: [],
  };
  const reply = {
    explainVersion: "1",
    queryPlanner,
    command: request.body,
    serverInfo: { version: VERSION },
  };
  if (verbosity === "queryPlanner") return reply;
  const effort: Effort = { keys: 0, docs: 0 };
  const started = performance.now();
  let nReturned = 0;
  if (collection)
    for (const _ of search(engine.storage, collection, { ...query, effort }, plan)) nReturned += 1;
  return {
    ...reply,
    executionStats: {
      executionSuccess: true,
      nReturned,
      executionTimeMillis: Math.round(performance.now() - started),
      totalKeysExamined: effort.keys,
      totalDocsExamined: effort.docs,
      executionStages: { ...winningPlan, nReturned },
    },
  };
}

function stageOf(plan: Plan, query: Search): Reply {
  let stage = access(plan, query);
  if (query.sort && !plan.sorted) stage = { stage: "SORT", sortPattern: query.sort, inputStage: stage };
  if (query.skip) stage = { stage: "SKIP", skipAmount: query.skip, inputStage: stage };
  if (query.limit) stage = { stage: "LIMIT", limitAmount: query.limit, inputStage: stage };
  return stage;
}

function access(plan: Plan, query: Search): Reply {
  if (plan.kind === "collection")
    return { stage: "COLLSCAN", direction: plan.reverse ? "backward" : "forward" };
  if (plan.kind === "or")
    return {
      stage: "FETCH",
      inputStage: { stage: "OR", inputStages: plan.plans.map((part) => access(part, query).inputStage) },
    };
  const { index, bounds, reverse } = plan;
  const indexBounds: Doc = new Map(
    index.fields.map(({ path }, at): [string, Value] => [path, bounds[at]!.map(({ text }) => text)]),
  );
  return {
    stage: "FETCH",
    inputStage: {
      stage: "IXSCAN",
      ...described(index),
      direction: reverse ? "backward" : "forward",
      indexBounds,
    },
  };
}

const described = (index: Index) => ({
  keyPattern: index.spec.get("key"),
  indexName: index.name,
  isMultiKey: index.multikey.length > 0,
  isUnique: index.unique,
  isSparse: index.sparse,
  isPartial: index.partial !== undefined,
});
