import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from "bson";

/**
 * A BSON value in memory. A document is a Map, because a plain object would move the field "1" before "b".
 * A bare number is an int32 when it is an integer in that range (and not -0), otherwise a double; a double that
 * happens to be such an integer is a `Double`, an int64 always a `Long`: so every number goes back as it came.
 */
export type Value =
  | undefined
  | null
  | boolean
  | number
  | string
  | Date
  | Long
  | Double
  | Decimal128
  | ObjectId
  | Binary
  | BSONRegExp
  | BSONSymbol
  | Code
  | Timestamp
  | MinKey
  | MaxKey
  | Doc
  | Value[];
export type Doc = Map<string, Value>;

export const isDoc = (value: unknown): value is Doc => value instanceof Map;

/** True for a bare number that travels as int32. */
export const isInt32 = (value: number): boolean => (value | 0) === value && !Object.is(value, -0);

/** A double, kept apart from an int32 of the same value. */
export const double = (value: number): Value => (isInt32(value) ? new Double(value) : value);

/** Names and canonical order of the types (https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/). */
export const TYPES = {
  minKey: { number: -1, order: 1 },
  undefined: { number: 6, order: 2 },
  null: { number: 10, order: 5 },
  int: { number: 16, order: 10 },
  long: { number: 18, order: 10 },
  double: { number: 1, order: 10 },
  decimal: { number: 19, order: 10 },
  string: { number: 2, order: 15 },
  symbol: { number: 14, order: 15 },
  object: { number: 3, order: 20 },
  array: { number: 4, order: 25 },
  binData: { number: 5, order: 30 },
  objectId: { number: 7, order: 35 },
  bool: { number: 8, order: 40 },
  date: { number: 9, order: 45 },
  timestamp: { number: 17, order: 47 },
  regex: { number: 11, order: 50 },
  javascript: { number: 13, order: 60 },
  javascriptWithScope: { number: 15, order: 65 },
  maxKey: { number: 127, order: 127 },
} as const;
export type TypeName = keyof typeof TYPES;

const TYPE_OF_CLASS: Record<string, TypeName> = {
  Long: "long",
  Double: "double",
  Decimal128: "decimal",
  ObjectId: "objectId",
  Binary: "binData",
  BSONRegExp: "regex",
  BSONSymbol: "symbol",
  Timestamp: "timestamp",
  MinKey: "minKey",
  MaxKey: "maxKey",
};

/** The type's name as `$type` gives it. */
export function typeOf(value: Value): TypeName {
  if (value === undefined) return "undefined";
  if (value === null) return "null";
  if (typeof value === "number") return isInt32(value) ? "int" : "double";
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (Array.isArray(value)) return "array";
  if (isDoc(value)) return "object";
  if (value instanceof Date) return "date";
  if (value instanceof Code) return value.scope ? "javascriptWithScope" : "javascript";
  return TYPE_OF_CLASS[value._bsontype]!;
}

/** bson's Timestamp is a subclass of its Long, BSON's is no number. */
export const isLong = (value: unknown): value is Long =>
  value instanceof Long && !(value instanceof Timestamp);

export const isNumber = (value: Value): value is number | Long | Double | Decimal128 =>
  typeof value === "number" || isLong(value) || value instanceof Double || value instanceof Decimal128;

/** A number of any kind as a JavaScript number; NaN for what is not one. */
export function toNumber(value: Value): number {
  if (typeof value === "number") return value;
  if (value instanceof Double) return value.value;
  if (value instanceof Long) return value.toNumber();
  if (value instanceof Decimal128) return Number(value.toString());
  return Number.NaN;
}

/** MongoDB's truth: all but false, null, missing and zero. */
export const isTruthy = (value: Value): boolean =>
  value !== undefined && value !== null && value !== false && !(isNumber(value) && toNumber(value) === 0);

export const docOf = (entries: Record<string, Value>): Doc => new Map(Object.entries(entries));

export {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
};
