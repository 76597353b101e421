import { dayNumber, isoDay, wallOf } from "./calendar.ts";
import { monthNamed } from "./format.ts";
import { parseZone } from "./parse-zone.ts";
import { type Read, unreadable } from "./read.ts";

type Rule = readonly [pattern: RegExp, put: (read: Read, ...parts: string[]) => void];

const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const rule = (pattern: string, put: Rule[1]): Rule => [new RegExp(`${pattern}(?![\\d])`, "iy"), put];
const date = (read: Read, year: string | undefined, month: number | string, day: string): void => {
  Object.assign(read, { month: Number(month), day: Number(day) });
  if (year !== undefined) read.year = fullYear(year);
};
const named = (text: string): number => monthNamed(text.replace(".", ""))!;
/** Two digits are 1970 to 2069. */
const fullYear = (text: string): number =>
  text.length > 2 ? Number(text) : Number(text) + (Number(text) < 70 ? 2000 : 1900);

/** The ways to write a day, tried in turn. */
const DAYS: readonly Rule[] = [
  rule("(\\d{4})-?W(\\d\\d)(?:-?([1-7]))?", (read, isoYear, isoWeek, day) =>
    Object.assign(read, { isoYear: Number(isoYear), isoWeek: Number(isoWeek), isoDay: Number(day ?? 1) }),
  ),
  rule("(\\d{4})([-/.])(\\d\\d?)\\2(\\d\\d?)", (read, year, _, month, day) => date(read, year, month!, day!)),
  rule("(\\d{4})(\\d\\d)(\\d\\d)", (read, year, month, day) => date(read, year, month!, day!)),
  rule("(\\d{4})[-.]?(\\d{3})", (read, year, day) =>
    Object.assign(read, { year: Number(year), month: 1, dayOfYear: Number(day) }),
  ),
  rule("(\\d\\d?)/(\\d\\d?)/(\\d{4}|\\d\\d)", (read, month, day, year) => date(read, year, month!, day!)),
  rule("(\\d\\d?)/(\\d\\d?)", (read, month, day) => date(read, undefined, month!, day!)),
  rule("(\\d\\d?)[-.](\\d\\d?)[-.](\\d{4})", (read, day, month, year) => date(read, year, month!, day!)),
  rule(`(\\d{4})[-\\s.]?${MONTH}[-\\s.]?(\\d\\d?)`, (read, year, month, day) =>
    date(read, year, named(month!), day!),
  ),
  rule(`(\\d\\d?)(?:st|nd|rd|th)?[-\\s.]*${MONTH}[-\\s.,]*(\\d{4})`, (read, day, month, year) =>
    date(read, year, named(month!), day!),
  ),
  rule(`${MONTH}[-\\s.]*(\\d\\d?)(?:st|nd|rd|th)?[\\s.,-]+(\\d{4})`, (read, month, day, year) =>
    date(read, year, named(month!), day!),
  ),
  rule(`${MONTH}[-\\s.]*(\\d\\d?)(?:st|nd|rd|th)?`, (read, month, day) =>
    date(read, undefined, named(month!), day!),
  ),
];

const TIMES: readonly Rule[] = [
  rule("(\\d\\d?)(?:[:.](\\d\\d))?(?:[:.](\\d\\d))?\\s*([ap])\\.?m\\.?", (read, hour, minute, second, half) =>
    time(read, String((Number(hour) % 12) + (half!.toLowerCase() === "p" ? 12 : 0)), minute, second),
  ),
  rule("(\\d\\d?):(\\d\\d)(?:[:.](\\d\\d)(?:[.,:](\\d+))?)?", (read, ...parts) => time(read, ...parts)),
  rule("(\\d\\d)(\\d\\d)(\\d\\d)?(?:[.,](\\d+))?", (read, ...parts) => time(read, ...parts)),
  rule("noon", (read) => time(read, "12")),
  rule("midnight", (read) => time(read, "0")),
];

function time(read: Read, hour?: string, minute = "0", second = "0", fraction = "0"): void {
  const millisecond = Number(fraction.slice(0, 3).padEnd(3, "0"));
  Object.assign(read, { hour: Number(hour), minute: Number(minute), second: Number(second), millisecond });
}

/**
 * Reads a date without a format: ISO 8601 (calendar, week and ordinal dates), RFC 2822, month names, American `m/d/y`,
 * European `d-m-y` and `d.m.y`, with or without a time and a zone. What it does not know it refuses.
 */
export function parseDate(text: string): Read {
  const read: Read = {};
  const rest = { text, at: 0 };
  skip(rest, /[\s,]+/y);
  const weekday = skip(rest, /(mon|tue|wed|thu|fri|sat|sun)[a-z]*[\s,.]+/iy);
  const day = apply(rest, DAYS, read);
  skip(rest, /\s*T(?=\d)|[\s,]+/iy);
  const clock = apply(rest, TIMES, read);
  if (!day && clock && rest.at < text.length) {
    skip(rest, /[\s,]+/y);
    apply(rest, DAYS, read);
  }
  const zone = text.slice(rest.at).trim();
  if (zone) read.offset = parseZone(zone);
  if (zone && (read.offset === undefined || (!day && !clock)))
    unreadable(text, `${rest.at}: Unexpected data found '${text[rest.at]}'`);
  if (weekday && !isWeekday(read, weekday)) unreadable(text, "the weekday is not that of the date");
  return read;
}

interface Rest {
  text: string;
  at: number;
}

function skip(rest: Rest, pattern: RegExp): string | undefined {
  pattern.lastIndex = rest.at;
  const found = pattern.exec(rest.text)?.[0];
  if (found) rest.at += found.length;
  return found;
}

function apply(rest: Rest, rules: readonly Rule[], read: Read): boolean {
  for (const [pattern, put] of rules) {
    pattern.lastIndex = rest.at;
    const found = pattern.exec(rest.text);
    if (!found) continue;
    put(read, ...found.slice(1));
    rest.at += found[0].length;
    return true;
  }
  return false;
}

function isWeekday({ year, month, day }: Read, name: string): boolean {
  if (year === undefined || month === undefined || day === undefined) return false;
  const at = isoDay(dayNumber(wallOf(year, month, day)));
  return ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][at - 1] === name.slice(0, 3).toLowerCase();
}
