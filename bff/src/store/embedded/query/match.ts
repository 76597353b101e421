import { compile as compileExpression, type Scope } from "../aggregate/expression.ts";
import { type Doc, isDoc, isTruthy, type Value } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import { LEAVES, regexTest } from "./operators.ts";
import { type Found, Item, some } from "./path.ts";

/**
 * A filter, parsed: `test` decides, the other fields tell the planner what it can use. `path`/`op`/`value` stand
 * for one condition on one field; `element` for `$elemMatch`, its conditions being about the items of `path`.
 */
export interface Filter {
  test(doc: Value, found?: Found): boolean;
  and?: Filter[];
  or?: Filter[];
  path?: string;
  op?: string;
  value?: Value;
  element?: Filter;
}

/** Compiles a filter document. `scope` gives `$expr` its variables. Throws BadValue for what MongoDB refuses. */
export function parseFilter(filter: Doc, scope: Partial<Scope> = {}): Filter {
  const parts: Filter[] = [];
  for (const [key, value] of filter) {
    if (!key.startsWith("$")) parts.push(...field(key, value, scope));
    else if (key === "$comment") continue;
    else parts.push(logical(key, value, scope));
  }
  return parts.length === 1 ? parts[0]! : all(parts);
}

const all = (parts: Filter[]): Filter => ({
  and: parts,
  test: (doc, found) => parts.every((part) => part.test(doc, found)),
});

function logical(key: string, value: Value, scope: Partial<Scope>): Filter {
  if (key === "$expr") {
    const run = compileExpression(value);
    return { test: (doc) => isTruthy(run({ ...scope, root: doc, current: doc } as Scope)) };
  }
  if (key === "$alwaysTrue" || key === "$alwaysFalse") return { test: () => key === "$alwaysTrue" };
  if (key === "$where" || key === "$text" || key === "$jsonSchema")
    throw new MongoError("NotImplemented", `${key} is not served by the embedded store`);
  if (key !== "$and" && key !== "$or" && key !== "$nor")
    throw new MongoError(
      "BadValue",
      `unknown top level operator: ${key}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
    );
  demand(Array.isArray(value), "BadValue", `${key} must be an array`);
  demand(value.length, "BadValue", "$and/$or/$nor must be a nonempty array");
  const parts = value.map((item) => {
    demand(isDoc(item), "BadValue", "$or/$and/$nor entries need to be full objects");
    return parseFilter(item, scope);
  });
  if (key === "$and") return all(parts);
  const any = (doc: Value, found?: Found) => parts.some((part) => part.test(doc, found));
  return key === "$or" ? { or: parts, test: any } : { test: (doc) => !any(doc) };
}

const isOperators = (value: Value): value is Doc =>
  isDoc(value) && value.size > 0 && value.keys().next().value!.startsWith("$") && !isReference(value);

/** `{$ref, $id, $db}` is a value, not a set of operators. */
const isReference = (value: Doc): boolean => value.has("$ref") && value.has("$id");

function field(path: string, value: Value, scope: Partial<Scope>): Filter[] {
  const parts = path.split(".");
  if (!isOperators(value)) return [leaf(path, parts, regexTest(value) ? "$regex" : "$eq", value)];
  const result: Filter[] = [];
  for (const [op, operand] of value) {
    if (op === "$options" || op === "$comment") {
      demand(op === "$comment" || value.has("$regex"), "BadValue", "$options needs a $regex");
      continue;
    }
    if (op === "$regex") result.push(leaf(path, parts, op, operand, value.get("$options")));
    else if (op === "$elemMatch") result.push(elemMatch(path, parts, operand, scope));
    else if (op === "$not") result.push(not(path, operand, scope));
    else if (op === "$all") result.push(every(path, parts, operand, scope));
    else result.push(leaf(path, parts, op, operand));
  }
  return result;
}

const GEO = ["$near", "$nearSphere", "$geoWithin", "$geoIntersects", "$within"];
const NEGATED: Record<string, string> = { $ne: "$eq", $nin: "$in" };

function leaf(path: string, parts: readonly string[], op: string, value: Value, options?: Value): Filter {
  if (op === "$exists" || NEGATED[op]) {
    const expected = op === "$exists" ? isTruthy(value) : false;
    const inner =
      op === "$exists" ? (item: Value) => item !== undefined : LEAVES[NEGATED[op]!]!(value, undefined);
    return {
      path,
      op,
      value,
      test: (doc) => some(doc, parts, 0, op === "$exists" ? whole(inner) : inner) === expected,
    };
  }
  const make = LEAVES[op];
  demand(!GEO.includes(op), "NotImplemented", `${op} is not served by the embedded store`);
  if (!make) throw new MongoError("BadValue", `unknown operator: ${op}`);
  const test = make(value, options);
  return { path, op, value, test: (doc, found) => some(doc, parts, 0, test, found) };
}

/** `$exists` asks about the field, not about the items of its array. */
const whole =
  (test: (value: Value, whole: boolean) => boolean) =>
  (value: Value, isWhole: boolean): boolean =>
    isWhole && test(value, isWhole);

function not(path: string, operand: Value, scope: Partial<Scope>): Filter {
  demand(regexTest(operand) || isOperators(operand), "BadValue", "$not needs a regex or a document");
  const inner = all(field(path, operand, scope));
  return { test: (doc) => !inner.test(doc) };
}

function elemMatch(path: string, parts: readonly string[], operand: Value, scope: Partial<Scope>): Filter {
  demand(isDoc(operand), "BadValue", "$elemMatch needs an Object");
  const first = operand.keys().next().value;
  const onValue = first?.startsWith("$") && !["$and", "$or", "$nor", "$expr"].includes(first);
  // Conditions on the item itself are conditions on a field with no name.
  const element = onValue ? all(itemConditions(operand, scope)) : parseFilter(operand, scope);
  const matches = (item: Value) =>
    onValue ? element.test(item) : (isDoc(item) || Array.isArray(item)) && element.test(item);
  const test = (value: Value, isWhole: boolean) => isWhole && Array.isArray(value) && value.some(matches);
  return {
    path,
    op: "$elemMatch",
    ...(onValue ? {} : { element }),
    test: (doc, found) =>
      some(doc, parts, 0, (value, isWhole) => {
        if (!test(value, isWhole)) return false;
        if (found) found.position = (value as Value[]).findIndex(matches);
        return true;
      }),
  };
}

function itemConditions(operand: Doc, scope: Partial<Scope>): Filter[] {
  return field("", operand, scope).map((condition) => ({
    test: (item) => condition.test(new Map([["", new Item(item) as unknown as Value]])),
  }));
}

function every(path: string, parts: readonly string[], operand: Value, scope: Partial<Scope>): Filter {
  demand(Array.isArray(operand), "BadValue", "$all needs an array");
  if (!operand.length) return { test: () => false };
  return all(
    operand.flatMap((item) =>
      isDoc(item) && item.has("$elemMatch")
        ? field(path, item, scope)
        : [leaf(path, parts, regexTest(item) ? "$regex" : "$eq", item)],
    ),
  );
}

/** The fields an upsert takes over from its filter: equalities, also inside `$and` (and a `$or` or `$in` of one). */
export function equalities(filter: Filter): [string, Value][] {
  const single = filter.or?.length === 1 ? filter.or : filter.and;
  if (single) return single.flatMap(equalities);
  if (!filter.path) return [];
  if (filter.op === "$eq") return [[filter.path, filter.value]];
  if (
    filter.op === "$in" &&
    Array.isArray(filter.value) &&
    filter.value.length === 1 &&
    !regexTest(filter.value[0])
  )
    return [[filter.path, filter.value[0]]];
  return [];
}
