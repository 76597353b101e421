import { decimalOf, exactOf } from "../bson/decimal.ts";
import { asDouble, toBig } from "../bson/number.ts";
import {
  Binary,
  Decimal128,
  type Doc,
  docOf,
  double,
  isDoc,
  isInt32,
  isNumber,
  isTruthy,
  Long,
  ObjectId,
  Timestamp,
  TYPES,
  toNumber,
  typeOf,
  type Value,
} from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import { dateIn } from "./dates/text.ts";
import type { Operator } from "./expression.ts";

const isNil = (value: Value): value is null | undefined => value === null || value === undefined;

function fail(value: Value, to: string, why = ""): never {
  throw new MongoError(
    "ConversionFailure",
    why || `Unsupported conversion from ${typeOf(value)} to ${to} in $convert with no onError value`,
  );
}

const parseNumber = (text: string, to: string): number => {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$|^-?(Infinity|NaN)$/i.test(text))
    fail(text, to, `Failed to parse number '${text}' in $convert with no onError value`);
  return Number(text);
};

function whole(value: Value, to: "int" | "long"): Value {
  if (typeof value === "boolean") return to === "int" ? Number(value) : Long.fromNumber(Number(value));
  if (to === "long" && value instanceof Date) return Long.fromNumber(value.getTime());
  if (typeof value === "string" && !/^[+-]?\d+$/.test(value))
    fail(value, to, `Failed to parse number '${value}' in $convert with no onError value`);
  if (typeof value !== "string" && !isNumber(value)) fail(value, to);
  if (isNumber(value) && !Number.isFinite(toNumber(value)))
    fail(
      value,
      to,
      "Attempt to convert NaN or infinity value to integer type in $convert with no onError value",
    );
  const big = typeof value === "string" ? BigInt(value.replace("+", "")) : toBig(value);
  if (BigInt.asIntN(to === "int" ? 32 : 64, big) !== big)
    fail(value, to, "Conversion would overflow target type in $convert with no onError value");
  return to === "int" ? Number(big) : Long.fromBigInt(big);
}

const textOf = (value: Value): string => {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || isNumber(value))
    return String(value instanceof Object ? value.toString() : value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Binary) return value.toString("base64");
  return fail(value, "string");
};

const CONVERT: Record<string, (value: Value) => Value> = {
  int: (value) => whole(value, "int"),
  long: (value) => whole(value, "long"),
  double: (value) => {
    if (typeof value === "string") return double(parseNumber(value, "double"));
    if (typeof value === "boolean") return double(Number(value));
    if (value instanceof Date) return double(value.getTime());
    return isNumber(value) ? asDouble(value) : fail(value, "double");
  },
  decimal: (value) => {
    if (value instanceof Decimal128) return value;
    if (typeof value === "string")
      return Decimal128.fromString(String(parseNumber(value, "decimal") && value));
    if (typeof value === "boolean") return Decimal128.fromString(String(Number(value)));
    if (!isNumber(value)) return fail(value, "decimal");
    const exact = exactOf(value);
    return exact ? decimalOf(exact) : Decimal128.fromString(String(toNumber(value)));
  },
  bool: (value) => isTruthy(value),
  string: textOf,
  objectId: (value) => {
    if (value instanceof ObjectId) return value;
    if (typeof value === "string" && /^[\da-f]{24}$/i.test(value)) return new ObjectId(value);
    return fail(
      value,
      "objectId",
      typeof value === "string"
        ? `Failed to parse objectId '${value}' in $convert with no onError value`
        : "",
    );
  },
  date: (value) => {
    if (value instanceof Date) return value;
    if (value instanceof ObjectId) return value.getTimestamp();
    if (value instanceof Timestamp) return new Date(value.getHighBitsUnsigned() * 1000);
    if (isNumber(value) && !isInt32(value as number)) return new Date(Number(toBig(value)));
    return typeof value === "string" ? dateIn(value) : fail(value, "date");
  },
};

function targetOf(value: Value): string {
  const name = isNumber(value)
    ? Object.entries(TYPES).find(([, type]) => type.number === toNumber(value))?.[0]
    : (value as string);
  demand(name && name in CONVERT, "BadValue", `Unknown type name: ${String(name)}`);
  return name;
}

function convert(argument: Doc): Value {
  const input = argument.get("input");
  const to = argument.get("to");
  if (isNil(input)) return argument.get("onNull") ?? null;
  if (isNil(to)) return null;
  const target = targetOf(isDoc(to) ? to.get("type") : to);
  try {
    return CONVERT[target]!(input);
  } catch (error) {
    if (!argument.has("onError")) throw error;
    return argument.get("onError");
  }
}

const to = (type: string): Operator => [1, ([value]) => convert(docOf({ input: value, to: type }))];

export const CONVERSIONS: Record<string, Operator> = {
  $convert: [1, ([argument]) => convert(argument as Doc)],
  $toInt: to("int"),
  $toLong: to("long"),
  $toDouble: to("double"),
  $toDecimal: to("decimal"),
  $toBool: to("bool"),
  $toString: to("string"),
  $toObjectId: to("objectId"),
  $toDate: to("date"),
  $type: [1, ([value]) => (value === undefined ? "missing" : typeOf(value))],
  $isNumber: [1, ([value]) => isNumber(value)],
};
