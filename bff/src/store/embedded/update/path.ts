import { type Doc, isDoc, type Value } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import type { Filter } from "../query/match.ts";
import { type Found, isIndex } from "../query/path.ts";

/** What the `$`, `$[]` and `$[name]` of a path stand for. */
export interface Places {
  found: Found;
  arrayFilters: ReadonlyMap<string, Filter>;
}

type Container = Doc | Value[];
const child = (holder: Value, part: string): Value =>
  isDoc(holder)
    ? holder.get(part)
    : Array.isArray(holder) && isIndex(part)
      ? holder[Number(part)]
      : undefined;

/** The plain paths that a path with positional parts means in this document. */
export function expand(doc: Doc, parts: readonly string[], places: Places): string[][] {
  let paths: { done: string[]; value: Value }[] = [{ done: [], value: doc }];
  for (const part of parts) {
    paths = paths.flatMap(({ done, value }) => {
      const step = (name: string) => ({ done: [...done, name], value: child(value, name) });
      if (part === "$") {
        demand(
          places.found.position !== undefined,
          "BadValue",
          "The positional operator did not find the match needed from the query.",
        );
        return [step(String(places.found.position))];
      }
      const filter = /^\$\[(.*)\]$/.exec(part)?.[1];
      if (filter === undefined) return [step(part)];
      demand(
        Array.isArray(value),
        "BadValue",
        value === undefined
          ? `The path '${done.join(".")}' must exist in the document in order to apply array updates.`
          : `Cannot apply array updates to non-array element ${done.join(".")}`,
      );
      return value.flatMap((item, index) =>
        accepts(filter, item, parts, places) ? [step(String(index))] : [],
      );
    });
  }
  return paths.map(({ done }) => done);
}

function accepts(name: string, item: Value, parts: readonly string[], places: Places): boolean {
  if (name === "") return true;
  const filter = places.arrayFilters.get(name);
  demand(filter, "BadValue", `No array filter found for identifier '${name}' in path '${parts.join(".")}'`);
  return filter.test(new Map([[name, item]]));
}

/** The value at a plain path; undefined when it is not there. */
export const getPath = (doc: Doc, path: readonly string[]): Value => path.reduce<Value>(child, doc);

/** Puts a value at a plain path, making the documents on the way. */
export function setPath(doc: Doc, path: readonly string[], value: Value): void {
  let holder: Container = doc;
  path.forEach((part, at) => {
    const last = at === path.length - 1;
    const existing = child(holder, part);
    if (!last && existing !== undefined && !isDoc(existing) && !Array.isArray(existing))
      throw new MongoError(
        "PathNotViable",
        `Cannot create field '${path[at + 1]}' in element {${part}: ${String(existing)}}`,
      );
    const next: Value = last ? value : (existing ?? new Map());
    if (isDoc(holder)) holder.set(part, next);
    else {
      demand(
        isIndex(part),
        "PathNotViable",
        `Cannot create field '${part}' in element {${path[at - 1] ?? ""}: [...]}`,
      );
      const index = Number(part);
      demand(index - holder.length < 1_500_000, "BadValue", `can't backfill more than 1500000 elements`);
      while (holder.length < index) holder.push(null);
      holder[index] = next;
    }
    if (!last) holder = next as Container;
  });
}

/** Takes a field away; an item of an array becomes null, so that the others keep their places. */
export function unsetPath(doc: Doc, path: readonly string[]): void {
  const holder = getPath(doc, path.slice(0, -1));
  const name = path.at(-1)!;
  if (isDoc(holder)) holder.delete(name);
  else if (Array.isArray(holder) && isIndex(name) && Number(name) < holder.length)
    holder[Number(name)] = null;
}
