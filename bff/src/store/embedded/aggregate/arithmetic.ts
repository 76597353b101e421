import { calculate, divide, integer, remainder, roundTo, toBig, widest } from "../bson/number.ts";
import { Decimal128, double, isNumber, Long, toNumber, typeOf, type Value } from "../bson/value.ts";
import { demand } from "../errors.ts";
import type { Operator } from "./expression.ts";

const isNil = (value: Value): value is null | undefined => value === null || value === undefined;

/** An operator that gives null as soon as an argument is null or missing, and wants numbers otherwise. */
const numeric =
  (name: string, code: number, apply: (args: Value[]) => Value) =>
  (args: Value[]): Value => {
    if (args.some(isNil)) return null;
    for (const arg of args)
      demand(isNumber(arg), code, `${name} only supports numeric types, not ${typeOf(arg)}`);
    return apply(args);
  };

const real = (name: string, apply: (...args: number[]) => number): Operator => [
  apply.length,
  numeric(name, 28765, (args) => {
    const result = apply(...args.map(toNumber));
    return args.some((arg) => arg instanceof Decimal128)
      ? Decimal128.fromString(String(result))
      : double(result);
  }),
];

const ANY = [0, Number.POSITIVE_INFINITY] as const;

export const ARITHMETIC: Record<string, Operator> = {
  $add: [ANY, (args) => addition(args)],
  $subtract: [
    2,
    ([a, b]) => {
      if (isNil(a) || isNil(b)) return null;
      if (a instanceof Date && b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime());
      if (a instanceof Date && isNumber(b)) return new Date(a.getTime() - Number(toBig(b)));
      demand(isNumber(a) && isNumber(b), "TypeMismatch", `can't $subtract ${typeOf(b)} from ${typeOf(a)}`);
      return calculate("subtract", a, b);
    },
  ],
  $multiply: [
    ANY,
    numeric("$multiply", 14, (args) =>
      args.reduce<Value>((product, arg) => calculate("multiply", product, arg), 1),
    ),
  ],
  $divide: [
    2,
    numeric("$divide", 14, ([a, b]) => {
      demand(toNumber(b) !== 0, "BadValue", "can't $divide by zero");
      return divide(a, b);
    }),
  ],
  $mod: [
    2,
    numeric("$mod", 16611, ([a, b]) => {
      demand(toNumber(b) !== 0, 16610, "can't $mod by zero");
      return remainder(a, b);
    }),
  ],
  $abs: [1, numeric("$abs", 28765, ([a]) => (toNumber(a) < 0 ? calculate("subtract", 0, a) : a))],
  $ceil: [1, numeric("$ceil", 28765, ([a]) => roundTo(a, 0, "ceil"))],
  $floor: [1, numeric("$floor", 28765, ([a]) => roundTo(a, 0, "floor"))],
  $round: [[1, 2], numeric("$round", 51081, ([a, places = 0]) => roundTo(a, toNumber(places), "round"))],
  $trunc: [[1, 2], numeric("$trunc", 51081, ([a, places = 0]) => roundTo(a, toNumber(places), "trunc"))],
  $sqrt: [
    1,
    numeric("$sqrt", 28765, ([a]) => {
      demand(!(toNumber(a) < 0), 28714, "$sqrt's argument must be greater than or equal to 0");
      return double(Math.sqrt(toNumber(a)));
    }),
  ],
  $pow: [
    2,
    numeric("$pow", 28762, ([base, exponent]) => {
      const kind = widest(base, exponent);
      const power = toNumber(exponent);
      if (kind === "double" || kind === "decimal" || power < 0) return double(toNumber(base) ** power);
      const exact = Math.abs(toNumber(base)) > 1 && power > 64 ? undefined : toBig(base) ** BigInt(power);
      return exact !== undefined && BigInt.asIntN(64, exact) === exact
        ? integer(exact, kind)
        : double(toNumber(base) ** power);
    }),
  ],
  $exp: real("$exp", (a) => Math.exp(a)),
  $ln: real("$ln", (a) => Math.log(a)),
  $log10: real("$log10", (a) => Math.log10(a)),
  $log: real("$log", (a, base) => Math.log(a) / Math.log(base)),
  ...Object.fromEntries(
    (
      [
        "sin",
        "cos",
        "tan",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "asinh",
        "acosh",
        "atanh",
      ] as const
    ).map((name) => [`$${name}`, real(`$${name}`, (a) => Math[name](a))]),
  ),
  $atan2: real("$atan2", (a, b) => Math.atan2(a, b)),
  $degreesToRadians: real("$degreesToRadians", (a) => (a * Math.PI) / 180),
  $radiansToDegrees: real("$radiansToDegrees", (a) => (a * 180) / Math.PI),
  $bitAnd: [ANY, bitwise((a, b) => a & b, -1n)],
  $bitOr: [ANY, bitwise((a, b) => a | b, 0n)],
  $bitXor: [ANY, bitwise((a, b) => a ^ b, 0n)],
  $bitNot: [1, numeric("$bitNot", 14, ([a]) => integer(~toBig(a), typeOf(a) as "int" | "long"))],
};

function addition(args: Value[]): Value {
  if (args.some(isNil)) return null;
  const dates = args.filter((arg) => arg instanceof Date);
  demand(dates.length < 2, 16612, "only one date allowed in an $add expression");
  const numbers = args.filter((arg) => !(arg instanceof Date));
  for (const arg of numbers)
    demand(isNumber(arg), "TypeMismatch", `$add only supports numeric or date types, not ${typeOf(arg)}`);
  const sum = numbers.reduce<Value>((total, arg) => calculate("add", total, arg), 0);
  return dates[0] ? new Date(dates[0].getTime() + Math.round(toNumber(sum))) : sum;
}

function bitwise(apply: (a: bigint, b: bigint) => bigint, start: bigint): (args: Value[]) => Value {
  return numeric("a bitwise operator", 14, (args) => {
    const kind = args.reduce<Value>((wide, arg) => (typeOf(arg) === "long" ? arg : wide), 0);
    return integer(args.map(toBig).reduce(apply, start), typeOf(kind) as "int" | "long");
  });
}
