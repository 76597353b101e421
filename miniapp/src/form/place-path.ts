import type { CodeItem } from "shared-types";

/** Lists of places by the code of the place above; "" holds the provinces. */
export type PlaceLists = Readonly<Record<string, readonly CodeItem[]>>;

/**
 * The codes from the province down to a place, as far as the lists are known. A county of a municipality (110105)
 * stands directly under it, so the code alone does not tell.
 */
export function pathTo(code: string, lists: PlaceLists): string[] {
  if (code === "") return [];
  const path: string[] = [];
  const candidates = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code];
  for (const candidate of candidates)
    if (path.at(-1) !== candidate && lists[path.at(-1) ?? ""]?.some((item) => item.code === candidate))
      path.push(candidate);
  // Before the list of provinces is there, the province is known all the same.
  return path.length ? path : [candidates[0]!];
}
