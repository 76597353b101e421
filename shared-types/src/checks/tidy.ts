import type { Kind } from "../define.ts";

const upperCase = new Set<Kind>(["idNumber", "creditCode", "plate", "vin"]);
const compact = new Set<Kind>([
  "idNumber",
  "creditCode",
  "plate",
  "vin",
  "phone",
  "mobile",
  "email",
  "number",
]);

/**
 * What the person surely meant: without blanks round it, full-width digits as digits, x as X, 138 0000 0000 without
 * gaps, the middle dot of a name as ·. Nothing that could change a meaning.
 */
export function tidy(kind: Kind, value: string): string {
  let text = value.trim();
  if (compact.has(kind)) text = toHalfWidth(text).replace(/\s/g, "");
  if (kind === "plate") text = text.replace(/[·•.]/g, "");
  if (kind === "personName") text = text.replace(/[•・．‧∙●]/g, "·");
  if (kind !== "longText") text = text.replace(/[\r\n\t]+/g, " ");
  else text = text.replace(/\r\n?/g, "\n");
  return upperCase.has(kind) ? text.toUpperCase() : text;
}

function toHalfWidth(text: string): string {
  return text
    .replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/　/g, " ");
}
