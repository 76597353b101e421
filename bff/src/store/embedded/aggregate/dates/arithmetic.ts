import { Long, typeOf, type Value } from "../../bson/value.ts";
import { demand } from "../../errors.ts";
import type { Run, Scope } from "../expression.ts";
import { DAY, dayNumber, daysIn, isoDay, PARTS, wallOf } from "./calendar.ts";
import { argumentsOf, instantOf, isNil, wholeNumber } from "./operands.ts";
import { fromWall, toWall, type Zone, zoneOf } from "./zone.ts";

/** Units of one length; days and weeks only on a wall clock. */
const LENGTHS: Record<string, number> = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: DAY,
  week: 7 * DAY,
};
const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 };
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

export const DATE_ARITHMETIC: Record<string, (operand: Value, name: string) => Run> = {
  $dateAdd: (operand, name) => adding(operand, name, 1),
  $dateSubtract: (operand, name) => adding(operand, name, -1),
  $dateDiff: (operand, name) => {
    const codes = { shape: 5166301, unknown: 5166302, missing: 5166303 };
    const optional = ["timezone", "startOfWeek"];
    const runs = argumentsOf(name, operand, ["startDate", "endDate", "unit"], optional, codes);
    return (scope) => {
      const [start, end, unit] = [runs.startDate!(scope), runs.endDate!(scope), runs.unit!(scope)];
      const zone = isNil(start) || isNil(end) || isNil(unit) ? undefined : zoneOf(runs.timezone, scope);
      if (!zone) return null;
      const firstDay = unit === "week" ? firstDayOf(runs.startOfWeek, scope) : 7;
      if (firstDay === undefined) return null;
      const [from, to] = [start, end].map((date) =>
        instantOf(date, 5166307, `${name} requires dates, found`),
      );
      return Long.fromNumber(difference(from!, to!, unitOf(unit), zone, firstDay));
    };
  },
  $dateTrunc: (operand, name) => {
    const codes = { shape: 5439007, unknown: 5439008, missing: 5439009 };
    const optional = ["binSize", "timezone", "startOfWeek"];
    const runs = argumentsOf(name, operand, ["date", "unit"], optional, codes);
    return (scope) => {
      const [date, unit] = [runs.date!(scope), runs.unit!(scope)];
      const size = runs.binSize ? runs.binSize(scope) : 1;
      const zone = isNil(date) || isNil(unit) || isNil(size) ? undefined : zoneOf(runs.timezone, scope);
      if (!zone) return null;
      const firstDay = unit === "week" ? firstDayOf(runs.startOfWeek, scope) : 7;
      if (firstDay === undefined) return null;
      const bin = wholeNumber(size, 5439017, "'binSize'");
      demand(bin > 0, 5439018, `${name} requires 'binSize' to be greater than 0`);
      const at = instantOf(date, 5439012, `${name} requires 'date' to be a date, found`);
      return new Date(truncated(at, unitOf(unit), bin, zone, firstDay));
    };
  },
};

function adding(operand: Value, name: string, sign: 1 | -1): Run {
  const codes = { shape: 5166400, unknown: 5166401, missing: 5166402 };
  const runs = argumentsOf(name, operand, ["startDate", "unit", "amount"], ["timezone"], codes);
  return (scope) => {
    const [start, unit, amount] = [runs.startDate!(scope), runs.unit!(scope), runs.amount!(scope)];
    const zone = isNil(start) || isNil(unit) || isNil(amount) ? undefined : zoneOf(runs.timezone, scope);
    if (!zone) return null;
    const at = instantOf(start, 5166403, `${name} requires 'startDate' to be a date, found`);
    const known = unitOf(unit, 5166404, "FailedToParse");
    const sum = new Date(add(at, known, sign * wholeNumber(amount, 5166405, "'amount'"), zone));
    demand(!Number.isNaN(sum.getTime()), 5166406, `${name} overflowed`);
    return sum;
  };
}

function unitOf(unit: Value, wrongKind = 5439013, unknown: number | "FailedToParse" = 5439014): string {
  demand(typeof unit === "string", wrongKind, `'unit' must evaluate to a string, found ${typeOf(unit)}`);
  demand(
    Object.hasOwn(LENGTHS, unit) || Object.hasOwn(MONTHS, unit),
    unknown,
    `unknown time unit value: ${unit}`,
  );
  return unit;
}

/** From Monday, 1, to Sunday, 7, which it is when nothing is given; undefined for null. */
function firstDayOf(run: Run | undefined, scope: Scope): number | undefined {
  const value = run ? run(scope) : "sunday";
  if (isNil(value)) return undefined;
  demand(typeof value === "string", 5439015, `'startOfWeek' must be a string, found ${typeOf(value)}`);
  const name = value.toLowerCase();
  const day = WEEKDAYS.findIndex((weekday) => weekday === name || weekday.slice(0, 3) === name);
  demand(day >= 0, 5439016, `'startOfWeek' must be a weekday, found '${value}'`);
  return day + 1;
}

/** Days, and what is longer, are added on the wall; a day that the month does not have becomes its last. */
function add(at: number, unit: string, amount: number, zone: Zone): number {
  const length = LENGTHS[unit];
  if (length && length < DAY) return at + amount * length;
  const wall = toWall(at, zone);
  if (length) return fromWall(wall + amount * length, zone);
  const first = wallOf(PARTS.year(wall), PARTS.month(wall) + amount * MONTHS[unit]!, 1);
  const last = daysIn(PARTS.year(first), PARTS.month(first));
  const day = Math.min(PARTS.dayOfMonth(wall), last);
  return fromWall(first + (day - 1) * DAY + (wall - dayNumber(wall) * DAY), zone);
}

const monthsSince = (wall: number): number => PARTS.year(wall) * 12 + PARTS.month(wall) - 1;
/** Whole weeks since some beginning of a week. */
const weekNumber = (day: number, firstDay: number): number => (day - ((isoDay(day) - firstDay + 7) % 7)) / 7;

/** How many of the unit's boundaries on the wall lie between; a clock put forward or back counts as it ran. */
function difference(start: number, end: number, unit: string, zone: Zone, firstDay: number): number {
  const length = LENGTHS[unit];
  if (length === 1) return end - start;
  const [from, to] = [toWall(start, zone), toWall(end, zone)];
  if (!length) {
    const whole = (wall: number) => Math.floor(monthsSince(wall) / MONTHS[unit]!);
    return whole(to) - whole(from);
  }
  if (unit === "day") return dayNumber(to) - dayNumber(from);
  if (unit === "week")
    return Math.round(weekNumber(dayNumber(to), firstDay) - weekNumber(dayNumber(from), firstDay));
  const shift = Math.trunc((zone.offset(start) - zone.offset(end)) / length);
  return Math.floor(to / length) - Math.floor(from / length) + shift;
}

/** The beginning of the bin; bins are counted from the year 2000, of weeks from the first one that begins in it. */
function truncated(at: number, unit: string, bin: number, zone: Zone, firstDay: number): number {
  const reference = wallOf(2000, 1, 1);
  const length = LENGTHS[unit];
  const origin = fromWall(reference, zone);
  const floor = (value: number, step: number) => Math.floor(value / step) * step;
  if (length && length < DAY) return origin + floor(at - origin, bin * length);
  demand(bin <= 1e11, 5439006, "dateTrunc unsupported binSize value");
  const toFirst = unit === "week" ? (firstDay - isoDay(dayNumber(reference)) + 7) % 7 : 0;
  const begin = fromWall(reference + toFirst * DAY, zone);
  return add(begin, unit, floor(difference(begin, at, unit, zone, firstDay), bin), zone);
}
