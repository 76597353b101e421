import type { CodeItem } from "shared-types";

interface Entry {
  readonly code: string;
  readonly name: string;
  /** From the province down. */
  readonly whole: string;
  readonly initials: string;
}

const most = 20;
const indexes = new WeakMap<readonly CodeItem[], readonly Entry[]>();

/**
 * Regions that a person may mean by a few characters of the name (朝阳, 北京朝阳) or first letters of its pinyin (cyq), the
 * best first, each named from the province down.
 */
export function searchPlaces(regions: readonly CodeItem[], text: string): CodeItem[] {
  const wanted = text.replace(/\s/g, "").toLowerCase();
  if (wanted === "") return [];
  const rated = indexOf(regions).flatMap((entry) => {
    const rank = rankOf(entry, wanted);
    return rank < 0 ? [] : [{ entry, rank }];
  });
  rated.sort((a, b) => a.rank - b.rank || a.entry.code.localeCompare(b.entry.code));
  return rated.slice(0, most).map(({ entry: { code, whole } }) => ({ code, name: whole }));
}

/** The smaller the better; -1: not at all. */
function rankOf({ name, whole, initials }: Entry, wanted: string): number {
  if (/^[a-z]+$/.test(wanted)) return initials === wanted ? 0 : initials.startsWith(wanted) ? 1 : -1;
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(wanted)) return 2;
  return inOrder(whole, wanted) ? 3 : -1;
}

/** 北京朝阳 stands in 北京市朝阳区, with something left out between. */
function inOrder(whole: string, wanted: string): boolean {
  let at = -1;
  for (const character of wanted) {
    at = whole.indexOf(character, at + 1);
    if (at < 0) return false;
  }
  return true;
}

function indexOf(regions: readonly CodeItem[]): readonly Entry[] {
  const known = indexes.get(regions);
  if (known) return known;
  const names = new Map(regions.map(({ code, name }) => [code, name]));
  const made = regions.map(({ code, name, initials = "" }) => {
    const above = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`].filter((one) => one !== code);
    const whole = above.map((one) => names.get(one) ?? "").join("") + name;
    return { code, name, whole, initials };
  });
  indexes.set(regions, made);
  return made;
}
