import { toBig } from "../bson/number.ts";
import { compare, equal, orderOf } from "../bson/order.ts";
import {
  Binary,
  BSONRegExp,
  isNumber,
  MaxKey,
  MinKey,
  TYPES,
  type TypeName,
  toNumber,
  typeOf,
  type Value,
} from "../bson/value.ts";
import { demand } from "../errors.ts";
import { matches, patternFor } from "./regex.ts";

type Test = (value: Value, whole: boolean) => boolean;
type Leaf = (operand: Value, options: Value) => Test;

/** The conditions on one value, by operator. Each checks its operand once and gives the test. */
export const LEAVES: Record<string, Leaf> = {
  $eq: (operand) => {
    const missing = operand === null || operand === undefined;
    return (value) =>
      missing ? value === null || value === undefined : value !== undefined && equal(value, operand);
  },
  $gt: (operand) => ordered(operand, (sign) => sign > 0),
  $gte: (operand) => ordered(operand, (sign) => sign >= 0),
  $lt: (operand) => ordered(operand, (sign) => sign < 0),
  $lte: (operand) => ordered(operand, (sign) => sign <= 0),
  $in: (operand) => {
    demand(Array.isArray(operand), "BadValue", "$in needs an array");
    const tests = operand.map((item) => {
      demand(
        !(item instanceof Map && String(item.keys().next().value).startsWith("$")),
        "BadValue",
        "cannot nest $ under $in",
      );
      return regexTest(item) ?? LEAVES.$eq!(item, undefined);
    });
    return (value, whole) => tests.some((test) => test(value, whole));
  },
  $regex: regex,
  $type: (operand) => {
    const wanted = new Set((Array.isArray(operand) ? operand : [operand]).flatMap(typeNames));
    return (value) => value !== undefined && wanted.has(typeOf(value));
  },
  $size: (operand) => {
    const size = toNumber(operand);
    demand(isNumber(operand), "BadValue", `Failed to parse $size. Expected a number`);
    demand(
      Number.isInteger(size) && size >= 0,
      "BadValue",
      "Failed to parse $size. Expected a non-negative integer",
    );
    return (value, whole) => whole && Array.isArray(value) && value.length === size;
  },
  $mod: (operand) => {
    demand(Array.isArray(operand), "BadValue", "malformed mod, needs to be an array");
    demand(operand.length >= 2, "BadValue", "malformed mod, not enough elements");
    demand(operand.length === 2, "BadValue", "malformed mod, too many elements");
    demand(operand.every(isNumber), "BadValue", "malformed mod, divisor and remainder need to be numbers");
    const [divisor, rest] = operand.map(toBig) as [bigint, bigint];
    demand(divisor !== 0n, "BadValue", "divisor cannot be 0");
    return (value) => isNumber(value) && Number.isFinite(toNumber(value)) && toBig(value) % divisor === rest;
  },
  $bitsAllSet: (operand) => bits(operand, (value, mask) => (value & mask) === mask),
  $bitsAllClear: (operand) => bits(operand, (value, mask) => (value & mask) === 0n),
  $bitsAnySet: (operand) => bits(operand, (value, mask) => (value & mask) !== 0n),
  $bitsAnyClear: (operand) => bits(operand, (value, mask) => (value & mask) !== mask),
};

/** Ranges compare only within one type; null also stands for a missing field, MinKey and MaxKey for every type. */
function ordered(operand: Value, holds: (sign: number) => boolean): Test {
  demand(!regexTest(operand), "BadValue", "Can't have RegEx as arg to predicate over a field");
  if (operand instanceof MinKey || operand instanceof MaxKey)
    return (value) => value !== undefined && holds(compare(value, operand));
  if (operand === null || operand === undefined) return (value) => (value ?? null) === null && holds(0);
  const order = orderOf(operand);
  const nan = Number.isNaN(isNumber(operand) ? toNumber(operand) : 0);
  return (value) => {
    if (value === undefined || orderOf(value) !== order) return false;
    if (order === TYPES.int.order && nan !== Number.isNaN(toNumber(value))) return false;
    return holds(compare(value, operand));
  };
}

function typeNames(operand: Value): TypeName[] {
  if (operand === "number") return ["int", "long", "double", "decimal"];
  const names = Object.keys(TYPES) as TypeName[];
  const found = names.filter(
    (name) => name === operand || (isNumber(operand) && TYPES[name].number === toNumber(operand)),
  );
  if (typeof operand === "string") demand(found.length, "BadValue", `Unknown type name alias: ${operand}`);
  demand(found.length, "BadValue", `Invalid numerical type code: ${String(operand)}`);
  return found;
}

/** A test for a regex value; undefined for any other value. */
export const regexTest = (value: Value): Test | undefined =>
  value instanceof BSONRegExp ? LEAVES.$regex!(value, undefined) : undefined;

function regex(operand: Value, options: Value): Test {
  const isRegex = operand instanceof BSONRegExp;
  demand(isRegex || typeof operand === "string", "BadValue", "$regex has to be a string");
  demand(options === undefined || typeof options === "string", "BadValue", "$options has to be a string");
  const pattern = patternFor(operand, options)!;
  return (value) =>
    typeof value === "string"
      ? matches(pattern, value)
      : isRegex && value instanceof BSONRegExp && equal(value, operand);
}

function bits(operand: Value, holds: (value: bigint, mask: bigint) => boolean): Test {
  const mask = Array.isArray(operand)
    ? operand.reduce<bigint>((sum, bit) => sum | (1n << toBig(bit)), 0n)
    : operand instanceof Binary
      ? littleEndian(operand)
      : toBig(operand);
  demand(mask >= 0n, "BadValue", "a bit mask must not be negative");
  return (value) => {
    if (value instanceof Binary) return holds(littleEndian(value), mask);
    return (
      isNumber(value) && Number.isInteger(toNumber(value)) && holds(BigInt.asUintN(64, toBig(value)), mask)
    );
  };
}

const littleEndian = (value: Binary): bigint =>
  [...value.buffer].reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
