import { createHash } from "node:crypto";
import { encodeKey, inverted } from "../bson/order.ts";
import { type Doc, docOf, isDoc, type Value } from "../bson/value.ts";
import { MongoError } from "../errors.ts";
import { isIndex } from "../query/path.ts";
import type { Index } from "./catalog.ts";

export interface IndexKey {
  bytes: Buffer;
  values: Value[];
}
export interface IndexKeys {
  keys: IndexKey[];
  /** The fields in which an array was met. */
  multikey: string[];
  cut: boolean;
}

/** LMDB takes keys up to 1978 bytes; a longer one is cut and its whole SHA-256 stands for the rest. */
export const KEPT_BYTES = 1850;

/** The keys under which an index has a document: none if sparse or partial leaves it out, several for an array. */
export function keysOf(index: Index, doc: Doc): IndexKeys {
  const multikey = new Set<string>();
  const none = { keys: [], multikey: [], cut: false };
  if (index.partial && !index.partial.test(doc)) return none;
  const walkers = index.fields.map(({ path, parts }) => ({ path, base: doc as Value, rest: parts }));
  const found = combine(walkers, multikey);
  if (index.sparse && found.every((values) => values.every((value) => value === MISSING))) return none;
  const keys = new Map<string, IndexKey>();
  let cut = false;
  for (const marked of found) {
    const values = marked.map((value) => (value === MISSING ? null : value)) as Value[];
    const whole = keyBytes(index, values);
    if (whole.length > KEPT_BYTES) cut = true;
    const bytes = shortened(whole);
    keys.set(bytes.toString("latin1"), { bytes, values });
  }
  return { keys: [...keys.values()], multikey: [...multikey], cut };
}

/** The bytes of these values, field by field in the index's directions. */
export const keyBytes = (index: Index, values: readonly Value[]): Buffer =>
  Buffer.concat(values.map((value, at) => component(value, index.fields[at]!.direction)));

export const component = (value: Value, direction: 1 | -1): Buffer =>
  direction === 1 ? encodeKey(value) : inverted(encodeKey(value));

const shortened = (bytes: Buffer): Buffer =>
  bytes.length <= KEPT_BYTES
    ? bytes
    : Buffer.concat([bytes.subarray(0, KEPT_BYTES), createHash("sha256").update(bytes).digest()]);

/** The values of one key as an error or `explain` shows them: `{field: value}`. */
export const keyValue = (index: Index, values: readonly Value[]): Doc =>
  docOf(Object.fromEntries(index.fields.map(({ path }, at) => [path, values[at] ?? null])));

const MISSING = Symbol("missing");
type Marked = Value | typeof MISSING;

interface Walker {
  path: string;
  base: Value;
  rest: readonly string[];
}

/** All combinations of values. Only one array may be met on the way (a compound index cannot span two). */
function combine(walkers: Walker[], multikey: Set<string>): Marked[][] {
  const reached = walkers.map((walker) => descend(walker));
  const arrays = new Set(
    reached.filter(({ base }) => Array.isArray(base)).map(({ base }) => base as Value[]),
  );
  if (arrays.size === 0) return [reached.map(settledValue)];
  if (arrays.size > 1)
    throw new MongoError(
      "CannotIndexParallelArrays",
      `cannot index parallel arrays [${reached
        .filter(({ base }) => Array.isArray(base))
        .map(({ path }) => path)
        .join("] [")}]`,
    );
  const array = [...arrays][0]!;
  for (const walker of reached) if (walker.base === array) multikey.add(walker.path);
  const items: Value[] = array.length ? array : [undefined];
  return items.flatMap((item) =>
    combine(
      reached.map((walker) => {
        if (walker.base !== array) return walker;
        const empty = !array.length && !walker.rest.length;
        return { ...walker, base: settle(item, walker.rest, empty) };
      }),
      multikey,
    ),
  );
}

/** An array inside the array is a value of its own, and is not gone through again. */
class Settled {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}
const settle = (item: Value, rest: readonly string[], empty: boolean): Value =>
  empty || (Array.isArray(item) && !rest.length)
    ? (new Settled(item) as unknown as Value)
    : Array.isArray(item)
      ? undefined
      : item;

function settledValue({ base, rest }: Walker): Marked {
  if ((base as unknown) instanceof Settled) return (base as unknown as Settled).value;
  return rest.length || base === undefined ? MISSING : base;
}

/** Goes down to the path's value, or to the first array on the way. */
function descend({ path, base, rest }: Walker): Walker {
  let value = base;
  let at = 0;
  if ((value as unknown) instanceof Settled) return { path, base, rest: [] };
  for (; at < rest.length; at++) {
    if (isDoc(value)) value = value.get(rest[at]!);
    else if (Array.isArray(value) && isIndex(rest[at]!) && Number(rest[at]) < value.length)
      value = value[Number(rest[at])];
    else break;
  }
  return { path, base: at < rest.length && !Array.isArray(value) ? undefined : value, rest: rest.slice(at) };
}
