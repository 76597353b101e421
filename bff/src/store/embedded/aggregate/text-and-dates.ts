import { type Doc, isDoc, toNumber, typeOf, type Value } from "../bson/value.ts";
import { demand } from "../errors.ts";
import type { Operator, Scope } from "./expression.ts";
import { TAIL } from "./tail.ts";

const isNil = (value: Value): value is null | undefined => value === null || value === undefined;
const ANY = [0, Number.POSITIVE_INFINITY] as const;

/** Text and date operators in which MongoDB and mingo differ. */
export const TEXT_AND_DATES: Record<string, Operator> = {
  $concat: [
    ANY,
    (args) => {
      if (args.some(isNil)) return null;
      for (const arg of args)
        demand(typeof arg === "string", 16702, `$concat only supports strings, not ${typeOf(arg)}`);
      return args.join("");
    },
  ],
  $indexOfCP: [
    [2, 4],
    ([text, wanted, from = 0, to]) => {
      if (isNil(text)) return null;
      demand(typeof text === "string" && typeof wanted === "string", 40093, "$indexOfCP requires strings");
      const points = [...text].slice(0, isNil(to) ? undefined : toNumber(to));
      const at = points.slice(toNumber(from)).join("").indexOf(wanted);
      return at < 0 ? -1 : toNumber(from) + [...points.slice(toNumber(from)).join("").slice(0, at)].length;
    },
  ],
  $dateAdd: [1, ([argument]) => dateAdd(argument as Doc, 1)],
  $dateSubtract: [1, ([argument]) => dateAdd(argument as Doc, -1)],
  $dateTrunc: [1, ([argument], scope) => dateTrunc(argument as Doc, scope)],
};

const MILLISECONDS: Record<string, number> = {
  week: 604_800_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};
const MONTHS: Record<string, number> = { year: 12, quarter: 3, month: 1 };

function dateAdd(argument: Doc, sign: 1 | -1): Value {
  demand(isDoc(argument), 5166400, "$dateAdd expects an object as its argument");
  const [start, unit, amount] = ["startDate", "unit", "amount"].map((name) => argument.get(name));
  if (isNil(start) || isNil(unit) || isNil(amount)) return null;
  demand(start instanceof Date, 5166403, `$dateAdd requires startDate to be convertible to a date`);
  demand(
    String(unit) in MILLISECONDS || String(unit) in MONTHS,
    "FailedToParse",
    `unknown time unit value: ${String(unit)}`,
  );
  const count = toNumber(amount) * sign;
  demand(Number.isInteger(count), 5166405, "$dateAdd expects integer amount of time units");
  const zone = argument.get("timezone");
  const shift = (at: Date) => (typeof zone === "string" ? offset(at, zone) : 0);
  const length = MILLISECONDS[unit as string];
  if (length && (length < 86_400_000 || !zone)) return new Date(start.getTime() + count * length);
  // Days and months are counted on the wall clock of the zone.
  const wall = new Date(start.getTime() + shift(start));
  if (length) wall.setTime(wall.getTime() + count * length);
  else addMonths(wall, count * MONTHS[unit as string]!);
  return fromWall(wall, shift);
}

function fromWall(wall: Date, shift: (at: Date) => number): Date {
  const guess = new Date(wall.getTime() - shift(wall));
  return new Date(wall.getTime() - shift(guess));
}

/** On the wall clock of the zone; the rest is mingo's, which cuts in UTC whatever the zone. */
function dateTrunc(argument: Doc, scope: Scope): Value {
  const truncate = TAIL("$dateTrunc")!;
  const [date, zone] = [argument.get("date"), argument.get("timezone")];
  if (!(date instanceof Date) || typeof zone !== "string") return truncate(argument, scope);
  const rest = [...argument].filter(([name]) => name !== "timezone");
  const wall = truncate(new Map([...rest, ["date", new Date(date.getTime() + offset(date, zone))]]), scope);
  return wall instanceof Date ? fromWall(wall, (at) => offset(at, zone)) : wall;
}

/** A day the month does not have becomes its last. */
function addMonths(date: Date, months: number): void {
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
}

/** How far a zone's clock is ahead of UTC, in milliseconds. */
function offset(at: Date, zone: string): number {
  const fixed = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (fixed) return (fixed[1] === "-" ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * 60_000;
  const format = { timeZone: zone, hourCycle: "h23", dateStyle: "short", timeStyle: "medium" } as const;
  const [y, m, d, ...time] = new Intl.DateTimeFormat("sv-SE", format).format(at).split(/[-: ]/).map(Number);
  return Date.UTC(y!, m! - 1, d, ...(time as [number])) - Math.floor(at.getTime() / 1000) * 1000;
}
