import { Aggregator } from "mingo/aggregator"; // the package's own would put its operators before ours
import { Context } from "mingo/core";
import * as accumulators from "mingo/operators/accumulator";
import * as expressions from "mingo/operators/expression";
import * as stages from "mingo/operators/pipeline";
import * as windows from "mingo/operators/window";
import { type Doc, docOf, type Value } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import { compile, isOwn } from "./expression.ts";
import type { Source, Stage } from "./pipeline.ts";
import { fromPlain, toPlain } from "./plain.ts";

/** An operator inside mingo's stages that is worked out as everywhere else. */
const own = (name: string) => (root: unknown, operand: unknown) =>
  toPlain(
    compile(docOf({ [name]: fromPlain(operand) }))({
      root: fromPlain(root),
      current: fromPlain(root),
      now: new Date(),
    }),
  );

let made: Context | undefined;

/** Made when it is first wanted: our operators and these stages import each other. */
function context(): Context {
  made ??= Context.init({
    accumulator: accumulators as never,
    expression: Object.fromEntries(
      Object.entries(expressions)
        .filter(([name]) => name !== "$function") // mingo's windows add their own, for functions that no client can send
        .map(([name, theirs]) => [name, isOwn(name) ? own(name) : theirs]),
    ) as never,
    pipeline: stages as never,
    window: windows as never,
  });
  return made;
}

/** The rarer stages are mingo's; their documents go there as plain objects and come back as values. */
const SERVED = new Set(["$bucketAuto", "$densify", "$fill", "$setWindowFields"]);

/** MongoDB's own that are not served: calling them unknown would not be true. */
const REFUSED = new Set([
  ...["$collStats", "$currentOp", "$indexStats", "$listLocalSessions", "$listSessions", "$planCacheStats"],
  ...["$geoNear", "$listSampledQueries", "$listSearchIndexes", "$querySettings", "$shardedDataDistribution"],
  ...["$changeStreamSplitLargeEvent", "$search", "$searchMeta", "$vectorSearch"],
]);

const idFirst = (doc: Doc): Doc => (doc.has("_id") ? new Map([["_id", doc.get("_id")], ...doc]) : doc);

export function mingoStage(name: string, operand: Value, source: Source): Stage {
  demand(!REFUSED.has(name), "NotImplemented", `${name} is not served by the embedded store`);
  if (!SERVED.has(name)) throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
  const plainDocs = (docs: Iterable<Doc>) => [...docs].map((doc) => toPlain(doc) as Record<string, unknown>);
  return (docs) => {
    try {
      const aggregator = new Aggregator(
        [{ [name]: toPlain(operand) }] as never,
        {
          context: context(),
          collectionResolver: (collection: string) => plainDocs(source.read(collection)),
        } as never,
      );
      return aggregator.run(plainDocs(docs) as never).map((doc) => idFirst(fromPlain(doc) as Doc));
    } catch (error) {
      throw error instanceof MongoError
        ? error
        : new MongoError("BadValue", `${name}: ${(error as Error).message}`);
    }
  };
}
