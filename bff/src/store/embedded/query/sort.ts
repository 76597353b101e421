import { compare } from "../bson/order.ts";
import { type Doc, isDoc, toNumber, type Value } from "../bson/value.ts";
import { demand } from "../errors.ts";

/** The value of a document that a sort looks at: of an array the smallest item, or going down the greatest. */
export function sortValue(doc: Value, parts: readonly string[], direction: number): Value {
  const values = sortCandidates(doc, parts, 0);
  let best = values[0];
  for (const value of values) if (compare(value, best) * direction < 0) best = value;
  return best;
}

/** As index keys: an empty array counts as `undefined`, a missing field as null. */
function sortCandidates(value: Value, parts: readonly string[], at: number): Value[] {
  if (at === parts.length) {
    if (!Array.isArray(value)) return [value === undefined ? null : value];
    return value.length ? value.map((item) => item ?? null) : [undefined];
  }
  if (Array.isArray(value)) {
    const part = Number(parts[at]);
    if (part in value) return sortCandidates(value[part], parts, at + 1);
    return value.length
      ? value.flatMap((item) => (isDoc(item) ? sortCandidates(item, parts, at) : [null]))
      : [null];
  }
  return isDoc(value) ? sortCandidates(value.get(parts[at]!), parts, at + 1) : [null];
}

/** A comparison of documents by a sort document such as `{a: 1, b: -1}`. */
export function comparator(sort: Doc): (a: Value, b: Value) => number {
  const fields = sortFields(sort);
  return (a, b) => {
    for (const { parts, direction } of fields) {
      const order = compare(sortValue(a, parts, direction), sortValue(b, parts, direction));
      if (order) return order * direction;
    }
    return 0;
  };
}

export interface SortField {
  path: string;
  parts: string[];
  direction: 1 | -1;
}

export function sortFields(sort: Doc): SortField[] {
  return [...sort].map(([path, value]) => {
    const direction = toNumber(value);
    demand(!isDoc(value), "NotImplemented", "$meta sorts are not served by the embedded store");
    demand(
      direction === 1 || direction === -1,
      15975,
      "$sort key ordering must be 1 (for ascending) or -1 (for descending)",
    );
    demand(
      path !== "" && !path.split(".").includes(""),
      15998,
      "FieldPath must not end with a '.' or be empty.",
    );
    return { path, parts: path.split("."), direction };
  });
}

/** Sorts documents, working out each one's keys once. Stable. With a limit only so many are kept. */
export function sortBy<T>(
  items: T[],
  sort: Doc,
  docOf: (item: T) => Value,
  limit = Number.POSITIVE_INFINITY,
): T[] {
  const fields = sortFields(sort);
  const keyed = items.map((item) => ({
    item,
    keys: fields.map(({ parts, direction }) => sortValue(docOf(item), parts, direction)),
  }));
  keyed.sort((a, b) => {
    for (let i = 0; i < fields.length; i++) {
      const order = compare(a.keys[i], b.keys[i]);
      if (order) return order * fields[i]!.direction;
    }
    return 0;
  });
  return keyed.slice(0, limit).map(({ item }) => item);
}
