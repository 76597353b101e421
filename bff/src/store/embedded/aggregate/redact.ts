import { type Doc, isDoc, type Value } from "../bson/value.ts";
import { MongoError } from "../errors.ts";
import { compile, type Scope } from "./expression.ts";
import { type Source, type Stage, scopeOf } from "./pipeline.ts";

/** `$redact`: each document, and inside `$$DESCEND` each inner one, is kept, left out, or looked into. */
export function redact(operand: Value, source: Source): Stage {
  const run = compile(operand);
  const judged = (doc: Doc, scope: Scope): Doc | undefined => {
    switch (run({ ...scope, current: doc })) {
      case "$$KEEP":
        return doc;
      case "$$PRUNE":
        return undefined;
      case "$$DESCEND":
        return new Map([...doc].flatMap(([name, value]) => inside(value, scope).map((kept) => [name, kept])));
      default:
        throw new MongoError(
          17053,
          "$redact's expression should not return anything but $$KEEP, $$PRUNE or $$DESCEND",
        );
    }
  };
  const inside = (value: Value, scope: Scope): Value[] => {
    if (Array.isArray(value)) return [value.flatMap((item) => inside(item, scope))];
    const kept = isDoc(value) ? judged(value, scope) : value;
    return isDoc(value) && !kept ? [] : [kept];
  };
  return function* (docs) {
    for (const doc of docs) {
      const kept = judged(doc, scopeOf(doc, source));
      if (kept) yield kept;
    }
  };
}
