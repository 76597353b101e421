import { randomBytes } from "node:crypto";
import type { Element } from "shared-types/spec/element.ts";
import { interfaces } from "shared-types/spec/interfaces.gen.ts";
import type { Dialect } from "./dialect.ts";

type Json = Record<string, unknown>;

/**
 * A Body in the default form → the peer's own: root as an array, empty groups, two-digit codes.
 * `body` is the whole Body's value, `{"SQ1008": {…}}`; the default form itself comes back unchanged.
 */
export function dressBody(body: Readonly<Json>, part: "request" | "response", dialect: Dialect): Json {
  return Object.fromEntries(
    Object.entries(body).map(([ipc, value]) => {
      const table = tableOf(ipc, part);
      return [ipc, isObject(value) ? dressLevel(value, table, dialect, dialect.rootAsArray) : value];
    }),
  );
}

/** `roots`: plain objects at this level are root groups to be put into a list (deeper groups stay objects). */
function dressLevel(value: Json, table: readonly Element[], dialect: Dialect, roots: boolean): Json {
  const dressed: Json = {};
  for (const [name, item] of Object.entries(value)) {
    if (Array.isArray(item) && item.length === 0) {
      if (dialect.emptyGroup === "item") dressed[name] = [emptyItem(table, name)];
      else if (dialect.emptyGroup === "list") dressed[name] = [];
    } else if (Array.isArray(item))
      dressed[name] = item.map((one) => (isObject(one) ? dressLevel(one, table, dialect, false) : one));
    else if (isObject(item)) {
      const group = dressLevel(item, table, dialect, false);
      dressed[name] = roots ? [group] : group;
    } else dressed[name] = dialect.twoDigits === "padded" ? padded(item, table, name) : item;
  }
  return dressed;
}

function emptyItem(table: readonly Element[], group: string): Json {
  return Object.fromEntries(table.filter(({ parent }) => parent === group).map(({ name }) => [name, ""]));
}

/** F2 elements whose lists count 1, 2, … 10 (busiState, cancelType). */
function padded(value: unknown, table: readonly Element[], name: string): unknown {
  if (typeof value !== "string" || !/^\d$/.test(value)) return value;
  return table.find((element) => element.name === name)?.padded ? `0${value}` : value;
}

function tableOf(ipc: string, part: "request" | "response"): readonly Element[] {
  return Object.hasOwn(interfaces, ipc) ? interfaces[ipc as keyof typeof interfaces][part] : [];
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Puts 0 to 4 blanks before and after each token of a JSON text without blanks, so that equal bodies do not give equal
 * ECB blocks. It stays the same JSON.
 */
export function jitter(json: string): string {
  const blanks = " \t\n\r";
  let pool = randomBytes(4096);
  let used = 0;
  const next = () => {
    if (used === pool.length) {
      pool = randomBytes(4096);
      used = 0;
    }
    return pool[used++] as number;
  };
  const gap = () => Array.from({ length: next() % 5 }, () => blanks[next() % 4]).join("");
  // A token is a string, a mark, or a run of anything else (numbers, true, false, null).
  const tokens = json.match(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^"{}[\],:]+/g) ?? [];
  return tokens.map((token) => gap() + token).join("") + gap();
}
