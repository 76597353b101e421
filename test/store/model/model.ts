// A small independent model of a collection: documents in a Map, queries and sorting by hand, unique keys by
// comparing every pair. It is slow and plain on purpose: it shares no code with the store, nor with any library.

export type Scalar = null | number | string | boolean;
export type Value = Scalar | Scalar[];
export interface Doc {
  _id: number;
  n?: Value;
  u?: string;
  tags?: string[];
}

export type Filter =
  | { kind: "all" }
  | { kind: "id"; id: number }
  | Comparison
  | { kind: "in"; field: Field; values: Scalar[] }
  | { kind: "exists"; field: Field; there: boolean }
  | { kind: "size"; field: Field; size: number }
  | { kind: "or"; of: Filter[] }
  | { kind: "and"; of: Filter[] };
interface Comparison {
  kind: "eq" | "gt" | "gte" | "lt" | "lte" | "ne";
  field: Field;
  value: Scalar;
}
export type Field = "n" | "u" | "tags";

/** The place of a value's kind in BSON's comparison order. */
const rank = (v: Value | undefined): number =>
  v === undefined || v === null
    ? 1
    : typeof v === "number"
      ? 2
      : typeof v === "string"
        ? 3
        : Array.isArray(v)
          ? 4
          : 8;

export function compare(a: Value | undefined, b: Value | undefined): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
      const c = compare(a[i], b[i]);
      if (c !== 0) return c;
    }
    return a.length - b.length;
  }
  if (typeof a === "string" && typeof b === "string") return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a ?? 0) - Number(b ?? 0);
}

function meets(v: Value | undefined, kind: string, wanted: Scalar): boolean {
  const candidates = Array.isArray(v) ? [...v, v] : [v];
  return candidates.some((c) => {
    if (rank(c) !== rank(wanted)) return false;
    const order = compare(c, wanted);
    if (kind === "eq") return order === 0;
    if (kind === "gt") return order > 0;
    if (kind === "gte") return order >= 0;
    return kind === "lt" ? order < 0 : order <= 0;
  });
}

export function matches(doc: Doc, f: Filter): boolean {
  if (f.kind === "all") return true;
  if (f.kind === "id") return doc._id === f.id;
  if (f.kind === "or") return f.of.some((g) => matches(doc, g));
  if (f.kind === "and") return f.of.every((g) => matches(doc, g));
  const v = doc[f.field];
  if (f.kind === "exists") return (v !== undefined) === f.there;
  if (f.kind === "size") return Array.isArray(v) && v.length === f.size;
  if (f.kind === "in") return f.values.some((w) => meets(v, "eq", w));
  if (f.kind === "ne") return !meets(v, "eq", f.value);
  return meets(v, f.kind, f.value);
}

/** What a document is sorted by: an array by its least element upwards, by its greatest downwards. */
function sortKey(v: Value | undefined, direction: 1 | -1): { empty: boolean; value: Value | undefined } {
  if (!Array.isArray(v)) return { empty: false, value: v };
  if (v.length === 0) return { empty: true, value: undefined };
  const ordered = [...v].sort(compare);
  return { empty: false, value: direction === 1 ? ordered[0]! : ordered.at(-1)! };
}

export class Model {
  readonly docs = new Map<number, Doc>();

  find(filter: Filter): Doc[] {
    return [...this.docs.values()].filter((d) => matches(d, filter)).sort((a, b) => a._id - b._id);
  }

  sorted(filter: Filter, field: Field, direction: 1 | -1): Doc[] {
    return this.find(filter).sort((a, b) => {
      const [x, y] = [sortKey(a[field], direction), sortKey(b[field], direction)];
      const order = x.empty || y.empty ? Number(y.empty) - Number(x.empty) : compare(x.value, y.value);
      return order * direction || a._id - b._id;
    });
  }

  /** Puts a document in its place unless a unique key forbids it; says which. `u` is sparse, `tags` multikey. */
  put(doc: Doc): "_id" | "u" | "tags" | null {
    for (const other of this.docs.values()) {
      if (other._id === doc._id) continue;
      if (doc.u !== undefined && other.u === doc.u) return "u";
      if (doc.tags?.some((t) => other.tags?.includes(t))) return "tags";
    }
    this.docs.set(doc._id, doc);
    return null;
  }

  insert(doc: Doc): "_id" | "u" | "tags" | null {
    return this.docs.has(doc._id) ? "_id" : this.put(doc);
  }
}
