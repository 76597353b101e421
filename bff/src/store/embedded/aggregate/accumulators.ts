import { calculate, divide } from "../bson/number.ts";
import { compare, identity } from "../bson/order.ts";
import { type Doc, double, isDoc, isNumber, toNumber, type Value } from "../bson/value.ts";

/** Gathers the values of one group. */
export interface Accumulator {
  add(value: Value): void;
  result(): Value;
}

const isNil = (value: Value): value is null | undefined => value === null || value === undefined;

/** An accumulator that keeps one value and folds the others into it. */
const fold =
  (
    start: Value,
    step: (kept: Value, value: Value, first: boolean) => Value,
    finish = (kept: Value) => kept,
  ) =>
  (): Accumulator => {
    let kept = start;
    let first = true;
    return {
      add(value) {
        kept = step(kept, value, first);
        first = false;
      },
      result: () => finish(kept),
    };
  };

const gather = (finish: (values: Value[]) => Value) => (): Accumulator => {
  const values: Value[] = [];
  return { add: (value) => values.push(value), result: () => finish(values) };
};

const extreme = (sign: number) =>
  fold(
    undefined,
    (kept, value) =>
      isNil(value) ? kept : kept === undefined || compare(value, kept) * sign > 0 ? value : kept,
    (kept) => kept ?? null,
  );

const deviation = (sample: boolean) =>
  gather((values) => {
    const numbers = values.filter(isNumber).map(toNumber);
    const count = numbers.length - (sample ? 1 : 0);
    if (count <= 0) return null;
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    return double(Math.sqrt(numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count));
  });

/** The values at these shares of the whole, as doubles; null when there is no number. */
export function percentiles(values: Value[], shares: readonly number[]): Value[] {
  const numbers = values
    .filter(isNumber)
    .map(toNumber)
    .sort((a, b) => a - b);
  const at = (share: number) => numbers[Math.max(0, Math.ceil(share * numbers.length) - 1)]!;
  return shares.map((share) => (numbers.length ? double(at(share)) : null));
}

/** The accumulators of `$group` that take one expression. */
export const ACCUMULATORS: Record<string, () => Accumulator> = {
  $sum: fold(0, (sum, value) => (isNumber(value) ? calculate("add", sum, value) : sum)),
  $avg: gather((values) => {
    const numbers = values.filter(isNumber);
    return numbers.length
      ? divide(
          numbers.reduce<Value>((sum, value) => calculate("add", sum, value), 0),
          numbers.length,
        )
      : null;
  }),
  $count: fold(0, (count) => calculate("add", count, 1)),
  $min: extreme(-1),
  $max: extreme(1),
  $first: fold(null, (kept, value, first) => (first ? (value ?? null) : kept)),
  $last: fold(null, (_, value) => value ?? null),
  $push: gather((values) => values.filter((value) => value !== undefined)),
  $addToSet: gather((values) => [
    ...new Map(
      values.filter((value) => value !== undefined).map((value) => [identity(value), value]),
    ).values(),
  ]),
  $stdDevPop: deviation(false),
  $stdDevSamp: deviation(true),
  $mergeObjects: gather((values) => {
    const result: Doc = new Map();
    for (const value of values) if (isDoc(value)) for (const [name, field] of value) result.set(name, field);
    return result;
  }),
};
