import { type Doc, isDoc, type Value } from "../bson/value.ts";
import { demand } from "../errors.ts";
import { getPath, setPath, unsetPath } from "../update/path.ts";
import type { Stage } from "./pipeline.ts";

/** `$unwind`: a document for each item of an array. */
export function unwind(operand: Value): Stage {
  const options: Doc = isDoc(operand) ? operand : new Map([["path", operand]]);
  const text = options.get("path");
  demand(
    typeof text === "string" && text.startsWith("$"),
    28818,
    "path option to $unwind stage should be prefixed with a '$'",
  );
  const path = text.slice(1).split(".");
  const index = options.get("includeArrayIndex") as string | undefined;
  const keep = options.get("preserveNullAndEmptyArrays") === true;
  return function* (docs) {
    for (const doc of docs) {
      const value = getPath(doc, path);
      const items = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
      for (const [at, item] of items.entries()) {
        const copy = copyAlong(doc, path);
        setPath(copy, path, item);
        if (index) setPath(copy, index.split("."), Array.isArray(value) ? at : null);
        yield copy;
      }
      if (items.length || !keep) continue;
      const copy = copyAlong(doc, path);
      if (Array.isArray(value)) unsetPath(copy, path);
      if (index) setPath(copy, index.split("."), null);
      yield copy;
    }
  };
}

/** A copy of the document that can be changed at this path without changing the original. */
export function copyAlong(doc: Doc, path: string[]): Doc {
  const copy = new Map(doc);
  let holder: Doc = copy;
  for (const part of path.slice(0, -1)) {
    const inner = holder.get(part);
    if (!isDoc(inner)) break;
    const next = new Map(inner);
    holder.set(part, next);
    holder = next;
  }
  return copy;
}
