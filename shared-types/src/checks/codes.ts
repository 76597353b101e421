import type { CodeItem } from "../spec/element.ts";

/** One code, or several with commas, each out of the options that are offered. */
export function checkCodes(
  label: string,
  value: string,
  options: readonly CodeItem[],
  many: boolean,
): string | undefined {
  const codes = many ? value.split(",") : [value];
  if (codes.some((code) => !options.some((option) => option.code === code)))
    return `${label}请从列出的选项中选择`;
  return new Set(codes).size < codes.length ? `${label}有重复的选项` : undefined;
}

/** SQ1010, SQ1004: a part is only a part while something is left. */
export function checkProperPart(label: string, value: string, whole: string): string | undefined {
  const left = whole.split(",").filter((code) => !value.split(",").includes(code));
  return left.length === 0 ? `${label}包括了全部类别；要全部注销，请把注销类型选为“全部注销”` : undefined;
}

/** A place of GB/T 2260: six digits; whether it exists where the list is known. */
export function checkPlace(
  label: string,
  value: string,
  regions: readonly CodeItem[] | undefined,
): string | undefined {
  const exists =
    /^\d{6}$/.test(value) && (regions === undefined || regions.some((region) => region.code === value));
  return exists ? undefined : `请重新选择${label}`;
}
