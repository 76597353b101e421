import { type Doc, docOf, isDoc, type Value } from "../bson/value.ts";
import { demand } from "../errors.ts";
import { resolve } from "../query/path.ts";
import { setPath } from "../update/path.ts";
import { compile, type Run } from "./expression.ts";
import { graphLookup } from "./graph-lookup.ts";
import { compilePipeline, type MakeStage, type Source, scopeOf } from "./pipeline.ts";
import { copyAlong } from "./unwind.ts";

/** Stages that reach into other collections or run pipelines of their own. */
export const JOINS: Record<string, MakeStage> = {
  $lookup: (operand, source) => {
    demand(
      isDoc(operand) && typeof operand.get("as") === "string",
      9,
      "must specify 'as' field for a $lookup",
    );
    const as = (operand.get("as") as string).split(".");
    const fetch = lookup(operand, source);
    return function* (docs) {
      for (const doc of docs) {
        const result = copyAlong(doc, as);
        setPath(result, as, fetch(doc));
        yield result;
      }
    };
  },
  $facet: (operand, source) => {
    demand(isDoc(operand) && operand.size, 40169, "the $facet specification must be a non-empty object");
    const facets = [...operand].map(
      ([name, stages]) => [name, compilePipeline(stages as Value[], source)] as const,
    );
    return function* (docs) {
      const all = [...docs];
      yield new Map(facets.map(([name, run]) => [name, [...run(all)]]));
    };
  },
  $graphLookup: graphLookup,
  $unionWith: (operand, source) => {
    const spec = isDoc(operand) ? operand : docOf({ coll: operand });
    const run = compilePipeline((spec.get("pipeline") as Value[] | undefined) ?? [], source);
    return function* (docs) {
      yield* docs;
      yield* run(spec.has("coll") ? source.read(spec.get("coll") as string) : []);
    };
  },
  $documents: (operand, source) => {
    const run = compile(operand);
    return () => run(scopeOf(undefined, source)) as Doc[];
  },
  $bucket: (operand, source) => {
    demand(isDoc(operand), 40201, "Argument to $bucket stage must be an object");
    const [by, bounds] = [operand.get("groupBy"), operand.get("boundaries")];
    demand(Array.isArray(bounds) && bounds.length > 1, 40192, "$bucket needs at least 2 'boundaries'");
    // As MongoDB does it: a $switch over the boundaries, grouped and sorted.
    const branches = bounds.slice(1).map((high, at) => {
      const inside = [docOf({ $gte: [by, literal(bounds[at])] }), docOf({ $lt: [by, literal(high)] })];
      return new Map<string, Value>([
        ["case", docOf({ $and: inside })],
        ["then", literal(bounds[at])],
      ]);
    });
    const other = operand.has("default") ? { default: literal(operand.get("default")) } : {};
    const output = (operand.get("output") as Doc | undefined) ?? docOf({ count: docOf({ $sum: 1 }) });
    const key = docOf({ $switch: docOf({ branches, ...other }) });
    const stages = [
      docOf({ $group: new Map([["_id", key as Value], ...output]) }),
      docOf({ $sort: docOf({ _id: 1 }) }),
    ];
    return compilePipeline(stages, source);
  },
};

const literal = (value: Value): Doc => docOf({ $literal: value });

function lookup(spec: Doc, source: Source): (doc: Doc) => Value[] {
  const from = spec.get("from");
  const local = spec.get("localField");
  const foreign = spec.get("foreignField");
  const stages = spec.get("pipeline") as Value[] | undefined;
  demand(
    stages || (typeof local === "string" && typeof foreign === "string"),
    9,
    "$lookup requires both or neither of 'localField' and 'foreignField' to be specified",
  );
  const lets: [string, Run][] = [...((spec.get("let") as Doc | undefined) ?? [])].map(([name, value]) => [
    name,
    compile(value),
  ]);
  return (doc) => {
    const filter = typeof local === "string" ? joinFilter(doc, local, foreign as string) : undefined;
    const scope = scopeOf(doc, source);
    const variables = new Map([
      ...(source.variables ?? []),
      ...lets.map(([name, run]) => [name, run(scope)] as const),
    ]);
    const run = compilePipeline(stages ?? [], { ...source, variables });
    return [...run(typeof from === "string" ? source.read(from, filter) : [])];
  };
}

/** The other collection's filter: the foreign field equals the local one, or one of its items. */
function joinFilter(doc: Doc, local: string, foreign: string): Doc {
  const value = resolve(doc, local.split(".")) ?? null;
  return docOf({ [foreign]: docOf(Array.isArray(value) ? { $in: value } : { $eq: value }) });
}
