import { identity } from "../bson/order.ts";
import { type Doc, docOf, isDoc, isNumber, toNumber, type Value } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import { sortBy } from "../query/sort.ts";
import { ACCUMULATORS, type Accumulator, percentiles } from "./accumulators.ts";
import { compile, type Scope } from "./expression.ts";
import { type Source, type Stage, scopeOf } from "./pipeline.ts";

/** Feeds one document of a group to its accumulator. */
interface Gatherer {
  take(scope: Scope): void;
  result(scope: Scope): Value;
}

/** `$group`: `_id` is the key, the other fields are accumulators. */
export function group(operand: Value, source: Source): Stage {
  demand(isDoc(operand), 15947, "a group's fields must be specified in an object");
  demand(operand.has("_id"), 15955, "a group specification must include an _id");
  const key = compile(operand.get("_id"));
  const fields = [...operand]
    .filter(([name]) => name !== "_id")
    .map(([name, value]) => [name, gatherer(name, value)] as const);
  return function* (docs) {
    const groups = new Map<string, { key: Value; scope: Scope; parts: [string, Gatherer][] }>();
    for (const doc of docs) {
      source.tick();
      const scope = scopeOf(doc, source);
      const value = key(scope) ?? null;
      const name = identity(value);
      let entry = groups.get(name);
      if (!entry) {
        entry = { key: value, scope, parts: fields.map(([field, make]) => [field, make()]) };
        groups.set(name, entry);
      }
      for (const [, part] of entry.parts) part.take(scope);
    }
    for (const entry of groups.values())
      yield new Map([
        ["_id", entry.key],
        ...entry.parts.map(([field, part]) => [field, part.result(entry.scope)] as const),
      ]);
  };
}

function gatherer(field: string, spec: Value): () => Gatherer {
  demand(!field.includes("."), 40235, `The field name '${field}' cannot contain '.'`);
  demand(
    isDoc(spec) && [...spec.keys()][0]?.startsWith("$"),
    40234,
    `The field '${field}' must be an accumulator object`,
  );
  demand(spec.size === 1, 40238, `The field '${field}' must specify one accumulator`);
  const [[name, operand]] = [...spec] as [[string, Value]];
  const make = ACCUMULATORS[name];
  if (make) {
    const run = compile(name === "$count" ? 1 : operand);
    return () => plain(make(), run);
  }
  const ranked = RANKED[name];
  if (!ranked) throw new MongoError(15952, `unknown group operator '${name}'`);
  demand(isDoc(operand), 5787801, `specification must be an object; found ${name}`);
  return () => ranked(operand);
}

const plain = (accumulator: Accumulator, run: (scope: Scope) => Value): Gatherer => ({
  take: (scope) => accumulator.add(run(scope)),
  result: () => accumulator.result(),
});

/** Accumulators that keep several values, or the values of the first by an order: `$topN`, `$firstN`, `$minN` … */
const RANKED: Record<string, (operand: Doc) => Gatherer> = {
  ...Object.fromEntries(
    (["$top", "$topN", "$bottom", "$bottomN"] as const).map((name) => [
      name,
      (operand: Doc) => byOrder(name, operand),
    ]),
  ),
  $median: (operand) => atShares(operand, "$median"),
  $percentile: (operand) => atShares(operand, "$percentile"),
  $firstN: (operand) => several(operand, (values, n) => values.slice(0, n)),
  $lastN: (operand) => several(operand, (values, n) => values.slice(-n)),
  $minN: (operand) => several(operand, (values, n) => ordered(values, 1).slice(0, n)),
  $maxN: (operand) => several(operand, (values, n) => ordered(values, -1).slice(0, n)),
};

const ordered = (values: Value[], direction: number): Value[] =>
  sortBy(
    values.filter((value) => value !== undefined && value !== null),
    docOf({ value: direction }),
    (value) => docOf({ value }),
  );

function several(operand: Doc, choose: (values: Value[], n: number) => Value[]): Gatherer {
  const run = compile(operand.get("input"));
  const size = compile(operand.get("n"));
  const values: Value[] = [];
  return {
    take: (scope) => values.push(run(scope) ?? null),
    result: (scope) => choose(values, Number(size(scope))),
  };
}

function atShares(operand: Doc, name: string): Gatherer {
  const run = compile(operand.get("input"));
  const shares = sharesOf(operand, name);
  const values: Value[] = [];
  return {
    take: (scope) => values.push(run(scope)),
    result: () => {
      const found = percentiles(values, shares);
      return name === "$median" ? found[0] : found;
    },
  };
}

/** The shares that `$percentile` asks for; a half for `$median`. */
export function sharesOf(operand: Doc, name: string): number[] {
  const method = operand.get("method");
  demand(method === "approximate", "BadValue", `${name}: only the method 'approximate' is available`);
  const shares = name === "$median" ? [0.5] : operand.get("p");
  const isShare = (share: Value) => isNumber(share) && toNumber(share) >= 0 && toNumber(share) <= 1;
  demand(
    Array.isArray(shares) && shares.length && shares.every(isShare),
    7750301,
    `${name}: 'p' must be an array of numbers from 0 to 1`,
  );
  return shares.map(toNumber);
}

function byOrder(name: string, operand: Doc): Gatherer {
  const sort = operand.get("sortBy");
  demand(isDoc(sort), 5788005, `Missing value for 'sortBy' in ${name}`);
  const run = compile(operand.get("output"));
  const size = compile(operand.get("n") ?? 1);
  const kept: { doc: Value; value: Value }[] = [];
  return {
    take: (scope) => kept.push({ doc: scope.current, value: run(scope) ?? null }),
    result(scope) {
      const values = sortBy(kept, sort, ({ doc }) => doc).map(({ value }) => value);
      const n = Number(size(scope));
      const chosen = name.startsWith("$top") ? values.slice(0, n) : values.slice(-n);
      return name.endsWith("N") ? chosen : (chosen[0] ?? null);
    },
  };
}
