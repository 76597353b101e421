import type { ProvinceOverride } from "./province.ts";
import type { CodeItem } from "./spec/element.ts";

/** What form, check and materials need to know beside the definition. */
export interface FormContext {
  /** Code lists by name; `codesNeeded` names those that a definition uses. */
  readonly codes: Readonly<Record<string, readonly CodeItem[]>>;
  readonly province?: ProvinceOverride;
  /** Today in Shanghai, YYYYMMDD. */
  readonly today: string;
}

/** A list as this province has it; undefined if it is not in the context (a client has no list of regions). */
export function codeList(context: FormContext, name: string): readonly CodeItem[] | undefined {
  return context.province?.codes?.[name] ?? context.codes[name];
}

/** Today's date in Shanghai (UTC+8 all year since 1992), whatever the host's zone; no Intl, old phones lack it. */
export function todayInShanghai(now: Date): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replace(/-/g, "");
}
