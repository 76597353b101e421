import { type Doc, isDoc, isNumber, isTruthy, toNumber, typeOf, type Value } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import type { Request } from "./engine.ts";

/** Typed reading of a command's options; a wrong type is answered with 14, as MongoDB's parser does. */
const wrong = (request: Request, name: string, value: Value, wanted: string): MongoError =>
  new MongoError(
    "TypeMismatch",
    `BSON field '${request.name}.${name}' is the wrong type '${typeOf(value)}', expected type '${wanted}'`,
  );

export function docOption(request: Request, name: string): Doc | undefined {
  const value = request.body.get(name);
  if (value === undefined || value === null) return undefined;
  if (!isDoc(value)) throw wrong(request, name, value, "object");
  return value;
}

export function listOption(request: Request, name: string): Value[] | undefined {
  const value = request.body.get(name);
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw wrong(request, name, value, "array");
  return value;
}

export function docsOption(request: Request, name: string): Doc[] {
  const list = listOption(request, name);
  demand(list, "IDLFailedToParse", `BSON field '${request.name}.${name}' is missing but a required field`);
  return list.map((item, at) => {
    if (!isDoc(item)) throw wrong(request, `${name}.${at}`, item, "object");
    return item;
  });
}

/** A whole number that is not negative; `fallback` when it is not given. */
export function countOption(request: Request, name: string, fallback = 0): number {
  const value = request.body.get(name);
  if (value === undefined || value === null) return fallback;
  if (!isNumber(value)) throw wrong(request, name, value, "long");
  const count = toNumber(value);
  demand(count >= 0, 51024, `BSON field '${name}' value must be >= 0, actual value '${count}'`);
  return Math.trunc(count);
}

export function flag(request: Request, name: string, fallback = false): boolean {
  const value = request.body.get(name);
  if (value === undefined || value === null) return fallback;
  if (typeof value !== "boolean" && !isNumber(value)) throw wrong(request, name, value, "bool");
  return isTruthy(value);
}

export function textOption(request: Request, name: string): string {
  const value = request.body.get(name);
  if (value === undefined)
    throw new MongoError(
      "IDLFailedToParse",
      `BSON field '${request.name}.${name}' is missing but a required field`,
    );
  if (typeof value !== "string") throw wrong(request, name, value, "string");
  return value;
}

/** The namespace of a command whose first field names the collection. */
export function namespaceOf(request: Request): string {
  const name = request.body.get(request.name);
  demand(typeof name === "string", "InvalidNamespace", `collection name has invalid type ${typeOf(name)}`);
  demand(
    name !== "" && !name.startsWith(".") && !name.includes("\0"),
    "InvalidNamespace",
    `Invalid namespace specified '${request.db}.${name}'`,
  );
  return `${request.db}.${name}`;
}

/** Collations other than the binary one are not served; better to say so than to sort wrongly. */
export function refuseCollation(options: Doc): void {
  const collation = options.get("collation");
  if (!isDoc(collation) || !collation.size || collation.get("locale") === "simple") return;
  throw new MongoError(
    "NotImplemented",
    "collation: the embedded store compares strings by their bytes only (locale 'simple')",
  );
}

/** The `let` of a command as variables of its expressions. */
export function letVariables(request: Request): ReadonlyMap<string, Value> {
  return docOption(request, "let") ?? new Map();
}
