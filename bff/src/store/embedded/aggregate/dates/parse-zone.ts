import { offsetOf } from "./zone.ts";

/** Hours ahead of UTC of the abbreviations that are clear. */
const HOURS: Record<string, number> = {
  ...{ UTC: 0, GMT: 0, Z: 0, WET: 0, WEST: 1, BST: 1, CET: 1, CEST: 2, EET: 2, EEST: 3, MSK: 3 },
  ...{ EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7, JST: 9 },
};

/**
 * The offset of a zone at the end of a date: `Z`, `+08:00`, `GMT+2`, an abbreviation, a military letter; milliseconds
 * ahead of UTC, undefined for what is none of these (an Olson identifier too, as in MongoDB).
 */
export function parseZone(text: string): number | undefined {
  const [, name, shift] = /^(?:\(?([a-z]+)\)?)?([+-].*)?$/i.exec(text) ?? [];
  const letters = name?.toUpperCase();
  if (shift) return !letters || letters === "GMT" || letters === "UTC" ? offsetOf(wide(shift)) : undefined;
  if (!letters) return undefined;
  const hours = Object.hasOwn(HOURS, letters) ? HOURS[letters] : military(letters);
  return hours === undefined ? undefined : hours * 3_600_000;
}

/** `+2` as `+02`. */
const wide = (shift: string): string => shift.replace(/^([+-])(\d)(?!\d)/, "$10$2");

/** A to I are 1 to 9, K to M 10 to 12, N to Y -1 to -12. */
function military(letter: string): number | undefined {
  if (!/^[A-IK-Y]$/.test(letter)) return undefined;
  const place = letter.charCodeAt(0) - 64;
  return place < 10 ? place : place < 14 ? place - 1 : 13 - place;
}
