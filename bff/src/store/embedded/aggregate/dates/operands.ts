import { isDoc, ObjectId, Timestamp, toNumber, typeOf, type Value } from "../../bson/value.ts";
import { demand } from "../../errors.ts";
import { compile, type Run } from "../expression.ts";

/** The codes with which MongoDB refuses the operand of an operator: no document, an unknown name, a missing one. */
export interface Refusals {
  shape: number;
  unknown: number;
  missing: number;
}

/** The named arguments of an operator, compiled. */
export function argumentsOf(
  name: string,
  operand: Value,
  required: readonly string[],
  optional: readonly string[],
  codes: Refusals,
): Record<string, Run> {
  demand(isDoc(operand), codes.shape, `${name} only supports an object as an argument`);
  for (const key of operand.keys())
    demand(
      required.includes(key) || optional.includes(key),
      codes.unknown,
      `Unrecognized argument to ${name}: ${key}`,
    );
  for (const key of required)
    demand(operand.has(key), codes.missing, `Missing '${key}' parameter to ${name}`);
  return Object.fromEntries([...operand].map(([key, value]) => [key, compile(value)]));
}

export const isNil = (value: Value): value is null | undefined => value === null || value === undefined;

/** The instant of a date, an ObjectId or a timestamp. */
export function instantOf(value: Value, code = 16006, what = "can't convert to Date"): number {
  if (value instanceof Date) return value.getTime();
  if (value instanceof ObjectId) return value.getTimestamp().getTime();
  demand(value instanceof Timestamp, code, `${what}: ${typeOf(value)}`);
  return value.getHighBitsUnsigned() * 1000;
}

/** A whole number, of whatever kind. */
export function wholeNumber(value: Value, code: number, what: string): number {
  const number = toNumber(value);
  demand(Number.isInteger(number), code, `${what} must evaluate to an integer, found ${typeOf(value)}`);
  return number;
}
