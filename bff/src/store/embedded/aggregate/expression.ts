import { compare } from "../bson/order.ts";
import { type Doc, double, isDoc, isTruthy, type Value } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import { resolve } from "../query/path.ts";
import { ARITHMETIC } from "./arithmetic.ts";
import { ARRAYS } from "./arrays.ts";
import { CONVERSIONS } from "./conversions.ts";
import { TAIL } from "./tail.ts";
import { TEXT_AND_DATES } from "./text-and-dates.ts";

/** What an expression can see. */
export interface Scope {
  root: Value;
  current: Value;
  now: Date;
  variables?: ReadonlyMap<string, Value>;
}
export type Run = (scope: Scope) => Value;
/** An operator whose arguments are worked out before it: how many it takes, and what it makes of them. */
export type Operator = readonly [
  arity: number | readonly [number, number],
  apply: (args: Value[], scope: Scope) => Value,
];

/** Compiles an aggregation expression; throws what MongoDB throws for an unknown operator or a wrong count. */
export function compile(expression: Value): Run {
  if (typeof expression === "string" && expression.startsWith("$")) return reference(expression);
  if (Array.isArray(expression)) {
    const items = expression.map(compile);
    return (scope) => items.map((item) => item(scope) ?? null);
  }
  if (!isDoc(expression)) return () => expression;
  const [name] = expression.keys();
  if (!name?.startsWith("$")) return object(expression);
  demand(expression.size === 1, 15983, "An object representing an expression must have exactly one field");
  return operator(name, expression.get(name));
}

function object(expression: Doc): Run {
  const fields = [...expression].map(([name, value]) => {
    demand(
      name && !name.includes(".") && !name.startsWith("$"),
      16410,
      `FieldPath field names may not contain '.' or start with '$': ${name}`,
    );
    return [name, compile(value)] as const;
  });
  return (scope) => {
    const result: Doc = new Map();
    for (const [name, run] of fields) {
      const value = run(scope);
      if (value !== undefined) result.set(name, value);
    }
    return result;
  };
}

const SYSTEM: Record<string, Run> = {
  ROOT: (scope) => scope.root,
  CURRENT: (scope) => scope.current,
  NOW: (scope) => scope.now,
  REMOVE: () => undefined,
  KEEP: () => "$$KEEP",
  PRUNE: () => "$$PRUNE",
  DESCEND: () => "$$DESCEND",
};

function reference(text: string): Run {
  const parts = text.split(".");
  demand(text !== "$" && !parts.includes(""), 16872, `'${text}' is not a valid field path`);
  if (!text.startsWith("$$")) {
    parts[0] = parts[0]!.slice(1);
    return (scope) => resolve(scope.current, parts);
  }
  const name = parts.shift()!.slice(2);
  const system = SYSTEM[name];
  if (system) return (scope) => resolve(system(scope), parts);
  demand(/^[a-z]/.test(name) || name === "CLUSTER_TIME", 17276, `Use of undefined variable: ${name}`);
  return (scope) => {
    const { variables } = scope;
    demand(variables?.has(name) && variables, 17276, `Use of undefined variable: ${name}`);
    return resolve(variables.get(name), parts);
  };
}

function operator(name: string, operand: Value): Run {
  const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
  if (form) return form(operand, name);
  const entry = [COMPARISONS, ARITHMETIC, ARRAYS, CONVERSIONS, TEXT_AND_DATES].find((table) =>
    Object.hasOwn(table, name),
  )?.[name];
  if (!entry) {
    const tail = TAIL(name);
    if (!tail) throw new MongoError("InvalidPipelineOperator", `Unrecognized expression '${name}'`);
    const run =
      isDoc(operand) && ![...operand.keys()][0]?.startsWith("$") ? object(operand) : compile(operand);
    return (scope) => tail(run(scope), scope);
  }
  const [arity, apply] = entry;
  const runs = (Array.isArray(operand) ? operand : [operand]).map(compile);
  const [min, max] = typeof arity === "number" ? [arity, arity] : arity;
  demand(
    runs.length >= min && runs.length <= max,
    min === max ? 16020 : 28667,
    `Expression ${name} takes ${min === max ? `exactly ${min}` : `at least ${min} arguments, and at most ${max}`} arguments. ${runs.length} were passed in.`,
  );
  return (scope) =>
    apply(
      runs.map((run) => run(scope)),
      scope,
    );
}

const COMPARISONS: Record<string, Operator> = {
  $cmp: [2, ([a, b]) => Math.sign(compare(a, b))],
  $eq: [2, ([a, b]) => compare(a, b) === 0],
  $ne: [2, ([a, b]) => compare(a, b) !== 0],
  $gt: [2, ([a, b]) => compare(a, b) > 0],
  $gte: [2, ([a, b]) => compare(a, b) >= 0],
  $lt: [2, ([a, b]) => compare(a, b) < 0],
  $lte: [2, ([a, b]) => compare(a, b) <= 0],
  $not: [1, ([a]) => !isTruthy(a)],
  $rand: [[0, 1], () => double(Math.random())],
};

const listOf = (operand: Value): Value[] => (Array.isArray(operand) ? operand : [operand]);

/** The named arguments of an operator, compiled; an unknown or missing name is an error. */
function named(
  name: string,
  operand: Value,
  required: string[],
  optional: string[] = [],
): Record<string, Run> {
  demand(isDoc(operand), "FailedToParse", `${name} only supports an object as its argument`);
  for (const key of operand.keys())
    demand(
      required.includes(key) || optional.includes(key),
      "FailedToParse",
      `Unrecognized parameter to ${name}: ${key}`,
    );
  for (const key of required)
    demand(operand.has(key), "FailedToParse", `Missing '${key}' parameter to ${name}`);
  return Object.fromEntries(
    [...operand]
      .filter(([key]) => key !== "as" && key !== "vars")
      .map(([key, value]) => [key, compile(value)]),
  );
}

const bind = (scope: Scope, names: Record<string, Value>): Scope => ({
  ...scope,
  variables: new Map([...(scope.variables ?? []), ...Object.entries(names)]),
});

function iterated(name: string, value: Value): Value[] | null {
  if (value === undefined || value === null) return null;
  demand(
    Array.isArray(value),
    name === "$filter" ? 28651 : 16883,
    `input to ${name} must be an array not ${typeof value}`,
  );
  return value;
}

const nameOf = (operand: Value): string => ((operand as Doc).get("as") as string | undefined) ?? "this";

/** Operators that decide for themselves what is worked out, and with which variables. */
const FORMS: Record<string, (operand: Value, name: string) => Run> = {
  $literal: (operand) => () => operand,
  $const: (operand) => () => operand,
  $expr: (operand) => compile(operand),
  $and: (operand) => {
    const runs = listOf(operand).map(compile);
    return (scope) => runs.every((run) => isTruthy(run(scope)));
  },
  $or: (operand) => {
    const runs = listOf(operand).map(compile);
    return (scope) => runs.some((run) => isTruthy(run(scope)));
  },
  $ifNull: (operand, name) => {
    const runs = listOf(operand).map(compile);
    demand(runs.length > 1, 1257300, `${name} needs at least two arguments`);
    return (scope) => {
      let value: Value;
      for (const run of runs) {
        value = run(scope);
        if (value !== undefined && value !== null) break;
      }
      return value;
    };
  },
  $cond: (operand, name) => {
    const parts = Array.isArray(operand) ? operand : undefined;
    if (parts)
      demand(
        parts.length === 3,
        16020,
        `Expression $cond takes exactly 3 arguments. ${parts.length} were passed in.`,
      );
    const runs = parts ? parts.map(compile) : Object.values(named(name, operand, ["if", "then", "else"]));
    return (scope) => (isTruthy(runs[0]!(scope)) ? runs[1]! : runs[2]!)(scope);
  },
  $switch: (operand, name) => {
    demand(isDoc(operand), 40060, `${name} requires an object as an argument`);
    const branches = listOf(operand.get("branches")).map((branch) => named(name, branch!, ["case", "then"]));
    const otherwise = operand.has("default") ? compile(operand.get("default")) : undefined;
    return (scope) => {
      const run = branches.find((branch) => isTruthy(branch.case!(scope)))?.then ?? otherwise;
      demand(
        run,
        40066,
        "$switch could not find a matching branch for an input, and no default was specified.",
      );
      return run(scope);
    };
  },
  $let: (operand, name) => {
    const { in: body } = named(name, operand, ["vars", "in"]);
    const variables = [...((operand as Doc).get("vars") as Doc)].map(
      ([key, value]) => [key, compile(value)] as const,
    );
    return (scope) =>
      body!(bind(scope, Object.fromEntries(variables.map(([key, run]) => [key, run(scope)]))));
  },
  $map: (operand, name) => {
    const runs = named(name, operand, ["input", "in"], ["as"]);
    return (scope) =>
      iterated(name, runs.input!(scope))?.map(
        (item) => runs.in!(bind(scope, { [nameOf(operand)]: item })) ?? null,
      ) ?? null;
  },
  $filter: (operand, name) => {
    const runs = named(name, operand, ["input", "cond"], ["as", "limit"]);
    return (scope) => {
      const kept = iterated(name, runs.input!(scope))?.filter((item) =>
        isTruthy(runs.cond!(bind(scope, { [nameOf(operand)]: item }))),
      );
      const limit = runs.limit?.(scope);
      return kept ? (typeof limit === "number" ? kept.slice(0, limit) : kept) : null;
    };
  },
  $reduce: (operand, name) => {
    const runs = named(name, operand, ["input", "initialValue", "in"]);
    return (scope) =>
      iterated(name, runs.input!(scope))?.reduce<Value>(
        (value, item) => runs.in!(bind(scope, { value, this: item })),
        runs.initialValue!(scope),
      ) ?? null;
  },
  $getField: (operand, name) => {
    const parts =
      isDoc(operand) && operand.has("field")
        ? named(name, operand, ["field"], ["input"])
        : { field: compile(operand) };
    return (scope) => {
      const input = "input" in parts ? (parts.input as Run)(scope) : scope.current;
      return isDoc(input) ? input.get(parts.field!(scope) as string) : input === null ? null : undefined;
    };
  },
  $setField: (operand, name) => setField(named(name, operand, ["field", "input", "value"])),
  $unsetField: (operand, name) => setField(named(name, operand, ["field", "input"])),
  $function: (_, name) => refuse(name),
  $accumulator: (_, name) => refuse(name),
};

function refuse(name: string): never {
  throw new MongoError(
    "NotImplemented",
    `${name} runs JavaScript on the server, which the embedded store does not`,
  );
}

function setField(runs: Record<string, Run>): Run {
  return (scope) => {
    const input = runs.input!(scope);
    if (!isDoc(input)) return null;
    const result = new Map(input);
    const value = runs.value?.(scope);
    if (value === undefined) result.delete(runs.field!(scope) as string);
    else result.set(runs.field!(scope) as string, value);
    return result;
  };
}
