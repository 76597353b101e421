import { compare } from "../bson/order.ts";
import { type Doc, double, isDoc, isTruthy, type Value } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import { resolve } from "../query/path.ts";
import { ARITHMETIC } from "./arithmetic.ts";
import { ARRAYS } from "./arrays.ts";
import { CONVERSIONS } from "./conversions.ts";
import { FORMS } from "./forms.ts";
import { REGEX } from "./regex.ts";
import { TAIL } from "./tail.ts";
import { TEXT } from "./text.ts";

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

const tables = () => [COMPARISONS, ARITHMETIC, ARRAYS, CONVERSIONS, REGEX, TEXT];

/** True for an operator that is worked out here, not by mingo. */
export const isOwn = (name: string): boolean =>
  [FORMS, ...tables()].some((table) => Object.hasOwn(table, name));

function operator(name: string, operand: Value): Run {
  const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
  if (form) return form(operand, name);
  const entry = tables().find((table) => Object.hasOwn(table, name))?.[name];
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
