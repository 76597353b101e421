import { compare, equal } from "../bson/order.ts";
import { type Doc, docOf, isDoc, isNumber, toNumber, typeOf, type Value } from "../bson/value.ts";
import { demand } from "../errors.ts";
import { ACCUMULATORS } from "./accumulators.ts";
import type { Operator } from "./expression.ts";

const isNil = (value: Value): value is null | undefined => value === null || value === undefined;
const ANY = [0, Number.POSITIVE_INFINITY] as const;

function list(value: Value, name: string, code: number): Value[] {
  demand(Array.isArray(value), code, `${name}'s argument must be an array, but is ${typeOf(value)}`);
  return value;
}

function at(values: Value[], index: number): Value {
  return values[index < 0 ? values.length + index : index];
}

/** An operator on one array; null or missing gives null. */
const onArray = (name: string, code: number, apply: (values: Value[]) => Value): Operator => [
  1,
  ([value]) => (isNil(value) ? null : apply(list(value, name, code))),
];

export const ARRAYS: Record<string, Operator> = {
  $arrayElemAt: [
    2,
    ([value, index]) => {
      if (isNil(value) || isNil(index)) return null;
      demand(isNumber(index), 28690, "$arrayElemAt's second argument must be a numeric value");
      return at(list(value, "$arrayElemAt", 28689), toNumber(index));
    },
  ],
  $first: onArray("$first", 28689, (values) => values[0]),
  $last: onArray("$last", 28689, (values) => values.at(-1)),
  $size: [1, ([value]) => list(value, "The argument to $size", 17124).length],
  $isArray: [1, ([value]) => Array.isArray(value)],
  $in: [2, ([value, values]) => list(values, "$in", 40081).some((item) => equal(item, value))],
  $concatArrays: [
    ANY,
    (args) => (args.some(isNil) ? null : args.flatMap((arg) => list(arg, "$concatArrays", 28664))),
  ],
  $reverseArray: onArray("$reverseArray", 34435, (values) => [...values].reverse()),
  $slice: [
    [2, 3],
    ([value, a, b]) => {
      if (isNil(value) || isNil(a)) return null;
      const values = list(value, "$slice", 28724);
      const start = toNumber(a);
      if (b === undefined) return start < 0 ? values.slice(start) : values.slice(0, start);
      demand(toNumber(b) > 0, 28729, "Third argument to $slice must be positive");
      const from = start < 0 ? Math.max(0, values.length + start) : start;
      return values.slice(from, from + toNumber(b));
    },
  ],
  $indexOfArray: [
    [2, 4],
    ([value, wanted, from = 0, to]) => {
      if (isNil(value)) return null;
      const end = to === undefined ? Number.POSITIVE_INFINITY : toNumber(to);
      return list(value, "$indexOfArray", 40090).findIndex(
        (item, index) => index >= toNumber(from) && index < end && equal(item, wanted),
      );
    },
  ],
  $range: [
    [2, 3],
    ([from, to, step = 1]) => {
      const [a, b, by] = [from, to, step].map(toNumber) as [number, number, number];
      demand(by !== 0, 34449, "$range requires a non-zero step value");
      const count = Math.max(0, Math.ceil((b - a) / by));
      demand(count < 5_000_000, "BadValue", "$range would exceed the memory limit");
      return Array.from({ length: count }, (_, index) => a + index * by);
    },
  ],
  $objectToArray: [
    1,
    ([value]) => {
      if (isNil(value)) return null;
      demand(isDoc(value), 40390, `$objectToArray requires a document input, found: ${typeOf(value)}`);
      return [...value].map(([k, v]) => docOf({ k, v }));
    },
  ],
  $arrayToObject: onArray("$arrayToObject", 40386, (values) => {
    const result: Doc = new Map();
    for (const item of values) {
      const [k, v] = isDoc(item) ? [item.get("k"), item.get("v")] : Array.isArray(item) ? item : [];
      demand(
        typeof k === "string",
        40394,
        "$arrayToObject requires an array of k and v pairs with string keys",
      );
      result.set(k, v);
    }
    return result;
  }),
  $mergeObjects: [
    ANY,
    (args) => {
      const result: Doc = new Map();
      for (const arg of args.length === 1 && Array.isArray(args[0]) ? args[0] : args) {
        if (isNil(arg)) continue;
        demand(
          isDoc(arg),
          40400,
          `$mergeObjects requires object inputs, but input is of type ${typeOf(arg)}`,
        );
        for (const [name, value] of arg) result.set(name, value);
      }
      return result;
    },
  ],
  $setUnion: [
    ANY,
    (args) => (args.some(isNil) ? null : unique(args.flatMap((arg) => list(arg, "$setUnion", 17043)))),
  ],
  $setIntersection: [
    ANY,
    (args) => {
      if (args.some(isNil)) return null;
      const [first = [], ...rest] = args.map((arg) => list(arg, "$setIntersection", 17047));
      return unique(first.filter((item) => rest.every((other) => other.some((value) => equal(value, item)))));
    },
  ],
  $setDifference: [
    2,
    ([a, b]) => {
      if (isNil(a) || isNil(b)) return null;
      const excluded = list(b, "$setDifference", 17049);
      return dedupe(
        list(a, "$setDifference", 17048).filter((item) => !excluded.some((value) => equal(value, item))),
      );
    },
  ],
  $setEquals: [
    [2, Number.POSITIVE_INFINITY],
    (args) => {
      const [first, ...rest] = args.map((arg) => unique(list(arg, "$setEquals", 17044)));
      return rest.every((other) => equal(other, first));
    },
  ],
  $setIsSubset: [
    2,
    ([a, b]) => {
      const outer = list(b, "$setIsSubset", 17042);
      return list(a, "$setIsSubset", 17046).every((item) => outer.some((value) => equal(value, item)));
    },
  ],
  $anyElementTrue: [1, ([value]) => list(value, "$anyElementTrue", 17041).some(truthy)],
  $allElementsTrue: [1, ([value]) => list(value, "$allElementsTrue", 17040).every(truthy)],
  // As expressions these work on their arguments, or on the items of a single array argument.
  ...Object.fromEntries(
    ["$sum", "$avg", "$min", "$max", "$stdDevPop", "$stdDevSamp"].map((name) => [
      name,
      [
        ANY,
        (args) => accumulate(name, args.length === 1 && Array.isArray(args[0]) ? args[0] : args),
      ] as Operator,
    ]),
  ),
};

function accumulate(name: string, values: Value[]): Value {
  const accumulator = ACCUMULATORS[name]!();
  for (const value of values) accumulator.add(value);
  return accumulator.result();
}

const truthy = (value: Value): boolean =>
  !isNil(value) && value !== false && !(isNumber(value) && toNumber(value) === 0);
const unique = (values: Value[]): Value[] => dedupe([...values].sort(compare));
const dedupe = (values: Value[]): Value[] =>
  values.filter((value, index) => values.findIndex((other) => equal(other, value)) === index);
