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
