import { demand, MongoError } from "../../errors.ts";
import { PARTS } from "./calendar.ts";
import { parseZone } from "./parse-zone.ts";
import { type Read, unreadable } from "./read.ts";

export const MONTH_NAMES = [
  ...["January", "February", "March", "April", "May", "June", "July"],
  ...["August", "September", "October", "November", "December"],
];

const padded = (number: number, digits: number): string => String(Math.abs(number)).padStart(digits, "0");
const part =
  (name: keyof typeof PARTS, digits: number) =>
  (wall: number): string =>
    padded(PARTS[name](wall), digits);
const sign = (offset: number): string => (offset < 0 ? "-" : "+");

/** What a specifier of `$dateToString` shows of a wall time whose zone is so far ahead of UTC. */
const SHOWN: Record<string, (wall: number, offset: number) => string> = {
  "%": () => "%",
  b: (wall) => MONTH_NAMES[PARTS.month(wall) - 1]!.slice(0, 3),
  B: (wall) => MONTH_NAMES[PARTS.month(wall) - 1]!,
  d: part("dayOfMonth", 2),
  G: part("isoWeekYear", 4),
  H: part("hour", 2),
  j: part("dayOfYear", 3),
  L: part("millisecond", 3),
  m: part("month", 2),
  M: part("minute", 2),
  S: part("second", 2),
  u: part("isoDayOfWeek", 1),
  U: part("week", 2),
  V: part("isoWeek", 2),
  w: part("dayOfWeek", 1),
  Y: part("year", 4),
  z: (_, offset) => {
    const minutes = Math.floor(Math.abs(offset) / 60_000);
    return `${sign(offset)}${padded(Math.floor(minutes / 60), 2)}${padded(minutes % 60, 2)}`;
  },
  Z: (_, offset) => String(Math.trunc(offset / 60_000)),
};

export function formatDate(format: string, wall: number, offset: number): string {
  const year = PARTS.year(wall);
  demand(
    year >= 0 && year <= 9999,
    18537,
    `$dateToString is only defined on year 0-9999, tried to use year ${year}`,
  );
  return piecesOf(format, SHOWN)
    .map((piece) => (piece.length === 2 ? SHOWN[piece[1]!]!(wall, offset) : piece))
    .join("");
}

/** Single characters, and specifiers with their `%`. */
function piecesOf(format: string, known: Record<string, unknown>): string[] {
  const pieces = format.match(/%.?|./gsu) ?? [];
  for (const piece of pieces)
    if (piece.startsWith("%")) {
      if (piece === "%") throw new MongoError(18535, "Unmatched '%' at end of format string");
      demand(Object.hasOwn(known, piece[1]!), 18536, `Invalid format character '${piece}' in format string`);
    }
  // A character beyond the basic plane is as long as a specifier.
  return pieces.flatMap((piece) => (piece.startsWith("%") ? [piece] : piece.split("")));
}

const digits = (most: number, put: (read: Read, value: number, text: string) => void, least = 1) => ({
  pattern: new RegExp(`\\d{${least},${most}}`, "y"),
  put: (read: Read, text: string) => put(read, Number(text), text),
});
const name = {
  pattern: /[a-z]+/iy,
  put: (read: Read, text: string) => {
    read.month = monthNamed(text);
  },
};

/** What a specifier of `$dateFromString` takes of the text, and where it goes. */
const TAKEN: Record<string, { pattern: RegExp; put(read: Read, text: string): void }> = {
  "%": { pattern: /%/y, put: () => undefined },
  b: name,
  B: name,
  d: digits(2, (read, value) => Object.assign(read, { day: value })),
  G: digits(4, (read, value) => Object.assign(read, { isoYear: value })),
  H: digits(2, (read, value) => Object.assign(read, { hour: value })),
  j: digits(3, (read, value) => Object.assign(read, { month: 1, dayOfYear: value })),
  L: digits(3, (read, _, text) => Object.assign(read, { millisecond: Number(text.padEnd(3, "0")) })),
  m: digits(2, (read, value) => Object.assign(read, { month: value })),
  M: digits(2, (read, value) => Object.assign(read, { minute: value })),
  S: digits(2, (read, value) => Object.assign(read, { second: value })),
  u: digits(1, (read, value) => Object.assign(read, { isoDay: value })),
  V: digits(2, (read, value) => Object.assign(read, { isoWeek: value })),
  Y: digits(4, (read, value) => Object.assign(read, { year: value }), 4),
  z: {
    pattern: /\s*(?:\(?[a-z]+\)?)?(?:[+-]\d\d?(?::?\d\d)?)?/iy,
    put: (read, text) => {
      read.offset = parseZone(text.trim());
    },
  },
  Z: {
    pattern: /[+-]\d{1,4}/y,
    put: (read, text) => {
      read.offset = Number(text) * 60_000;
    },
  },
};

const MONTHS = new Map([
  ["sept", 9],
  ...MONTH_NAMES.flatMap((month, at): [string, number][] => [
    [month.toLowerCase(), at + 1],
    [month.slice(0, 3).toLowerCase(), at + 1],
  ]),
]);

/** The month by its English name, or the name's first three letters. */
export const monthNamed = (text: string): number | undefined => MONTHS.get(text.toLowerCase());

/** Checks a format of `$dateFromString` before there is anything to read. */
export const checkReadFormat = (format: string): string[] => piecesOf(format, TAKEN);

/** Reads a text by its format, character by character. */
export function readByFormat(text: string, format: string): Read {
  const read: Read = {};
  let at = 0;
  for (const piece of checkReadFormat(format)) {
    if (at >= text.length) unreadable(text, "Data missing");
    if (!piece.startsWith("%")) {
      if (text[at] !== piece) unreadable(text, `${at}: Format literal not found '${text[at]}'`);
      at += 1;
      continue;
    }
    const { pattern, put } = TAKEN[piece[1]!]!;
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (!found) unreadable(text, `${at}: what ${piece} stands for was not found '${text[at]}'`);
    put(read, found);
    at += found.length;
  }
  if (at < text.length) unreadable(text, `${at}: Trailing data '${text[at]}'`);
  return read;
}
