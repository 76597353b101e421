import { encodeKey, inverted } from "../bson/order.ts";
import { show } from "../bson/show.ts";
import { BSONRegExp, isNumber, MaxKey, MinKey, toNumber, type Value } from "../bson/value.ts";
import type { Filter } from "../query/match.ts";
import { after } from "../storage/keys.ts";

/** A stretch of one index field, as ascending encoded bytes: from `low` (inclusive) to `high` (exclusive). */
export interface Interval {
  low: Buffer;
  high: Buffer;
  /** The one value of the interval, if it is a point. */
  point?: { value: Value };
  text: string;
}

/** One condition on one field, found at the top of a filter or inside its `$and` and `$elemMatch`. */
export interface Condition {
  path: string;
  op: string;
  value: Value;
}

/** The conditions that every match must fulfil. `$elemMatch` gives its own with the path in front. */
export function conditionsOf(filter: Filter, prefix = ""): Condition[] {
  if (filter.and) return filter.and.flatMap((part) => conditionsOf(part, prefix));
  if (filter.or?.length === 1) return conditionsOf(filter.or[0]!, prefix);
  if (filter.path === undefined || !filter.op) return [];
  const path = prefix + filter.path;
  if (filter.element) return conditionsOf(filter.element, `${path}.`);
  return [{ path, op: filter.op, value: filter.value }];
}

const ALL: Interval = { low: Buffer.of(1), high: Buffer.of(0xff), text: "[MinKey, MaxKey]" };
export const ALL_VALUES: readonly Interval[] = [ALL];

/** Where in an index the matches of a condition lie; undefined when the index cannot narrow it. */
export function intervalsOf({ op, value }: Condition): Interval[] | undefined {
  if (op === "$eq") return pointOf(value);
  if (op === "$in") {
    const points = (value as Value[]).map(pointOf);
    return points.every((point) => point !== undefined) ? merged(points.flat()) : undefined;
  }
  if (op === "$exists" && !value) return pointOf(null);
  if (op === "$regex") return regexIntervals(value);
  if (op in RANGES && isOrdered(value)) return [RANGES[op]!(encodeKey(value), value)];
  return undefined;
}

const isOrdered = (value: Value): boolean =>
  value !== null &&
  value !== undefined &&
  !(value instanceof MinKey) &&
  !(value instanceof MaxKey) &&
  !Array.isArray(value) &&
  !(isNumber(value) && Number.isNaN(toNumber(value)));

/** Ranges stay within the type of their operand. */
const typeStart = (key: Buffer): Buffer => Buffer.of(key[0]!);
const typeEnd = (key: Buffer): Buffer => Buffer.of(key[0]! + 1);

const RANGES: Record<string, (key: Buffer, value: Value) => Interval> = {
  $gt: (key, value) => ({ low: after(key), high: typeEnd(key), text: `(${show(value)}, inf]` }),
  $gte: (key, value) => ({ low: key, high: typeEnd(key), text: `[${show(value)}, inf]` }),
  $lt: (key, value) => ({ low: typeStart(key), high: key, text: `[-inf, ${show(value)})` }),
  $lte: (key, value) => ({ low: typeStart(key), high: after(key), text: `[-inf, ${show(value)}]` }),
};

function pointOf(value: Value): Interval[] | undefined {
  if (Array.isArray(value) || value instanceof BSONRegExp) return undefined;
  const low = encodeKey(value ?? null);
  return [
    {
      low,
      high: after(low),
      point: { value: value ?? null },
      text: `[${show(value ?? null)}, ${show(value ?? null)}]`,
    },
  ];
}

/** `/^abc/` is a range of strings. A stored regex that is equal would match too, so it is looked up as well. */
function regexIntervals(value: Value): Interval[] | undefined {
  const [pattern, options] =
    value instanceof BSONRegExp ? [value.pattern, value.options] : [String(value), ""];
  const prefix = /^\^([\w\s\-:/@,;=#%&一-鿿]+)/.exec(pattern)?.[1];
  if (!prefix || options !== "" || /[|]/.test(pattern)) return undefined;
  const literal = /^[*?{]/.test(pattern.slice(prefix.length + 1)) ? prefix.slice(0, -1) : prefix;
  if (!literal) return undefined;
  const key = encodeKey(literal);
  const low = key.subarray(0, key.length - 2); // without the mark of the string's end
  const range: Interval = { low, high: after(low), text: `["${literal}", "${literal}\uffff")` };
  const same = value instanceof BSONRegExp ? encodeKey(value) : undefined;
  return same ? [range, { low: same, high: after(same), text: show(value) }] : [range];
}

/** The intervals both sides allow. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const x of a)
    for (const y of b) {
      const low = Buffer.compare(x.low, y.low) >= 0 ? x.low : y.low;
      const high = Buffer.compare(x.high, y.high) <= 0 ? x.high : y.high;
      if (Buffer.compare(low, high) >= 0) continue;
      const point = x.point ?? y.point;
      const text = x.point
        ? x.text
        : y.point
          ? y.text
          : `${(low === x.low ? x : y).text.split(", ")[0]}, ${(high === x.high ? x : y).text.split(", ").at(-1)}`;
      result.push({ low, high, text, ...(point ? { point } : {}) });
    }
  return result;
}

/** In order and each once. */
function merged(intervals: Interval[]): Interval[] {
  const sorted = [...intervals].sort((a, b) => Buffer.compare(a.low, b.low));
  return sorted.filter((interval, at) => at === 0 || !interval.low.equals(sorted[at - 1]!.low));
}

/**
 * The stretch of an index field in its own direction. In a descending field every byte is turned round: a value is
 * below `high` exactly when its key is above all keys that begin with the inverse of `high`.
 */
export function directed({ low, high }: Interval, direction: 1 | -1): { low: Buffer; high: Buffer } {
  return direction === 1 ? { low, high } : { low: after(inverted(high)), high: after(inverted(low)) };
}
