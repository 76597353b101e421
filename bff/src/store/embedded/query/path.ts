import { isDoc, type Value } from "../bson/value.ts";

/** Where in an array a match was found: what the positional `$` of an update stands for. */
export interface Found {
  position?: number;
}

/** A value that is judged as it is, even if it is an array: what `$elemMatch` looks at. */
export class Item {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

export const isIndex = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part);

/**
 * Tries `test` on every value a dotted path leads to, going through arrays on the way as MongoDB does: an array at
 * the end is tried item by item and then whole. A missing field is tried as `undefined`.
 */
export function some(
  value: Value,
  parts: readonly string[],
  at: number,
  test: (value: Value, whole: boolean) => boolean,
  found?: Found,
): boolean {
  if (at === parts.length) {
    if ((value as unknown) instanceof Item) return test((value as unknown as Item).value, true);
    if (!Array.isArray(value)) return test(value, true);
    const position = value.findIndex((item) => test(item, false));
    if (position >= 0 && found) found.position = position;
    return position >= 0 || test(value, true);
  }
  if (isDoc(value)) return some(value.get(parts[at]!), parts, at + 1, test, found);
  if (!Array.isArray(value)) return test(undefined, true);
  const position = value.findIndex((item) => isDoc(item) && some(item, parts, at, test, found));
  if (position >= 0) {
    if (found) found.position = position;
    return true;
  }
  const part = parts[at]!;
  return (
    isIndex(part) && Number(part) < value.length && some(value[Number(part)], parts, at + 1, test, found)
  );
}

/** The value at a path as an aggregation expression sees it: arrays on the way give arrays, indexes do not count. */
export function resolve(value: Value, parts: readonly string[], at = 0): Value {
  if (at === parts.length) return value;
  if (isDoc(value)) return resolve(value.get(parts[at]!), parts, at + 1);
  if (!Array.isArray(value)) return undefined;
  return value.map((item) => resolve(item, parts, at)).filter((item) => item !== undefined);
}

/** Every value of a path, arrays spread out (`distinct`). */
export function spread(value: Value, parts: readonly string[], at = 0): Value[] {
  if (Array.isArray(value)) {
    const part = parts[at];
    const byIndex = part !== undefined && isIndex(part) ? spread(value[Number(part)], parts, at + 1) : [];
    if (at === parts.length) return value;
    return [...byIndex, ...value.filter(isDoc).flatMap((item) => spread(item, parts, at))];
  }
  if (at === parts.length) return value === undefined ? [] : [value];
  return isDoc(value) ? spread(value.get(parts[at]!), parts, at + 1) : [];
}
