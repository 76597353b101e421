import type { RequestDefinition } from "./define.ts";
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

/** Lists that are searched on the server instead of being sent to every client. */
const tooLong = new Set(["regions"]);

/** Names of the code lists that a client needs to show and check this request's form. */
export function codesNeeded(definition: RequestDefinition): string[] {
  const named = [
    ...definition.interface.request.map((element) => definition.fields[element.name]?.codes ?? element.codes),
    ...Object.values(definition.asks ?? {}).map((ask) => ask.codes),
    ...Object.values(definition.lists ?? {}).flatMap((list) =>
      Object.values(list.columns).map((column) => column.codes),
    ),
    ...(definition.materials.length > 0 ? ["attachmentTypes"] : []),
  ];
  return [...new Set(named)].filter((name): name is string => name !== undefined && !tooLong.has(name));
}

/** Today's date in Shanghai (UTC+8 all year since 1992), whatever the host's zone; no Intl, old phones lack it. */
export function todayInShanghai(now: Date): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replace(/-/g, "");
}
