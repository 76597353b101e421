/**
 * The Gregorian calendar. A "wall" time is what clock and calendar on the wall show, written as the milliseconds at
 * which they would show it in UTC.
 */
export const DAY = 86_400_000;

/** The wall time of these parts; each may lie beyond its range and is carried over. */
export function wallOf(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  millisecond = 0,
): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, millisecond);
  return date.getTime();
}

/** Days since 1970. */
export const dayNumber = (wall: number): number => Math.floor(wall / DAY);

/** From Monday, 1, to Sunday, 7. */
export const isoDay = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

export interface IsoDate {
  year: number;
  week: number;
  day: number;
}

/** A week belongs to the year of its Thursday. */
export function isoDateOf(wall: number): IsoDate {
  const day = isoDay(dayNumber(wall));
  const thursday = dayNumber(wall) - day + 4;
  const year = new Date(thursday * DAY).getUTCFullYear();
  return { year, week: Math.floor((thursday - dayNumber(wallOf(year, 1, 1))) / 7) + 1, day };
}

/** The wall time at which the day begins; week and day may lie beyond their range. */
export function wallOfIso({ year, week, day }: IsoDate): number {
  const fourth = dayNumber(wallOf(year, 1, 4)); // is always in week 1
  return (fourth - isoDay(fourth) + (week - 1) * 7 + day) * DAY;
}

export const daysIn = (year: number, month: number): number =>
  new Date(wallOf(year, month + 1, 0)).getUTCDate();

const dayOfYear = (wall: number): number =>
  dayNumber(wall) - dayNumber(wallOf(new Date(wall).getUTCFullYear(), 1, 1)) + 1;
const dayOfWeek = (wall: number): number => (isoDay(dayNumber(wall)) % 7) + 1;

/** The parts of a wall time by the names of their operators. */
export const PARTS = {
  year: (wall) => new Date(wall).getUTCFullYear(),
  month: (wall) => new Date(wall).getUTCMonth() + 1,
  dayOfMonth: (wall) => new Date(wall).getUTCDate(),
  hour: (wall) => new Date(wall).getUTCHours(),
  minute: (wall) => new Date(wall).getUTCMinutes(),
  second: (wall) => new Date(wall).getUTCSeconds(),
  millisecond: (wall) => new Date(wall).getUTCMilliseconds(),
  dayOfYear,
  dayOfWeek,
  week: (wall) => Math.floor((dayOfYear(wall) - dayOfWeek(wall) + 7) / 7),
  isoDayOfWeek: (wall) => isoDay(dayNumber(wall)),
  isoWeek: (wall) => isoDateOf(wall).week,
  isoWeekYear: (wall) => isoDateOf(wall).year,
} satisfies Record<string, (wall: number) => number>;
