import { readFileSync } from "node:fs";
import type { CodeItem, Element, Interface } from "../src/spec/element.ts";

const spec = new URL("../spec/", import.meta.url);

interface Row {
  name: string;
  label: string;
  type: Element["type"];
  length: string | null;
  cardinality: Element["cardinality"];
  parent: string | null;
  note?: string;
}
type Table = Omit<Interface, "request" | "response"> & { request?: Row[]; response?: Row[] };

/** Groups of which a message holds several (certificateInfo 1..n; CX1003 is a batch; CX3002 a list of items). */
const lists = new Set(["certificateInfo", "educationInfo", "normInfo"]);

/** What a note cites, and our name of that list. */
const citations: readonly [RegExp, string][] = [
  [/附录B\.2(?!\d)/, "attachmentTypes"],
  [/附录B\.3/, "plateColors"],
  [/附录B\.4/, "repairCompanyTypes"],
  [/附录B\.8/, "onlineWithinYear"],
  [/附录B\.9/, "qrRecordTypes"],
  [/附录B\.12/, "progressStates"],
  [/附录B\.13/, "satisfaction"],
  [/附录B\.14/, "repairBusinessScopes"],
  [/附录B\.16/, "businessNatures"],
  [/4\.1\.2\.1\.3/, "sex"],
  [/4\.1\.2\.1\.11/, "education"],
  [/697\.7中5\.2$/, "idTypes"],
  [/5\.16/, "drivingLicenceTypes"],
  [/5\.22/, "workTypes"],
  [/JT\/T415中5\.3\.2/, "creditLevels"],
  [/JT\/T 198/, "technicalLevels"],
  [/GB\/T 2260/, "regions"],
  [/见5\.6/, "businesses"],
];

/** Appendix A: the tables, with what can be read out of their notes. */
export function readInterfaces(): Interface[] {
  const tables = JSON.parse(readFileSync(new URL("interfaces.json", spec), "utf8")) as Table[];
  return tables.map((table) => ({
    code: table.code,
    name: table.name,
    section: table.section,
    // 6.4: the *user* asks the province to make his voucher again, so CX1004 is sent by us.
    direction: table.code === "CX1004" ? "portal->province" : table.direction,
    request: (table.request ?? []).map((row) =>
      elementOf(cutOnReceipt(table.code, row) ? unlimited(row) : row),
    ),
    response: (table.response ?? []).map(elementOf),
  }));
}

/** A whole name is longer than the V8 that A.2.5 gives it: longer values are taken, and compared as far as V8 goes. */
const cutOnReceipt = (code: string, { name }: Row) => code === "CX3001" && name === "applyName";
const unlimited = (row: Row): Row => ({ ...row, length: "V" });

function elementOf(row: Row): Element {
  const options = optionsOf(row.note);
  const codes =
    row.type === "group" ? undefined : citations.find(([cited]) => cited.test(row.note ?? ""))?.[1];
  const [, kind, digits] = /^([FV])(\d*)$/.exec(row.length ?? "") ?? [];
  const length = digits ? Number(digits) : undefined;
  // F2 over a list of one-digit codes (busiState, cancelType): the list decides (protocol: twoDigits).
  const padded = kind === "F" && length === 2 && (options !== undefined || codes === "progressStates");
  const format = /格式：\s*([YMDhms]+)\s*$/.exec(row.note ?? "")?.[1];
  // Two days with a blank between them do not fit into the length that the same row gives (creditAssessCycle, V16).
  const spaced = /格式：\s*YYYYMMDD YYYYMMDD\s*$/.test(row.note ?? "") && length === 16;
  return {
    name: row.name.trim(),
    label: row.label,
    type: row.type,
    ...(length !== undefined && (kind === "F" && !padded ? { fixed: length } : { max: length })),
    cardinality: row.cardinality,
    parent: row.parent,
    ...(row.note && { note: row.note }),
    ...(lists.has(row.name) && { list: true as const }),
    ...(format && kind === "F" && format.length === length && { format }),
    ...(options && { options }),
    ...(codes && { codes }),
    ...(padded && { padded: true as const }),
    ...(spaced && { spaced: true as const }),
    ...(/审[查验]符合要求/.test(row.note ?? "") && { expectedWhenGood: true as const }),
  };
}

/** "1：邮寄\n2：自取" → its values; also written `1、` and `0:`. Undefined when the note lists none. */
export function optionsOf(note: string | undefined): CodeItem[] | undefined {
  const found = [...(note ?? "").matchAll(/(?:^|\n|[：；;]\s*)(\d{1,2})[：:、]\s*([^\n；;]+)/g)];
  if (found.length < 2) return undefined;
  return found.map(([, code, name]) => ({ code: code!, name: name!.trim() }));
}

export interface Codes {
  lists: Record<string, CodeItem[]>;
  progressStates: Record<string, CodeItem[]>;
}

/** Appendix B: `{"plateColors (B.3)": {"1": "蓝色"}}` → named lists; B.12 by business; 5.6 as the list of businesses. */
export function readCodes(): Codes {
  const file = JSON.parse(readFileSync(new URL("codes.json", spec), "utf8")) as Record<
    string,
    Record<string, never>
  >;
  const lists: Codes["lists"] = {};
  const progressStates: Codes["progressStates"] = {};
  for (const [title, values] of Object.entries(file)) {
    const name = title.split(" ")[0]!;
    if (name !== "progressStates") lists[name] = itemsOf(values);
    else
      for (const [businesses, states] of Object.entries(values))
        for (const business of businesses.split(",")) progressStates[business] = itemsOf(states);
  }
  lists.repairBusinessScopes = lists.repairBusinessScopes!.map(underItsClass);
  lists.businesses = readInterfaces()
    .filter((one) => one.code.startsWith("SQ"))
    .map((one) => ({ code: one.code, name: one.name.replace(/((申请信息)?(网上)?办理)?接口$/, "") }));
  return { lists, progressStates };
}

/** B.14: 04101 to 04199 are what a workshop of the class 04100 does. */
function underItsClass(item: CodeItem, _: number, all: readonly CodeItem[]): CodeItem {
  const parent = `${item.code.slice(0, 3)}00`;
  return parent !== item.code && all.some(({ code }) => code === parent) ? { ...item, parent } : item;
}

/** JSON objects list digit keys in numerical order; codes with leading zeros keep the file's order. */
function itemsOf(values: Record<string, string>): CodeItem[] {
  return Object.entries(values).map(([code, name]) => ({ code, name }));
}
