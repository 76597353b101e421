import { type Doc, isDoc, isTruthy, type Value } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import { percentiles } from "./accumulators.ts";
import { DATE_ARITHMETIC } from "./dates/arithmetic.ts";
import { PART_FORMS } from "./dates/parts.ts";
import { DATE_TEXTS } from "./dates/text.ts";
import { compile, type Run, type Scope } from "./expression.ts";
import { sharesOf } from "./group.ts";

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
export const FORMS: Record<string, (operand: Value, name: string) => Run> = {
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
    // The three may stand in any order.
    const by = parts ? {} : named(name, operand, ["if", "then", "else"]);
    const runs = parts ? parts.map(compile) : [by.if, by.then, by.else];
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
  $median: (operand, name) => shares(operand, name),
  $percentile: (operand, name) => shares(operand, name),
  $zip: (operand, name) => {
    const runs = named(name, operand, ["inputs"], ["useLongestLength", "defaults"]);
    const longest = (operand as Doc).get("useLongestLength") === true;
    demand(longest || !runs.defaults, 34467, "cannot specify defaults unless useLongestLength is true");
    return (scope) => {
      const inputs = runs.inputs!(scope) as Value[];
      if (inputs.some((input) => input === null || input === undefined)) return null;
      const lists = inputs.map((input) => {
        demand(Array.isArray(input), 34468, "$zip found a non-array expression in input");
        return input;
      });
      const lengths = lists.map(({ length }) => length);
      const rest = (runs.defaults?.(scope) ?? []) as Value[];
      return Array.from({ length: (longest ? Math.max : Math.min)(...lengths) }, (_, at) =>
        lists.map((list, which) => (at < list.length ? list[at] : rest[which]) ?? null),
      );
    };
  },
  ...DATE_ARITHMETIC,
  ...DATE_TEXTS,
  ...PART_FORMS,
  $function: (_, name) => refuse(name),
  $accumulator: (_, name) => refuse(name),
};

function shares(operand: Value, name: string): Run {
  const { input } = named(name, operand, ["input", "method"], name === "$percentile" ? ["p"] : []);
  const wanted = sharesOf(operand as Doc, name);
  return (scope) => {
    const values = input!(scope);
    const found = percentiles(Array.isArray(values) ? values : [values], wanted);
    return name === "$median" ? found[0] : found;
  };
}

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
