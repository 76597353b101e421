import { calculate, integer, toBig } from "../bson/number.ts";
import { compare, equal } from "../bson/order.ts";
import { type Doc, isDoc, isNumber, Timestamp, toNumber, typeOf, type Value } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import { type Filter, parseFilter } from "../query/match.ts";
import { comparator } from "../query/sort.ts";

/** What a modifier does to the value at its path: `undefined` in is "not there", `undefined` out is "leave it alone". */
export type Modifier = (
  current: Value,
  operand: Value,
  context: { now: Date; path: string; inserting: boolean },
) => Value;

function arrayOf(current: Value, operator: string, path: string): Value[] {
  demand(
    current === undefined || Array.isArray(current),
    "BadValue",
    `The field '${path}' must be an array but is of type ${typeOf(current)}; ${operator} cannot be applied`,
  );
  return current ?? [];
}

const arithmetic =
  (name: "$inc" | "$mul"): Modifier =>
  (current, operand, { path }) => {
    demand(
      isNumber(operand),
      "TypeMismatch",
      `Cannot ${name === "$inc" ? "increment" : "multiply"} with non-numeric argument: {${path}: ${String(operand)}}`,
    );
    if (current === undefined) return name === "$inc" ? operand : calculate("multiply", operand, 0);
    demand(
      isNumber(current),
      "TypeMismatch",
      `Cannot apply ${name} to a value of non-numeric type. The field '${path}' is of type ${typeOf(current)}`,
    );
    return calculate(name === "$inc" ? "add" : "multiply", current, operand, true);
  };

export const MODIFIERS: Record<string, Modifier> = {
  $set: (_, operand) => operand ?? null,
  $setOnInsert: (_, operand, { inserting }) => (inserting ? (operand ?? null) : undefined),
  $inc: arithmetic("$inc"),
  $mul: arithmetic("$mul"),
  $min: (current, operand) => (current === undefined || compare(operand, current) < 0 ? operand : undefined),
  $max: (current, operand) => (current === undefined || compare(operand, current) > 0 ? operand : undefined),
  $currentDate: (_, operand, { now, path }) => {
    const type = isDoc(operand) ? operand.get("$type") : operand;
    demand(
      type === true || type === "date" || type === "timestamp" || typeof operand === "boolean",
      "BadValue",
      `The '$type' string field is required to be 'date' or 'timestamp': {${path}: ...}`,
    );
    return type === "timestamp" ? new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }) : now;
  },
  $push: push,
  $addToSet: (current, operand, { path }) => {
    const values = [...arrayOf(current, "$addToSet", path)];
    const each = isDoc(operand) && operand.has("$each") ? operand.get("$each") : [operand];
    demand(Array.isArray(each), "TypeMismatch", "The argument to $each in $addToSet must be an array");
    for (const item of each) if (!values.some((value) => equal(value, item))) values.push(item);
    return values;
  },
  $pop: (current, operand, { path }) => {
    demand(toNumber(operand) === 1 || toNumber(operand) === -1, "FailedToParse", "$pop expects 1 or -1");
    if (current === undefined) return undefined;
    demand(
      Array.isArray(current),
      "TypeMismatch",
      `Path '${path}' contains an element of non-array type '${typeOf(current)}'`,
    );
    return toNumber(operand) === 1 ? current.slice(0, -1) : current.slice(1);
  },
  $pull: (current, operand) => {
    if (current === undefined) return undefined;
    demand(Array.isArray(current), "BadValue", "Cannot apply $pull to a non-array value");
    const matches = pullTest(operand);
    return current.filter((item) => !matches(item));
  },
  $pullAll: (current, operand) => {
    demand(Array.isArray(operand), "BadValue", "$pullAll requires an array argument");
    if (current === undefined) return undefined;
    demand(Array.isArray(current), "BadValue", "Cannot apply $pullAll to a non-array value");
    return current.filter((item) => !operand.some((value) => equal(value, item)));
  },
  $bit: (current, operand) => {
    demand(
      isDoc(operand) && operand.size,
      "BadValue",
      "The $bit modifier is not compatible with this operand",
    );
    demand(
      current === undefined || ["int", "long"].includes(typeOf(current)),
      "BadValue",
      "Cannot apply $bit to a value of non-integral type",
    );
    let value = toBig(current ?? 0);
    let kind = current === undefined ? "int" : typeOf(current);
    for (const [name, mask] of operand) {
      demand(
        ["int", "long"].includes(typeOf(mask)),
        "BadValue",
        "The $bit modifier field must be an Integer(32/64 bit)",
      );
      if (typeOf(mask) === "long") kind = "long";
      if (name === "and") value &= toBig(mask);
      else if (name === "or") value |= toBig(mask);
      else if (name === "xor") value ^= toBig(mask);
      else
        throw new MongoError(
          "BadValue",
          `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`,
        );
    }
    return integer(value, kind as "int" | "long");
  },
};

function pullTest(operand: Value): (item: Value) => boolean {
  const asField = (condition: Value): Filter => parseFilter(new Map([["item", condition]]));
  const [first] = isDoc(operand) ? operand.keys() : [];
  if (isDoc(operand) && (!first?.startsWith("$") || ["$and", "$or", "$nor"].includes(first))) {
    const filter = parseFilter(operand); // a document is a condition on the fields of each item
    return (item) => isDoc(item) && filter.test(item);
  }
  const filter = asField(operand);
  const exact = !isDoc(operand) && Array.isArray(operand);
  return (item) => (exact ? equal(item, operand) : filter.test(new Map([["item", item]])));
}

const CLAUSES = new Set(["$each", "$slice", "$sort", "$position"]);

function push(current: Value, operand: Value, { path }: { path: string }): Value {
  const values = [...arrayOf(current, "$push", path)];
  if (!isDoc(operand) || !operand.has("$each")) return [...values, operand ?? null];
  for (const name of operand.keys())
    demand(CLAUSES.has(name), "BadValue", `Unrecognized clause in $push: ${name}`);
  const each = operand.get("$each");
  demand(
    Array.isArray(each),
    "BadValue",
    `The argument to $each in $push must be an array but it was of type: ${typeOf(each)}`,
  );
  const position = operand.get("$position");
  values.splice(position === undefined ? values.length : toNumber(position), 0, ...each);
  const sort = operand.get("$sort");
  if (sort !== undefined)
    values.sort(isDoc(sort) ? comparator(sort as Doc) : (a, b) => compare(a, b) * toNumber(sort));
  const slice = operand.get("$slice");
  if (slice === undefined) return values;
  demand(
    isNumber(slice),
    "BadValue",
    `The value for $slice must be an integer value but was given type: ${typeOf(slice)}`,
  );
  const count = toNumber(slice);
  return count === 0 ? [] : count > 0 ? values.slice(0, count) : values.slice(count);
}
