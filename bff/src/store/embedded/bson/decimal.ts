import { Decimal128, isLong, toNumber, type Value } from "./value.ts";

/** A finite decimal number exactly: coefficient × 10^exponent. */
export interface Exact {
  coefficient: bigint;
  exponent: number;
}

const DIGITS = 34;

/** The exact value of a finite Decimal128, Long or double; undefined for NaN and the infinities. */
export function exactOf(value: Value): Exact | undefined {
  if (isLong(value)) return { coefficient: value.toBigInt(), exponent: 0 };
  if (value instanceof Decimal128) return parse(value.toString());
  return parse(String(toNumber(value))); // a double takes part in decimal arithmetic by its shortest text
}

function parse(text: string): Exact | undefined {
  const match = /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const digits = BigInt(`${whole}${fraction}` || "0");
  return { coefficient: sign ? -digits : digits, exponent: Number(exponent) - fraction.length };
}

/** Rounds half to even to 34 digits. */
export function decimalOf({ coefficient, exponent }: Exact): Decimal128 {
  let digits = coefficient;
  let power = exponent;
  const excess = String(digits < 0n ? -digits : digits).length - DIGITS;
  if (excess > 0) {
    digits = divideEven(digits, 10n ** BigInt(excess));
    power += excess;
  }
  return Decimal128.fromString(`${digits}E${power}`);
}

/** Integer division, rounding half to even. */
export function divideEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const size = divisor < 0n ? -divisor : divisor;
  const up = twice > size || (twice === size && quotient % 2n !== 0n);
  return up ? quotient + (dividend < 0n === divisor < 0n ? 1n : -1n) : quotient;
}

/** Both numbers with one exponent. */
export function aligned(a: Exact, b: Exact): [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  const raise = (x: Exact) => x.coefficient * 10n ** BigInt(x.exponent - exponent);
  return [raise(a), raise(b), exponent];
}

/** Compares a finite double with an exact decimal, without rounding either. */
export function compareDouble(number: number, { coefficient, exponent }: Exact): number {
  const [mantissa, power] = binary(number);
  let left = mantissa;
  let right = coefficient;
  if (power >= 0) left <<= BigInt(power);
  else right <<= BigInt(-power);
  if (exponent >= 0) right *= 10n ** BigInt(exponent);
  else left *= 10n ** BigInt(-exponent);
  return left < right ? -1 : left > right ? 1 : 0;
}

const bits = new DataView(new ArrayBuffer(8));

/** mantissa × 2^power, exactly. */
function binary(number: number): [bigint, number] {
  bits.setFloat64(0, number);
  const word = bits.getBigUint64(0);
  const biased = Number((word >> 52n) & 0x7ffn);
  const fraction = word & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return [word >> 63n ? -mantissa : mantissa, Math.max(biased, 1) - 1075];
}
