// Appendix A and B as data, read at run time: the province knows the requirement, and nothing of the portal's code.
import { readFileSync } from "node:fs";

export interface Row {
  readonly name: string;
  readonly label: string;
  readonly type: "string" | "number" | "binary" | "group";
  /** "F14", "V64" or null. */
  readonly length: string | null;
  readonly cardinality: "1" | "?" | "+" | "*";
  readonly parent: string | null;
  readonly note?: string;
}

export interface Table {
  readonly code: string;
  readonly name: string;
  readonly direction: "portal->province" | "province->portal" | "both";
  readonly request: readonly Row[];
  readonly response?: readonly Row[];
}

export interface MaterialCondition {
  readonly field?: string;
  readonly ask?: string;
  readonly in?: readonly string[];
  readonly has?: string;
}

export interface MaterialList {
  readonly always?: readonly string[];
  readonly conditional?: readonly {
    readonly when: MaterialCondition;
    readonly words: string;
    readonly codes: readonly string[];
    readonly insteadOf?: readonly string[];
  }[];
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../shared-types/spec/${name}.json`, import.meta.url), "utf8"));

const tables: Table[] = read("interfaces");
const codes: Record<string, Record<string, unknown>> = read("codes");
const byCode = new Map(tables.map((table) => [table.code, table]));

export const tableOf = (ipc: string): Table | undefined => byCode.get(ipc);
export const materialLists: Record<string, MaterialList> = read("materials");

/** The list that a note cites as 附录B.<number>, by code; null where the note cites a rule for numbers instead. */
export function listOf(number: string): Record<string, string> | null {
  const key = Object.keys(codes).find((name) => name.includes(`(B.${number})`));
  if (!key) return null;
  // B.12 has a list for each business; a value alone can only be held against all of them.
  return (number === "12" ? Object.assign({}, ...Object.values(codes[key]!)) : codes[key]) as Record<
    string,
    string
  >;
}

/** States of B.12 of one business: code → words. */
export function progressOf(business: string): Record<string, string> {
  const lists = codes["progressStates (B.12)"] as Record<string, Record<string, string>>;
  const key = Object.keys(lists).find((name) => name.split(",").includes(business));
  if (!key) throw new Error(`B.12 has no states for ${business}`);
  return lists[key]!;
}
