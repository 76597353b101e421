import type { Element, Interface, Part } from "./spec/element.ts";

/** Values that a person or a server fills in once each: every leaf outside of lists. */
export function leavesOf(table: readonly Element[]): Element[] {
  return table.filter((element) => element.type !== "group" && !inList(table, element));
}

/** The groups that stand as lists (`certificateInfo`, `educationInfo`, `normInfo`). */
export function listsOf(table: readonly Element[]): Element[] {
  return table.filter((element) => element.list);
}

/** The group that holds the business's own elements (`exchangeInfo`), if the table has one. */
export function rootOf(table: readonly Element[]): Element | undefined {
  return table.find((element) => element.type === "group" && element.parent === null && !element.list);
}

export function childrenOf(table: readonly Element[], parent: string | null): Element[] {
  return table.filter((element) => element.parent === parent);
}

export function leafNames(of: Interface, part: Part = "request"): string[] {
  return leavesOf(of[part]).map((element) => element.name);
}

/** A number longer than this does not survive JSON; it stays text on the wire (CX3002 `iid`, V32). */
const safeDigits = 15;

export function isJsonNumber(element: Element): boolean {
  return element.type === "number" && (element.max ?? 0) <= safeDigits;
}

function inList(table: readonly Element[], element: Element): boolean {
  return table.some((group) => group.list && group.name === element.parent);
}
