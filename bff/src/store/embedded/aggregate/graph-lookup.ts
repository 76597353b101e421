import { identity } from "../bson/order.ts";
import { type Doc, docOf, isDoc, isNumber, Long, toNumber, type Value } from "../bson/value.ts";
import { demand } from "../errors.ts";
import { resolve } from "../query/path.ts";
import { setPath } from "../update/path.ts";
import { compile } from "./expression.ts";
import { type Source, type Stage, scopeOf } from "./pipeline.ts";
import { copyAlong } from "./unwind.ts";

const TEXTS = ["from", "as", "connectFromField", "connectToField"] as const;
const OTHERS = ["startWith", "maxDepth", "depthField", "restrictSearchWithMatch"];

/** `$graphLookup`: what can be reached in a collection from link to link, each document once, at its least depth. */
export function graphLookup(operand: Value, source: Source): Stage {
  demand(isDoc(operand), "FailedToParse", "the $graphLookup stage specification must be an object");
  for (const name of operand.keys())
    demand([...TEXTS, ...OTHERS].includes(name), 40104, `Unknown argument to $graphLookup: ${name}`);
  for (const name of TEXTS)
    demand(typeof operand.get(name) === "string", 40103, `$graphLookup needs a string as argument '${name}'`);
  demand(operand.has("startWith"), 40105, "$graphLookup requires 'from', 'as', 'startWith', …");
  const maxDepth = operand.get("maxDepth");
  demand(
    maxDepth === undefined ||
      (isNumber(maxDepth) && Number.isInteger(toNumber(maxDepth)) && toNumber(maxDepth) >= 0),
    40101,
    "maxDepth requires a nonnegative argument",
  );
  const [from, as, connectFrom, connectTo] = TEXTS.map((name) => operand.get(name) as string);
  const start = compile(operand.get("startWith"));
  const depthField = (operand.get("depthField") as string | undefined)?.split(".");
  const restriction = operand.get("restrictSearchWithMatch") as Doc | undefined;
  const deepest = maxDepth === undefined ? Number.POSITIVE_INFINITY : toNumber(maxDepth);

  const reach = (doc: Doc): Value[] => {
    const reached = new Map<string, Doc>();
    const asked = new Set<string>();
    let links = spread(start(scopeOf(doc, source)));
    for (let depth = 0; links.length && depth <= deepest; depth++) {
      const wanted = links.filter((link) => !asked.has(identity(link)));
      for (const link of wanted) asked.add(identity(link));
      links = [];
      if (!wanted.length) break;
      const isLinked = docOf({ [connectTo!]: docOf({ $in: wanted }) });
      for (const found of source.read(
        from!,
        restriction ? docOf({ $and: [isLinked, restriction] }) : isLinked,
      )) {
        source.tick();
        const id = identity(found.get("_id"));
        if (reached.has(id)) continue;
        links.push(...spread(resolve(found, connectFrom!.split("."))));
        const shown = new Map(found);
        if (depthField) setPath(shown, depthField, Long.fromNumber(depth));
        reached.set(id, shown);
      }
    }
    return [...reached.values()];
  };
  return function* (docs) {
    for (const doc of docs) {
      const result = copyAlong(doc, as!.split("."));
      setPath(result, as!.split("."), reach(doc));
      yield result;
    }
  };
}

/** A link, or each of several; a missing one leads nowhere. */
const spread = (value: Value): Value[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
