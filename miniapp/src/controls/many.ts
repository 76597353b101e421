import type { CodeItem } from "shared-types";

/** `value` (codes joined by commas) with `code` put in or taken out, in the order of the list. */
export function toggled(value: string, code: string, options: readonly CodeItem[]): string {
  const chosen = new Set(value.split(",").filter(Boolean));
  if (!chosen.delete(code)) chosen.add(code);
  return options
    .map((option) => option.code)
    .filter((each) => chosen.has(each))
    .join(",");
}

/** How a choice looks: chosen or not, and further in where another of the list stands above it. */
export function choiceClass({ parent }: CodeItem, chosen: boolean): string {
  return ["choice", chosen && "chosen", parent && "under"].filter(Boolean).join(" ");
}
