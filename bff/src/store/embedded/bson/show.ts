import { isDoc, ObjectId, type Value } from "./value.ts";

/** A value as MongoDB's messages write it: `{ a: "x", n: 1 }`. */
export function show(value: Value): string {
  if (isDoc(value))
    return value.size ? `{ ${[...value].map(([name, item]) => `${name}: ${show(item)}`).join(", ")} }` : "{}";
  if (Array.isArray(value)) return value.length ? `[ ${value.map(show).join(", ")} ]` : "[]";
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  return value === undefined ? "undefined" : String(value);
}
