import { MongoError } from "../../errors.ts";
import { DAY, daysIn, wallOf, wallOfIso } from "./calendar.ts";
import { fromWall, type Zone } from "./zone.ts";

/** What was read of a date: natural parts, or parts of an ISO week, a time, and how far its zone is ahead of UTC. */
export interface Read {
  year?: number;
  month?: number | undefined;
  day?: number;
  dayOfYear?: number;
  isoYear?: number;
  isoWeek?: number;
  isoDay?: number;
  hour?: number;
  minute?: number;
  second?: number;
  millisecond?: number;
  offset?: number | undefined;
}

/** Throws ConversionFailure, which `onError` catches. */
export function unreadable(text: string, why: string): never {
  throw new MongoError("ConversionFailure", `Error parsing date string '${text}'; ${why}`);
}

/** The instant of what was read, on the zone's clock unless the text names an offset of its own. */
export function instantRead(read: Read, text: string, zone: Zone): Date {
  const day = dayRead(read, text);
  const { hour = 0, minute = 0, second = 0, millisecond = 0, offset } = read;
  if (hour > 23 || minute > 59 || second > 59) unreadable(text, "The parsed time was invalid");
  const wall = day + wallOf(1970, 1, 1, hour, minute, second, millisecond);
  if (offset === undefined) return new Date(fromWall(wall, zone));
  if (!zone.isUtc)
    throw new MongoError(
      "ConversionFailure",
      "you cannot pass in a date/time string with GMT offset together with a timezone argument",
    );
  return new Date(wall - offset);
}

function dayRead(read: Read, text: string): number {
  const { year, month, day, dayOfYear, isoYear, isoWeek = 1, isoDay = 1 } = read;
  if (isoYear ?? read.isoWeek ?? read.isoDay) {
    if (year !== undefined || month !== undefined || day !== undefined)
      unreadable(text, "Mixing of ISO dates with natural dates is not allowed");
    if (isoYear === undefined || isoWeek < 1 || isoWeek > 53 || isoDay < 1 || isoDay > 7)
      unreadable(text, "The parsed date was invalid");
    return wallOfIso({ year: isoYear, week: isoWeek, day: isoDay });
  }
  const counted = dayOfYear ?? day;
  if (year === undefined || month === undefined || counted === undefined)
    throw new MongoError(
      "ConversionFailure",
      `an incomplete date/time string has been found, with elements missing: "${text}"`,
    );
  const last = dayOfYear === undefined ? daysIn(year, month) : daysIn(year, 2) + 337;
  if (month < 1 || month > 12 || counted < 1 || counted > last)
    unreadable(text, "The parsed date was invalid");
  return wallOf(year, month, 1) + (counted - 1) * DAY;
}
