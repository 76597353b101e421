import { decode } from "../bson/decode.ts";
import type { Doc, Value } from "../bson/value.ts";
import { MongoError } from "../errors.ts";
import type { Filter } from "../query/match.ts";
import type { Found } from "../query/path.ts";
import { setCommandEnd } from "../query/regex.ts";
import { sortBy } from "../query/sort.ts";
import type { Collection } from "../storage/catalog.ts";
import { recordKey, recordOf, recordsOf } from "../storage/keys.ts";
import type { Storage } from "../storage/storage.ts";
import { type IndexScan, type Plan, planFor } from "./planner.ts";

/** One document that was found. */
export interface Hit {
  record: number;
  bytes: Buffer;
  doc: Doc;
  found: Found;
}

/** How much was read, for `explain`. */
export interface Effort {
  keys: number;
  docs: number;
}

export interface Search {
  filter: Filter;
  sort?: Doc | undefined;
  skip?: number;
  limit?: number;
  hint?: Value;
  /** Called for every document looked at; throws when the time is over. */
  tick(): void;
  effort?: Effort;
}

/** Finds documents: by the best plan, filtered, sorted, and cut to `skip` and `limit`. Lazy unless it must sort. */
export function* search(
  storage: Storage,
  collection: Collection,
  query: Search,
  plan = planOf(collection, query),
): Generator<Hit> {
  const { filter, sort, skip = 0, limit = 0, tick } = query;
  const effort = query.effort ?? { keys: 0, docs: 0 };
  const matching = function* (): Generator<Hit> {
    for (const [record, bytes] of candidates(storage, collection, plan, effort)) {
      tick();
      effort.docs += 1;
      const hit: Hit = { record, bytes, doc: decode(bytes), found: {} };
      if (filter.test(hit.doc, hit.found)) yield hit;
    }
  };
  const last = limit ? skip + limit : Number.POSITIVE_INFINITY;
  const hits = plan.sorted || !sort ? matching() : sortBy([...matching()], sort, (hit) => hit.doc, last);
  let at = 0;
  for (const hit of hits) {
    if (at++ >= skip) yield hit;
    if (at >= last) return;
  }
}

export const planOf = (collection: Collection, { filter, sort, hint }: Search): Plan =>
  planFor(collection, filter, sort, hint);

function* candidates(
  storage: Storage,
  collection: Collection,
  plan: Plan,
  effort: Effort,
): Generator<[number, Buffer]> {
  if (plan.kind === "collection") {
    for (const { key, value } of storage.entries(recordsOf(collection.id), plan.reverse))
      yield [recordOf(key), value];
    return;
  }
  const scans = plan.kind === "or" ? plan.plans : [plan];
  const several = plan.kind === "or" || plan.index.multikey.length > 0;
  const seen = new Set<number>();
  for (const scan of scans)
    for (const record of recordsIn(storage, scan, effort)) {
      if (several) {
        if (seen.has(record)) continue;
        seen.add(record);
      }
      const bytes = storage.get(recordKey(collection.id, record));
      if (bytes) yield [record, bytes]; // it may have gone while a cursor rested
    }
}

function* recordsIn(storage: Storage, { ranges, reverse }: IndexScan, effort: Effort): Generator<number> {
  for (const range of reverse ? [...ranges].reverse() : ranges)
    for (const { value } of storage.entries(range, reverse)) {
      effort.keys += 1;
      yield recordOf(value);
    }
}

/** A clock for `maxTimeMS`: call it before each document; regular expressions keep to it too. Zero means no limit. */
export function deadline(maxTimeMS: number): () => void {
  const end = maxTimeMS ? performance.now() + maxTimeMS : Number.POSITIVE_INFINITY;
  return () => {
    setCommandEnd(end);
    if (maxTimeMS && performance.now() > end)
      throw new MongoError("MaxTimeMSExpired", "operation exceeded time limit");
  };
}
