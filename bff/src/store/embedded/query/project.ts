import { compile, type Run, type Scope } from "../aggregate/expression.ts";
import { type Doc, isDoc, isNumber, isTruthy, toNumber, type Value } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";
import { parseFilter } from "./match.ts";
import type { Found } from "./path.ts";

/** A projection, compiled: the document as it is shown. */
export type Projection = (doc: Doc, scope: Scope, found?: Found) => Doc;

/** What stands at one path: shown, hidden, worked out, or gone into. */
type Node = true | false | Run | Special | Map<string, Node>;
interface Special {
  special: (value: Value, found: Found | undefined) => Value;
}

/** Compiles a projection of `find` or, with `stage`, of `$project`. Mixing showing and hiding is refused as by MongoDB. */
export function parseProjection(spec: Doc, stage = false): Projection {
  const tree = new Map<string, Node>();
  let mode: boolean | undefined; // true: only what is named is shown
  const decide = (include: boolean, path: string) => {
    if (path === "_id") return;
    const word = include ? "inclusion" : "exclusion";
    demand(
      mode === undefined || mode === include,
      include ? 31253 : 31254,
      `Cannot do ${word} on field ${path} in ${include ? "exclusion" : "inclusion"} projection`,
    );
    mode = include;
  };
  const walk = (fields: Doc, prefix: string[]) => {
    for (const [name, value] of fields) {
      const positional = name.endsWith(".$");
      const parts = [...prefix, ...(positional ? name.slice(0, -2) : name).split(".")];
      const path = parts.join(".");
      demand(!parts.includes(""), 40353, "FieldPath must not end with a '.' or be empty.");
      if (positional && !stage) {
        decide(true, path);
        plant(tree, parts, {
          special: (list, found) => (Array.isArray(list) ? positionalItem(list, found) : list),
        });
      } else if (isNumber(value) || typeof value === "boolean") {
        decide(isTruthy(value), path);
        plant(tree, parts, isTruthy(value));
      } else if (isDoc(value) && value.size && ![...value.keys()][0]!.startsWith("$")) walk(value, parts);
      else {
        const special = stage ? undefined : specialOf(value);
        if (special) {
          if (isDoc(value) && value.has("$elemMatch")) decide(true, path);
          plant(tree, parts, special);
        } else {
          if (!(isDoc(value) && value.size === 0)) decide(true, path);
          plant(tree, parts, compile(value));
        }
      }
    }
  };
  walk(spec, []);
  const id = tree.get("_id");
  if (mode === undefined && id !== undefined && id !== false && tree.size === 1) mode = true;
  if (mode && id === undefined) tree.set("_id", true);
  const include = mode ?? false;
  return (doc, scope, found) => pick(doc, tree, include, scope, found) as Doc;
}

function plant(tree: Map<string, Node>, parts: string[], node: Node): void {
  const [name, ...rest] = parts as [string, ...string[]];
  const existing = tree.get(name);
  const collides = existing !== undefined && (!rest.length || !(existing instanceof Map));
  if (collides) throw new MongoError(31249, `Path collision at ${parts.join(".")}`);
  if (!rest.length) tree.set(name, node);
  else {
    const inner = existing instanceof Map ? existing : new Map<string, Node>();
    tree.set(name, inner);
    plant(inner, rest, node);
  }
}

function pick(value: Value, tree: Map<string, Node>, include: boolean, scope: Scope, found?: Found): Value {
  if (Array.isArray(value))
    return value
      .filter((item) => !include || isDoc(item) || Array.isArray(item) || hasRun(tree))
      .map((item) =>
        isDoc(item) || Array.isArray(item) || hasRun(tree) ? pick(item, tree, include, scope, found) : item,
      );
  if (!isDoc(value))
    return hasRun(tree) ? pick(new Map(), tree, include, scope, found) : include ? undefined : value;
  const result: Doc = new Map();
  for (const [name, item] of value) {
    const node = tree.get(name);
    if (node === undefined ? !include : node === true) result.set(name, item);
    else if (node instanceof Map) {
      const inner = pick(item, node, include, scope, found);
      if (inner !== undefined) result.set(name, inner);
    } else if (node && typeof node === "object") {
      const shown = node.special(item, found);
      if (shown !== undefined) result.set(name, shown);
    }
  }
  for (const [name, node] of tree) {
    if (typeof node === "function") {
      const made = node(scope);
      result.delete(name);
      if (made !== undefined) result.set(name, made);
    } else if (node instanceof Map && !value.has(name) && hasRun(node))
      result.set(name, pick(new Map(), node, include, scope, found));
  }
  return result;
}

const hasRun = (tree: Map<string, Node>): boolean =>
  [...tree.values()].some((node) => typeof node === "function" || (node instanceof Map && hasRun(node)));

function specialOf(value: Value): Special | undefined {
  if (!isDoc(value)) return undefined;
  const slice = value.get("$slice");
  if (slice !== undefined && (isNumber(slice) || (Array.isArray(slice) && slice.every(isNumber))))
    return { special: (list) => (Array.isArray(list) ? sliceOf(list, slice) : list) };
  const condition = value.get("$elemMatch");
  if (condition === undefined) return undefined;
  demand(isDoc(condition), 31274, "elemMatch: Invalid argument, object required");
  const filter = parseFilter(new Map([["item", new Map([["$elemMatch", condition]])]]));
  return {
    special: (list) => {
      if (!Array.isArray(list)) return undefined;
      const item = list.find((candidate) => filter.test(new Map([["item", [candidate]]])));
      return item === undefined ? undefined : [item];
    },
  };
}

function sliceOf(list: Value[], slice: Value): Value[] {
  const [first, count] = Array.isArray(slice) ? slice.map(toNumber) : [toNumber(slice)];
  if (count === undefined) return first! < 0 ? list.slice(first) : list.slice(0, first);
  demand(count > 0, 28724, "$slice limit must be positive");
  const from = first! < 0 ? Math.max(0, list.length + first!) : first!;
  return list.slice(from, from + count);
}

function positionalItem(list: Value[], found: Found | undefined): Value[] {
  demand(
    found?.position !== undefined,
    51246,
    "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
  );
  return list.slice(found.position, found.position + 1);
}
