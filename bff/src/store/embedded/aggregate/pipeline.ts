import { type Doc, isDoc, isNumber, toNumber, type Value } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import { parseFilter } from "../query/match.ts";
import { parseProjection } from "../query/project.ts";
import { sortBy } from "../query/sort.ts";
import { compile, type Run, type Scope } from "./expression.ts";
import { group } from "./group.ts";
import { JOINS } from "./joins.ts";
import { mingoStage } from "./mingo-stages.ts";
import { redact } from "./redact.ts";
import { unwind } from "./unwind.ts";

/** What a pipeline can reach besides its input. */
export interface Source {
  now: Date;
  variables?: ReadonlyMap<string, Value>;
  /** The documents of another collection of the same database, `filter` pushed down to it. */
  read(collection: string, filter?: Doc): Iterable<Doc>;
  /** Called for each document a stage takes in: obeys maxTimeMS. */
  tick(): void;
}
export type Stage = (docs: Iterable<Doc>) => Iterable<Doc>;
export type MakeStage = (operand: Value, source: Source) => Stage;

/** Compiles a list of stages. Throws 40324 for a stage MongoDB does not know either. */
export function compilePipeline(stages: readonly Value[], source: Source): Stage {
  const compiled = stages.map((stage) => {
    demand(
      isDoc(stage) && stage.size === 1,
      40323,
      "A pipeline stage specification object must contain exactly one field.",
    );
    const [[name, operand]] = [...stage] as [[string, Value]];
    const make = STAGES[name] ?? JOINS[name];
    return make ? make(operand, source) : mingoStage(name, operand, source);
  });
  return (docs) => compiled.reduce((input, stage) => stage(input), docs);
}

/** The scope of a document in a pipeline. */
export const scopeOf = (doc: Value, { now, variables }: Pick<Source, "now" | "variables">): Scope => ({
  root: doc,
  current: doc,
  now,
  ...(variables ? { variables } : {}),
});

function* mapped(docs: Iterable<Doc>, apply: (doc: Doc) => Doc): Iterable<Doc> {
  for (const doc of docs) yield apply(doc);
}

function count(operand: Value, name: string, code: number, least: number): number {
  const value = toNumber(operand);
  demand(
    isNumber(operand) && Number.isInteger(value) && value >= least,
    code,
    `invalid argument to ${name} stage: Expected a ${least ? "positive" : "non-negative"} number in: ${name}: ${String(operand)}`,
  );
  return value;
}

const STAGES: Record<string, MakeStage> = {
  $match: (operand, source) => {
    demand(isDoc(operand), 15959, "the match filter must be an expression in an object");
    const filter = parseFilter(operand, source);
    return function* (docs) {
      for (const doc of docs) {
        source.tick();
        if (filter.test(doc)) yield doc;
      }
    };
  },
  $project: (operand, source) => {
    demand(
      isDoc(operand) && operand.size,
      51272,
      "Invalid $project :: caused by :: projection specification must have at least one field",
    );
    const projection = parseProjection(operand, true);
    return (docs) => mapped(docs, (doc) => projection(doc, scopeOf(doc, source)));
  },
  $set: addFields,
  $addFields: addFields,
  $unset: (operand) => {
    const paths = (Array.isArray(operand) ? operand : [operand]).map((path) => {
      demand(typeof path === "string", 31002, "$unset specification must be a string or an array");
      return path;
    });
    const projection = parseProjection(new Map(paths.map((path) => [path, false])), true);
    return (docs) => mapped(docs, (doc) => projection(doc, scopeOf(doc, { now: new Date() })));
  },
  $replaceRoot: (operand, source) => replaceRoot((operand as Doc).get("newRoot"), source),
  $replaceWith: replaceRoot,
  $limit: (operand) => {
    const limit = count(operand, "$limit", 15958, 1);
    return function* (docs) {
      let left = limit;
      for (const doc of docs) {
        yield doc;
        if (--left === 0) return;
      }
    };
  },
  $skip: (operand) => {
    const skip = count(operand, "$skip", 5107200, 0);
    return function* (docs) {
      let left = skip;
      for (const doc of docs) if (left-- <= 0) yield doc;
    };
  },
  $sort: (operand) => {
    demand(isDoc(operand) && operand.size, 15976, "$sort stage must have at least one sort key");
    return function* (docs) {
      yield* sortBy([...docs], operand, (doc) => doc);
    };
  },
  $count: (operand) => {
    demand(
      typeof operand === "string" && operand && !/^\$|\./.test(operand),
      40156,
      "the count field must be a non-empty string",
    );
    return function* (docs) {
      let total = 0;
      for (const _ of docs) total += 1;
      if (total) yield new Map([[operand, total]]);
    };
  },
  $group: group,
  $sortByCount: (operand, source) => {
    const grouping = group(
      new Map<string, Value>([
        ["_id", operand],
        ["count", new Map([["$sum", 1]])],
      ]),
      source,
    );
    return (docs) => sortBy([...grouping(docs)], new Map([["count", -1]]), (doc) => doc);
  },
  $redact: redact,
  $unwind: unwind,
  $sample: (operand) => {
    const size = count(isDoc(operand) ? operand.get("size") : undefined, "$sample", 28747, 1);
    return function* (docs) {
      const all = [...docs];
      for (let i = 0; i < size && all.length; i++)
        yield all.splice(Math.floor(Math.random() * all.length), 1)[0]!;
    };
  },
  $changeStream: () => {
    throw new MongoError(40573, "The $changeStream stage is only supported on replica sets");
  },
};

function addFields(operand: Value, source: Source): Stage {
  demand(isDoc(operand), 40272, "$addFields specification stage must be an object");
  const fields: [string[], Run][] = [];
  const walk = (spec: Doc, prefix: string[]) => {
    for (const [name, value] of spec) {
      const parts = [...prefix, ...name.split(".")];
      demand(
        !parts.some((part) => part === "" || part.startsWith("$")),
        16410,
        `FieldPath field names may not start with '$' or be empty: ${name}`,
      );
      if (isDoc(value) && value.size && ![...value.keys()][0]!.startsWith("$")) walk(value, parts);
      else fields.push([parts, compile(value)]);
    }
  };
  walk(operand, []);
  return (docs) =>
    mapped(docs, (doc) => {
      const scope = scopeOf(doc, source);
      const result = new Map(doc);
      for (const [parts, run] of fields) place(result, parts, run(scope));
      return result;
    });
}

/** Sets a field on a copy of the way to it; through an array in every item. */
function place(holder: Doc, [name, ...rest]: string[], value: Value): void {
  if (!rest.length) {
    if (value === undefined) holder.delete(name!);
    else holder.set(name!, value);
    return;
  }
  const into = (inner: Value): Value => {
    if (Array.isArray(inner)) return inner.map(into);
    const copy: Doc = isDoc(inner) ? new Map(inner) : new Map();
    place(copy, rest, value);
    return copy;
  };
  if (value !== undefined || holder.has(name!)) holder.set(name!, into(holder.get(name!)));
}

function replaceRoot(operand: Value, source: Source): Stage {
  const run = compile(operand);
  return (docs) =>
    mapped(docs, (doc) => {
      const root = run(scopeOf(doc, source));
      demand(
        isDoc(root),
        40228,
        `'newRoot' expression must evaluate to an object, but resulting value was: ${String(root)}`,
      );
      return root;
    });
}
