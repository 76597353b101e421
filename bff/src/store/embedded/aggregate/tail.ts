import { Context, evalExpr } from "mingo/core";
import * as expressions from "mingo/operators/expression";
import { Long, type Value } from "../bson/value.ts";
import { MongoError } from "../errors.ts";
import type { Scope } from "./expression.ts";
import { fromPlain, toPlain } from "./plain.ts";

const context = Context.init({ expression: expressions as never });
const INT64 = new Set(["$tsIncrement", "$tsSecond"]);
/** Inside mingo the worked-out arguments stand in a field, so that no text in them is taken for a path. */
const HOLDER = "argument";

/**
 * The long tail of expression operators (strings, sets, sizes) is mingo's: their arguments are worked
 * out here, so that paths, variables and numbers behave as everywhere else.
 */
export function TAIL(name: string): ((argument: Value, scope: Scope) => Value) | undefined {
  if (!Object.hasOwn(expressions, name)) return undefined;
  return (argument) => {
    const plain = toPlain(argument);
    const root = { [HOLDER]: plain };
    try {
      const result = fromPlain(evalExpr(root, { [name]: pathsInto(plain) }, { context } as never));
      return INT64.has(name) && typeof result === "number" ? Long.fromNumber(result) : result;
    } catch (error) {
      throw error instanceof MongoError
        ? error
        : new MongoError("BadValue", `${name}: ${(error as Error).message}`);
    }
  };
}

/** The argument's own shape, every leaf replaced by a path into the holder. */
function pathsInto(plain: unknown): unknown {
  const keyed = plain as Record<string, unknown>;
  if (Array.isArray(plain)) return plain.map((_, index) => ({ $arrayElemAt: [`$${HOLDER}`, index] }));
  if (typeof plain === "object" && plain !== null && Object.getPrototypeOf(plain) === Object.prototype)
    return Object.fromEntries(Object.keys(keyed).map((key) => [key, `$${HOLDER}.${key}`]));
  return `$${HOLDER}`;
}
