import type { Answers } from "./condition.ts";
import type { RequestDefinition } from "./define.ts";
import { childrenOf, isJsonNumber } from "./shape.ts";
import type { Element, Interface, Part } from "./spec/element.ts";
import { type InterfaceCode, interfaces } from "./spec/interfaces.gen.ts";

/** A message's content without its nesting: each leaf by its wire name, each list by the name of its group. */
export interface WireValues {
  readonly values: Answers;
  readonly rows: Readonly<Record<string, readonly Answers[]>>;
}

/** One file that goes along: `certificateInfo`. */
export interface WireAttachment {
  readonly imageType: string;
  readonly base64Binary: string;
}

type Json = Record<string, unknown>;

/** The Body's JSON value of one of our requests, in the default dialect: `{"SQ1008": {"exchangeInfo": {…}, …}}`. */
export function bodyOf(
  definition: Pick<RequestDefinition, "interface">,
  values: Answers,
  attachments: readonly WireAttachment[],
): Json {
  const rows = attachments.map(({ imageType, base64Binary }) => ({ imageType, base64Binary }));
  return writeBody(definition.interface, "request", { values, rows: { certificateInfo: rows } }) as Json;
}

/** The other way: a checked Body's JSON value back to its values. `""` counts as absent, `01` of an F2 list as `1`. */
export function valuesOf(code: InterfaceCode, body: unknown, part: Part = "request"): WireValues {
  return readBody(interfaces[code], part, body);
}

/** Any Body of any interface; `""` where the table has no elements (XT1001, answers without data). */
export function writeBody(of: Interface, part: Part, content: WireValues): Json | "" {
  if (of[part].length === 0) return "";
  return { [of.code]: writeGroup(of[part], null, content.values, content.rows) };
}

function writeGroup(
  table: readonly Element[],
  parent: string | null,
  values: Answers,
  rows: WireValues["rows"],
): Json {
  const json: Json = {};
  for (const element of childrenOf(table, parent)) {
    if (element.list)
      json[element.name] = (rows[element.name] ?? []).map((row) => writeGroup(table, element.name, row, {}));
    else if (element.type === "group") json[element.name] = writeGroup(table, element.name, values, rows);
    else {
      const value = values[element.name] ?? "";
      // An optional element without a value is left out; a mandatory one always stands there (protocol: empty values).
      if (value !== "" || element.cardinality === "1") json[element.name] = written(element, value);
    }
  }
  return json;
}

const written = (element: Element, value: string) =>
  isJsonNumber(element) && value !== "" ? Number(value) : value;

/** Reads both forms of a group (`{…}` and `[{…}]`); of a body that `checkBody` refuses it gives what it can. */
export function readBody(of: Interface, part: Part, body: unknown): WireValues {
  const values: Record<string, string> = {};
  const rows: Record<string, Answers[]> = {};
  readGroup(of[part], null, (body as Json | "")?.[of.code as never], values, rows);
  return { values, rows };
}

function readGroup(
  table: readonly Element[],
  parent: string | null,
  json: unknown,
  values: Record<string, string>,
  rows: Record<string, Answers[]>,
): void {
  if (json === null || typeof json !== "object") return;
  for (const element of childrenOf(table, parent)) {
    const value = (json as Json)[element.name];
    if (element.list) {
      rows[element.name] = itemsOf(value).map((item) => {
        const row: Record<string, string> = {};
        readGroup(table, element.name, item, row, {});
        return row;
      });
    } else if (element.type === "group") readGroup(table, element.name, itemsOf(value)[0], values, rows);
    else if ((typeof value === "string" && value !== "") || typeof value === "number")
      values[element.name] = read(element, String(value));
  }
}

const itemsOf = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

const read = (element: Element, value: string) => (element.padded ? value.replace(/^0(?=\d$)/, "") : value);
