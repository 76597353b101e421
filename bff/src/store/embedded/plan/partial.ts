import { compare, equal, orderOf } from "../bson/order.ts";
import { isNumber, TYPES, toNumber, typeOf, type Value } from "../bson/value.ts";
import type { Filter } from "../query/match.ts";
import { type Condition, conditionsOf } from "./bounds.ts";
import { presence } from "./planner.ts";

/** True if every document that fulfils the query's conditions also fulfils the index's own filter. */
export function implied(partial: Filter, conditions: Condition[]): boolean {
  if (partial.or) return partial.or.some((part) => implied(part, conditions));
  const wanted = conditionsOf(partial);
  const parts = partial.and ?? [partial];
  // A part that is not a plain condition (a nested $or) must be implied on its own.
  if (parts.some((part) => part.path === undefined && !part.and))
    return parts.every((part) => implied(part, conditions));
  return wanted.every((condition) =>
    conditions.some((given) => given.path === condition.path && follows(given, condition)),
  );
}

const VALUES = (condition: Condition): Value[] | undefined =>
  condition.op === "$eq"
    ? [condition.value]
    : condition.op === "$in"
      ? (condition.value as Value[])
      : undefined;

/** True if `wanted` holds whenever `given` does. */
function follows(given: Condition, wanted: Condition): boolean {
  if (given.op === wanted.op && equal(given.value, wanted.value)) return true;
  const values = VALUES(given);
  switch (wanted.op) {
    case "$exists":
      return Boolean(wanted.value) && presence(given);
    case "$eq":
      return values?.every((value) => equal(value, wanted.value)) ?? false;
    case "$in":
      return (
        values?.every((value) => (wanted.value as Value[]).some((other) => equal(other, value))) ?? false
      );
    case "$type":
      return values?.every((value) => isOfType(value, wanted.value)) ?? false;
    case "$gt":
    case "$gte":
    case "$lt":
    case "$lte":
      return (values ?? [given.value]).every((value) => within(value, values ? "$eq" : given.op, wanted));
    default:
      return false;
  }
}

const isOfType = (value: Value, type: Value): boolean =>
  type === typeOf(value) ||
  (type === "number" && isNumber(value)) ||
  (isNumber(type) && TYPES[typeOf(value)].number === toNumber(type));

function within(value: Value, op: string, wanted: Condition): boolean {
  if (orderOf(value) !== orderOf(wanted.value)) return false;
  const order = compare(value, wanted.value);
  const upward = wanted.op.startsWith("$gt");
  if (op !== "$eq" && op.startsWith("$gt") !== upward) return false;
  const strict = wanted.op === "$gt" || wanted.op === "$lt";
  const beyond = upward ? order > 0 : order < 0;
  return beyond || (order === 0 && (!strict || op === wanted.op));
}
