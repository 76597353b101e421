import { Binary, Decimal128, type Doc, Double, isDoc, isLong, toNumber, type Value } from "../bson/value.ts";

/** For mingo, which works on plain objects and JavaScript numbers. */
export function toPlain(value: Value): unknown {
  if (Array.isArray(value)) return value.map(toPlain);
  if (isDoc(value)) return Object.fromEntries([...value].map(([name, item]) => [name, toPlain(item)]));
  if (value instanceof Double || value instanceof Decimal128 || isLong(value)) return toNumber(value);
  return value;
}

/** What mingo gives, as values again. */
export function fromPlain(value: unknown): Value {
  if (Array.isArray(value)) return value.map(fromPlain);
  if (value instanceof Uint8Array) return new Binary(value);
  if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    const doc: Doc = new Map();
    for (const [name, item] of Object.entries(value)) if (item !== undefined) doc.set(name, fromPlain(item));
    return doc;
  }
  return value as Value;
}
