import { writeBody } from "../src/body.ts";
import { childrenOf, leavesOf, listsOf } from "../src/shape.ts";
import type { Element, Part } from "../src/spec/element.ts";
import { type InterfaceCode, interfaces } from "../src/spec/interfaces.gen.ts";

export type Json = Record<string, unknown>;

/** A value that the table allows, as long as it may be. */
export function longest(element: Element): string {
  if (element.options) return element.options[0]!.code;
  if (element.format) return "20261123093000".slice(0, element.format.length);
  if (element.type === "binary") return "AAAA";
  if (element.type === "number") return "1";
  return "字".repeat(element.fixed ?? element.max ?? 10);
}

const valuesOf = (elements: readonly Element[], all: boolean) =>
  Object.fromEntries(
    elements
      .filter((element) => all || element.cardinality === "1")
      .map((element) => [element.name, longest(element)]),
  );

/** The greatest (`all`) or the smallest message that the table allows. */
export function message(code: InterfaceCode, part: Part, all: boolean): Json {
  const table = interfaces[code][part];
  const rows = listsOf(table).map((group) => [group.name, [valuesOf(childrenOf(table, group.name), all)]]);
  return writeBody(interfaces[code], part, {
    values: valuesOf(leavesOf(table), all),
    rows: Object.fromEntries(rows),
  }) as Json;
}

/** The object that directly holds an element, in a message, and its path. */
export function holder(
  json: Json,
  table: readonly Element[],
  code: string,
  element: Element,
): [Json, string] {
  if (element.parent === null) return [json[code] as Json, code];
  const group = table.find((one) => one.name === element.parent)!;
  const [above, path] = holder(json, table, code, group);
  return group.list
    ? [(above[group.name] as Json[])[0]!, `${path}.${group.name}[0]`]
    : [above[group.name] as Json, `${path}.${group.name}`];
}

/** A full message with exactly one thing wrong, and what has to be said about it. */
export interface SingleFault {
  readonly name: string;
  readonly body: Json;
  readonly code: "1001" | "0601";
  /** Path of the element at fault. */
  readonly path: string;
}

type Change = readonly [name: string, change: (parent: Json, name: string) => void];
const set = (name: string, value: unknown): Change => [
  name,
  (parent, at) => {
    parent[at] = value;
  },
];
const remove: Change = ["missing", (parent, name) => delete parent[name]];

/** Every single fault that a table knows: missing, too long, wrong length, wrong code, type or cardinality, strangers. */
export function singleFaults(code: InterfaceCode, part: Part): SingleFault[] {
  const table = interfaces[code][part];
  const withChange = (element: Element, [name, change]: Change): SingleFault => {
    const body = structuredClone(message(code, part, true));
    const [parent, above] = holder(body, table, code, element);
    change(parent, element.name);
    return { name: `${element.name}: ${name}`, body, code: "1001", path: `${above}.${element.name}` };
  };
  const faults = table.flatMap((element) =>
    (element.type === "group" ? groupChanges(element) : leafChanges(element)).map((change) =>
      withChange(element, change),
    ),
  );
  const strangers = [...new Set(table.map((element) => element.parent))].map((parent) => {
    const beside = table.find((element) => element.parent === parent)!;
    const fault = withChange(beside, ["an element more", (json) => Object.assign(json, { strange: "x" })]);
    const path = `${fault.path.slice(0, -beside.name.length)}strange`;
    return {
      ...fault,
      name: `${parent ?? code}: an element that the table does not have`,
      code: "0601",
      path,
    };
  });
  return [...faults, ...(strangers as SingleFault[])];
}

function leafChanges(element: Element): Change[] {
  const limit = element.fixed ?? element.max;
  const mandatory = element.cardinality === "1" ? [remove, set("empty", "")] : [];
  return [
    ...mandatory,
    ...[true, [], ["1"], {}, null].map((value) => set(`of type ${JSON.stringify(value)}`, value)),
    element.type === "number" ? set("no number", "一") : set("a number", 7),
    ...(limit !== undefined && element.type === "string" ? [set("too long", "1".repeat(limit + 1))] : []),
    ...(element.fixed !== undefined ? [set("too short", "1".repeat(element.fixed - 1))] : []),
    ...(element.options ? [set("not in the table's list", "8".repeat(element.fixed ?? 1))] : []),
    ...(element.format ? [set("no date", "9".repeat(element.format.length))] : []),
    ...(element.type === "binary" ? [set("no base64", "不是Base64"), set("base64 cut off", "AAAAA")] : []),
  ];
}

function groupChanges(group: Element): Change[] {
  const twice: Change = [
    "twice",
    (parent, name) => {
      parent[name] = [parent[name], parent[name]].flat();
    },
  ];
  return [
    remove,
    ...["", "text", 7, null].map((value) => set(`of type ${JSON.stringify(value)}`, value)),
    // Attachments may be none: there the + contradicts the clause (protocol: empty values).
    ...(group.name === "certificateInfo" ? [] : [set("without items", [])]),
    ...(group.list ? [] : [twice]),
  ];
}
