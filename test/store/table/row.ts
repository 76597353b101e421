// The language of the table. Every expectation is taken from the MongoDB manual (the page is named with each
// group of rows), never from what some server answered.
import type { Document } from "bson";

/** What one row does; the last step's answer is the one that is judged. `c` is the row's own collection name. */
export type Step =
  | { act: string; args: readonly unknown[] }
  | { command: (c: string) => Document; admin?: boolean }
  | { script: (at: Place) => Promise<unknown> };

/** Where a script runs: the driver's own objects, so that it may do what data cannot say (sessions, cursors). */
export interface Place {
  // biome-ignore lint/suspicious/noExplicitAny: drivers 6 and 7 have distinct types of the same shape
  client: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  db: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  coll: any;
  /** A further client of the same kind, closed after the row: its sessions begin anew. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  fresh(): Promise<any>;
  /** The client's own BSON library: drivers refuse values of another major version. */
  BSON: typeof import("bson");
}

export interface Given {
  docs?: readonly Document[];
  indexes?: readonly Document[];
  /** Further collections, named `<row's collection>_<key>`. */
  others?: Record<string, readonly Document[]>;
}

export interface Expected {
  /** The collection afterwards, in `_id` order, fields in order. */
  docs?: readonly unknown[];
  /** The whole answer. */
  gives?: unknown;
  /** A part of the answer, at any depth; arrays whole. */
  has?: unknown;
  /** The `_id`s of the documents found, in order. */
  ids?: readonly unknown[];
  fails?: { code: number | readonly number[]; name?: string; has?: Document };
}

export interface Row {
  name: string;
  /** The page below https://www.mongodb.com/docs/manual/ that the expectation stands on. */
  manual: string;
  given: Given;
  when: readonly Step[];
  then: Expected;
  /** Rows whose call mongoose itself changes or refuses run through the drivers only. */
  only?: "driver";
}

type Short = readonly [
  name: string,
  given: readonly Document[] | Given,
  when: Step | readonly Step[],
  then: Expected,
  only?: "driver",
];

/** The rows of one page of the manual. */
export function page(manual: string, ...rows: readonly Short[]): Row[] {
  return rows.map(([name, given, when, then, only]) => ({
    name,
    manual,
    given: Array.isArray(given) ? { docs: given as readonly Document[] } : (given as Given),
    when: Array.isArray(when) ? (when as readonly Step[]) : [when as Step],
    then,
    ...(only && { only }),
  }));
}

const act =
  (name: string) =>
  (...args: unknown[]): Step => ({ act: name, args });

export const insert = act("insertOne");
export const insertMany = act("insertMany");
export const find = act("find");
export const update = act("updateOne");
export const updateMany = act("updateMany");
export const replace = act("replaceOne");
export const remove = act("deleteOne");
export const removeMany = act("deleteMany");
export const findUpdate = act("findOneAndUpdate");
export const findReplace = act("findOneAndReplace");
export const findRemove = act("findOneAndDelete");
export const count = act("countDocuments");
export const bulk = act("bulkWrite");
/** The pipeline may be a function of the collection's name. */
export const aggregate = act("aggregate");

export const command = (make: (c: string) => Document): Step => ({ command: make });
export const admin = (body: Document): Step => ({ command: () => body, admin: true });
export const script = (run: (at: Place) => Promise<unknown>): Step => ({ script: run });

export const docs = (...all: unknown[]): Expected => ({ docs: all });
export const gives = (answer: unknown): Expected => ({ gives: answer });
export const has = (part: unknown): Expected => ({ has: part });
export const ids = (...all: unknown[]): Expected => ({ ids: all });
export const fails = (code: number | readonly number[], name?: string, part?: Document): Expected => ({
  fails: { code, ...(name && { name }), ...(part && { has: part }) },
});

/** One expression over one document: the cheapest way to ask what an operator gives. */
export const value = (expression: unknown): Step =>
  aggregate([{ $project: { _id: 0, v: expression } }, { $limit: 1 }]);
export const is = (v: unknown): Expected => ({ gives: [{ v }] });
/** The same when the field is absent. */
export const isMissing: Expected = { gives: [{}] };
/** The BSON type that a field has afterwards. */
export const typeOf = (path: string): Step => value({ $type: `$${path}` });
