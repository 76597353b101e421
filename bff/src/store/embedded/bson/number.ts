import { MongoError } from "../errors.ts";
import { aligned, decimalOf, divideEven, type Exact, exactOf } from "./decimal.ts";
import { Decimal128, Double, double, Long, toNumber, typeOf, type Value } from "./value.ts";

export type Operation = "add" | "subtract" | "multiply";
type Kind = "int" | "long" | "double" | "decimal";

const BIG: Record<Operation, (a: bigint, b: bigint) => bigint> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
};
const DOUBLE: Record<Operation, (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
};

/** The wider of two kinds: int < long < double < decimal. */
export function widest(a: Value, b: Value): Kind {
  const kinds: Kind[] = ["int", "long", "double", "decimal"];
  return kinds[Math.max(kinds.indexOf(typeOf(a) as Kind), kinds.indexOf(typeOf(b) as Kind))]!;
}

/**
 * Arithmetic as MongoDB does it: the result has the wider type, int32 grows to int64. What does not fit int64
 * becomes a double, or is refused when `strict` (`$inc`, `$mul`).
 */
export function calculate(operation: Operation, a: Value, b: Value, strict = false): Value {
  const kind = widest(a, b);
  if (kind === "decimal") return decimal(operation, a, b);
  if (kind === "double") return double(DOUBLE[operation](toNumber(a), toNumber(b)));
  const result = BIG[operation](toBig(a), toBig(b));
  if (BigInt.asIntN(64, result) !== result) {
    if (strict)
      throw new MongoError(
        "BadValue",
        "Failed to apply $inc or $mul operations: the result does not fit int64",
      );
    return double(Number(result));
  }
  return kind === "int" && BigInt.asIntN(32, result) === result ? Number(result) : Long.fromBigInt(result);
}

/** An int32 or int64 (or the whole part of another number) as a bigint. */
export function toBig(value: Value): bigint {
  if (value instanceof Long) return value.toBigInt();
  if (value instanceof Decimal128) {
    const exact = exactOf(value) ?? { coefficient: 0n, exponent: 0 };
    return exact.exponent >= 0
      ? exact.coefficient * 10n ** BigInt(exact.exponent)
      : exact.coefficient / 10n ** BigInt(-exact.exponent);
  }
  return BigInt(Math.trunc(toNumber(value)));
}

/** int32 if it fits and `kind` is int, else int64. */
export const integer = (value: bigint, kind: "int" | "long" = "int"): Value =>
  kind === "int" && BigInt.asIntN(32, value) === value ? Number(value) : Long.fromBigInt(value);

function decimal(operation: Operation, a: Value, b: Value): Value {
  const [x, y] = [exactOf(a), exactOf(b)];
  if (!x || !y) return special(DOUBLE[operation](toNumber(a), toNumber(b)));
  if (operation === "multiply")
    return decimalOf({ coefficient: x.coefficient * y.coefficient, exponent: x.exponent + y.exponent });
  const [left, right, exponent] = aligned(x, y);
  return decimalOf({ coefficient: BIG[operation](left, right), exponent });
}

const special = (value: number): Decimal128 => Decimal128.fromString(String(value));

/** A quotient: double, or decimal when either side is. The divisor is not zero. */
export function divide(a: Value, b: Value): Value {
  if (widest(a, b) !== "decimal") return double(toNumber(a) / toNumber(b));
  const [x, y] = [exactOf(a), exactOf(b)];
  if (!x || !y) return special(toNumber(a) / toNumber(b));
  const shift = 70; // more digits than a decimal holds, so that only one rounding is seen
  const quotient = (x.coefficient * 10n ** BigInt(shift)) / y.coefficient;
  let result: Exact = { coefficient: quotient, exponent: x.exponent - y.exponent - shift };
  while (
    result.coefficient !== 0n &&
    result.coefficient % 10n === 0n &&
    result.exponent < x.exponent - y.exponent
  )
    result = { coefficient: result.coefficient / 10n, exponent: result.exponent + 1 };
  return decimalOf(result);
}

/** The remainder with the sign of the dividend. The divisor is not zero. */
export function remainder(a: Value, b: Value): Value {
  const kind = widest(a, b);
  if (kind === "double") return double(toNumber(a) % toNumber(b));
  if (kind !== "decimal") return integer(toBig(a) % toBig(b), kind);
  const [x, y] = [exactOf(a), exactOf(b)];
  if (!x || !y) return special(toNumber(a) % toNumber(b));
  const [left, right, exponent] = aligned(x, y);
  return decimalOf({ coefficient: left % right, exponent });
}

/** Rounds to `places` decimal digits (negative: tens); `way` is half to even, toward zero, down or up. */
export function roundTo(value: Value, places: number, way: "round" | "trunc" | "floor" | "ceil"): Value {
  const kind = typeOf(value);
  const exact = kind === "double" ? exactOf(toNumber(value)) : exactOf(value);
  if (!exact || -exact.exponent <= places) return value;
  const unit = 10n ** BigInt(-exact.exponent - places);
  const { coefficient } = exact;
  let whole = way === "round" ? divideEven(coefficient, unit) : coefficient / unit;
  if (way === "floor" && coefficient < 0n && coefficient % unit !== 0n) whole -= 1n;
  if (way === "ceil" && coefficient > 0n && coefficient % unit !== 0n) whole += 1n;
  const rounded = decimalOf({ coefficient: whole, exponent: -places });
  if (kind === "decimal") return rounded;
  if (kind === "double") return double(Number(rounded.toString()));
  return integer(toBig(rounded), kind as "int" | "long");
}

/** The value as a double, decimals included. */
export const asDouble = (value: Value): Value => (value instanceof Double ? value : double(toNumber(value)));
