import { encodeKey } from "../bson/order.ts";
import { type Doc, isDoc, isNumber, toNumber, type Value } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import type { Filter } from "../query/match.ts";
import { type SortField, sortFields } from "../query/sort.ts";
import type { Collection, Index } from "../storage/catalog.ts";
import { component, KEPT_BYTES } from "../storage/index-keys.ts";
import { after, indexPrefix, under } from "../storage/keys.ts";
import type { Range } from "../storage/storage.ts";
import {
  ALL_VALUES,
  type Condition,
  conditionsOf,
  directed,
  type Interval,
  intersect,
  intervalsOf,
} from "./bounds.ts";
import { implied } from "./partial.ts";

export interface IndexScan {
  kind: "index";
  index: Index;
  ranges: Range[];
  bounds: (readonly Interval[])[];
  reverse: boolean;
  sorted: boolean;
  score: number;
}
export type Plan =
  | { kind: "collection"; reverse: boolean; sorted: boolean }
  | { kind: "or"; plans: IndexScan[]; sorted: boolean }
  | IndexScan;

/** How many single stretches an `$in` (or several of them) may become. */
const MAX_RANGES = 4000;

/** Chooses how to find what a filter asks for, in the order a sort asks for if an index has it. */
export function planFor(collection: Collection, filter: Filter, sort: Doc | undefined, hint: Value): Plan {
  const sorting = sort?.size ? sortFields(sort) : [];
  const natural = naturalOf(sort) ?? (isDoc(hint) ? naturalOf(hint) : undefined);
  const everything: Plan = {
    kind: "collection",
    reverse: natural === -1,
    sorted: natural !== undefined || !sorting.length,
  };
  if (natural !== undefined) return everything;
  const conditions = conditionsOf(filter);
  const candidates =
    hint === undefined ? collection.indexes.filter(({ hidden }) => !hidden) : [hinted(collection, hint)];
  const plans = candidates.flatMap((index) => scanOf(index, conditions, sorting, hint !== undefined) ?? []);
  const best = plans.sort((a, b) => b.score - a.score)[0];
  // An index that only sorts is read from end to end: the branches of an `$or` read less.
  if (best && (hint !== undefined || best.bounds[0] !== ALL_VALUES)) return best;
  return alternatives(collection, filter, sorting) ?? best ?? everything;
}

function naturalOf(spec: Doc | undefined): number | undefined {
  return spec?.has("$natural") ? toNumber(spec.get("$natural")) : undefined;
}

function hinted(collection: Collection, hint: Value): Index {
  const index = collection.indexes.find(({ name, spec }) =>
    typeof hint === "string"
      ? name === hint
      : isDoc(hint) && encodeKey(spec.get("key")).equals(encodeKey(hint)),
  );
  if (!index)
    throw new MongoError(
      "BadValue",
      `error processing query: ns=${collection.ns} planner returned error :: caused by :: hint provided does not correspond to an existing index`,
    );
  return index;
}

/** A plan for `$or`: every branch by an index of its own. */
function alternatives(collection: Collection, filter: Filter, sorting: SortField[]): Plan | undefined {
  const or = filter.or ?? filter.and?.find((part) => part.or)?.or;
  if (!or || !collection.indexes.length) return undefined;
  const plans = or.map((branch) => planFor(collection, branch, undefined, undefined));
  if (!plans.every((plan) => plan.kind === "index")) return undefined;
  return { kind: "or", plans: plans as IndexScan[], sorted: !sorting.length };
}

/** What an index can do for the conditions and the sort; undefined if nothing, or if it may lack matches. */
function scanOf(
  index: Index,
  conditions: Condition[],
  sorting: SortField[],
  forced: boolean,
): IndexScan | undefined {
  if (index.partial && !implied(index.partial, conditions)) {
    demand(!forced, 291, `error processing query: the hinted index ${index.name} cannot answer this query`);
    return undefined;
  }
  const bounds = index.fields.map((field) => boundsOf(index, field.path, conditions));
  const bounded = bounds.indexOf(ALL_VALUES);
  const narrowed = bounded === -1 ? bounds.length : bounded;
  if (
    index.sparse &&
    !index.fields.some(({ path }) => conditions.some((c) => c.path === path && presence(c)))
  )
    if (!forced) return undefined;
  const order = sortOrder(index, bounds, sorting);
  if (!narrowed && order === undefined && !forced) return undefined;
  const points = bounds.findIndex((intervals) => !isPoint(intervals));
  const equalities = points === -1 ? bounds.length : points;
  const whole = equalities === bounds.length;
  return {
    kind: "index",
    index,
    ...rangesOf(index, bounds),
    bounds,
    reverse: order === -1,
    sorted: !sorting.length || order !== undefined,
    score:
      equalities * 20 +
      (narrowed > equalities ? 10 : 0) +
      (sorting.length && order !== undefined ? 15 : 0) +
      (whole && index.unique ? 100 : 0),
  };
}

const isPoint = (intervals: readonly Interval[]): boolean =>
  intervals.length > 0 && intervals.every(({ point }) => point);

/** True if a document without the field cannot fulfil the condition. */
export const presence = ({ op, value }: Condition): boolean => {
  if (op === "$eq" || op === "$gte" || op === "$lte") return value !== null && value !== undefined;
  if (op === "$in") return !(value as Value[]).includes(null);
  if (op === "$exists") return Boolean(isNumber(value) ? toNumber(value) : value);
  return ["$gt", "$lt", "$type", "$regex", "$size", "$mod"].includes(op);
};

/**
 * The stretches of one field. Of an array any item may match, and for each condition another one: then only one
 * condition can be used, and only one of the fields that go through the same array.
 */
function boundsOf(index: Index, path: string, conditions: Condition[]): readonly Interval[] {
  const isMultikey = index.multikey.includes(path);
  if (isMultikey && index.fields.find((field) => index.multikey.includes(field.path))!.path !== path)
    return ALL_VALUES;
  const found = conditions
    .filter((condition) => condition.path === path)
    .flatMap((condition) => {
      const intervals = intervalsOf(condition);
      return intervals ? [intervals] : [];
    });
  if (!found.length) return ALL_VALUES;
  if (isMultikey) return found.find(isPoint) ?? found[0]!;
  return found.reduce((a, b) => intersect(a, b));
}

/** 1 or -1 if reading the index forwards or backwards gives the sort's order. */
function sortOrder(index: Index, bounds: (readonly Interval[])[], sorting: SortField[]): 1 | -1 | undefined {
  if (!sorting.length || index.cut) return undefined;
  let order: 1 | -1 | undefined;
  let at = 0;
  const isFixed = (path: string) => {
    const field = index.fields.findIndex((other) => other.path === path);
    return (
      field >= 0 &&
      field < bounds.length &&
      isPoint(bounds[field]!) &&
      bounds[field]!.length === 1 &&
      !index.multikey.includes(path)
    );
  };
  for (const wanted of sorting) {
    if (isFixed(wanted.path)) continue;
    while (index.fields[at] && index.fields[at]!.path !== wanted.path && isFixed(index.fields[at]!.path))
      at += 1;
    const field = index.fields[at];
    if (field?.path !== wanted.path || index.multikey.includes(field.path)) return undefined;
    const direction = field.direction === wanted.direction ? 1 : -1;
    if (order !== undefined && order !== direction) return undefined;
    order = direction;
    at += 1;
  }
  return order ?? 1;
}

/** The stretches of the whole index: one for each combination of points, and the first range after them. */
function rangesOf(index: Index, bounds: (readonly Interval[])[]): { ranges: Range[] } {
  let prefixes = [indexPrefix(index.id)];
  for (const [at, intervals] of bounds.entries()) {
    const { direction } = index.fields[at]!;
    if (!isPoint(intervals) || prefixes.length * intervals.length > MAX_RANGES) {
      const ranges = prefixes.flatMap((prefix) =>
        intervals.map((interval) => {
          const { low, high } = directed(interval, direction);
          return closed(Buffer.concat([prefix, low]), Buffer.concat([prefix, high]));
        }),
      );
      return { ranges: ordered(ranges) };
    }
    prefixes = prefixes.flatMap((prefix) =>
      intervals.map(({ point }) => Buffer.concat([prefix, component(point!.value, direction)])),
    );
  }
  return {
    ranges: ordered(
      prefixes.map((prefix) => (prefix.length > KEPT_BYTES ? closed(prefix, after(prefix)) : under(prefix))),
    ),
  };
}

/** Stored keys may be cut, so bounds beyond that length are widened; what is too much, the filter takes out. */
function closed(low: Buffer, high: Buffer): Range {
  const kept = KEPT_BYTES + 5;
  return {
    low: low.length > kept ? low.subarray(0, kept) : low,
    high: high.length > kept ? after(high.subarray(0, kept)) : high,
  };
}

const ordered = (ranges: Range[]): Range[] => ranges.sort((a, b) => Buffer.compare(a.low, b.low));
