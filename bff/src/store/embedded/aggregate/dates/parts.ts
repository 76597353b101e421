import { type Doc, docOf, isDoc, isNumber, isTruthy, Long, typeOf, type Value } from "../../bson/value.ts";
import { demand } from "../../errors.ts";
import { compile, type Run, type Scope } from "../expression.ts";
import { isoDateOf, PARTS, wallOf, wallOfIso } from "./calendar.ts";
import { argumentsOf, instantOf, isNil, wholeNumber } from "./operands.ts";
import { fromWall, toWall, zoneOf } from "./zone.ts";

type Form = (operand: Value, name: string) => Run;

/** `$year` and the like, of a date or of `{date, timezone}`; `$dateToParts`, `$dateFromParts`. */
export const PART_FORMS: Record<string, Form> = {
  ...Object.fromEntries(
    Object.entries(PARTS).map(([part, of]): [string, Form] => [
      `$${part}`,
      (operand, name) => partForm(operand, name, of),
    ]),
  ),
  $dateToParts: (operand, name) => {
    const runs = argumentsOf(name, operand, ["date"], ["timezone", "iso8601"], {
      shape: 40524,
      unknown: 40520,
      missing: 40522,
    });
    return (scope) => {
      const iso = runs.iso8601 ? runs.iso8601(scope) : false;
      const wall = wallIn(runs, scope);
      if (wall === undefined || isNil(iso)) return null;
      demand(typeof iso === "boolean", 40521, `iso8601 must evaluate to a bool, found ${typeOf(iso)}`);
      return partsOf(wall, isTruthy(iso));
    };
  },
  $dateFromParts: fromParts,
};

function partForm(operand: Value, name: string, part: (wall: number) => number): Run {
  const single = Array.isArray(operand) ? operand[0] : operand;
  demand(
    !Array.isArray(operand) || operand.length === 1,
    40536,
    `${name} accepts exactly one argument if given an array`,
  );
  const isNamed = isDoc(single) && ![...single.keys()][0]?.startsWith("$");
  const codes = { shape: 40535, unknown: 40535, missing: 40539 };
  const runs = isNamed ? argumentsOf(name, single, ["date"], ["timezone"], codes) : { date: compile(single) };
  const wide = name === "$isoWeekYear";
  return (scope) => {
    const wall = wallIn(runs, scope);
    if (wall === undefined) return null;
    return wide ? Long.fromNumber(part(wall)) : part(wall);
  };
}

/** What the clock of `timezone` shows at `date`; undefined when either is null. */
function wallIn(runs: Record<string, Run>, scope: Scope): number | undefined {
  const date = runs.date!(scope);
  const zone = zoneOf(runs.timezone, scope);
  return isNil(date) || !zone ? undefined : toWall(instantOf(date), zone);
}

function partsOf(wall: number, iso: boolean): Doc {
  const { year, week, day } = isoDateOf(wall);
  return docOf({
    ...(iso
      ? { isoWeekYear: year, isoWeek: week, isoDayOfWeek: day }
      : { year: PARTS.year(wall), month: PARTS.month(wall), day: PARTS.dayOfMonth(wall) }),
    hour: PARTS.hour(wall),
    minute: PARTS.minute(wall),
    second: PARTS.second(wall),
    millisecond: PARTS.millisecond(wall),
  });
}

const NATURAL = ["year", "month", "day"];
const ISO = ["isoWeekYear", "isoWeek", "isoDayOfWeek"];
const TIME = ["hour", "minute", "second", "millisecond"];
/** These may be as great as one likes, the others fit 16 bits. */
const UNBOUNDED = ["second", "millisecond"];

function fromParts(operand: Value, name: string): Run {
  const codes = { shape: 40519, unknown: 40518, missing: 40516 };
  const runs = argumentsOf(name, operand, [], [...NATURAL, ...ISO, ...TIME, "timezone"], codes);
  const [first, ...others] = runs.isoWeekYear ? ISO : NATURAL;
  demand(runs[first!], 40516, `${name} requires either 'year' or 'isoWeekYear' to be present`);
  for (const part of runs.isoWeekYear ? NATURAL : ISO)
    demand(
      !runs[part],
      runs.isoWeekYear ? 40489 : 40525,
      `${name} does not allow mixing natural dates with ISO dates`,
    );
  return (scope) => {
    const zone = zoneOf(runs.timezone, scope);
    const parts = [first!, ...others, ...TIME].map((part) => partOf(part, runs[part], scope));
    if (!zone || parts.includes(null)) return null;
    const [year, b, c, hour, minute, second, millisecond] = parts as number[];
    demand(year! >= 1 && year! <= 9999, 40523, `'${first}' must evaluate to a value in the range 1 to 9999`);
    const day = runs.isoWeekYear ? wallOfIso({ year: year!, week: b!, day: c! }) : wallOf(year!, b!, c!);
    const time = wallOf(1970, 1, 1, hour, minute, second, millisecond);
    return new Date(fromWall(day + time, zone));
  };
}

function partOf(part: string, run: Run | undefined, scope: Scope): number | null {
  if (!run) return TIME.includes(part) ? 0 : 1;
  const value = run(scope);
  if (isNil(value)) return null;
  demand(isNumber(value), 40515, `'${part}' must evaluate to an integer, found ${typeOf(value)}`);
  const number = wholeNumber(value, 40515, `'${part}'`);
  demand(
    part.endsWith("ear") || UNBOUNDED.includes(part) || Math.abs(number) <= 32_768,
    31034,
    `'${part}' must evaluate to a value in the range [-32768, 32767]`,
  );
  return number;
}
