import { typeOf, type Value } from "../../bson/value.ts";
import { demand, MongoError } from "../../errors.ts";
import type { Run, Scope } from "../expression.ts";
import { DAY, wallOf } from "./calendar.ts";

export interface Zone {
  isUtc: boolean;
  /** How far the zone's clock is ahead of UTC at this instant, in milliseconds. */
  offset(at: number): number;
}

export const UTC: Zone = { isUtc: true, offset: () => 0 };

/** What the zone's clock shows at an instant. */
export const toWall = (at: number, zone: Zone): number => at + zone.offset(at);

/**
 * The instant at which the zone's clock shows this: of two the first; what the clock leaves out when it is put
 * forward counts by the clock before.
 */
export function fromWall(wall: number, zone: Zone): number {
  const [before, after] = [zone.offset(wall - DAY), zone.offset(wall + DAY)];
  const isShown = (offset: number) => zone.offset(wall - offset) === offset;
  return wall - (isShown(before) || !isShown(after) ? before : after);
}

/** The zone that an operator's `timezone` gives; undefined when that is null or missing, and so the result null. */
export function zoneOf(timezone: Run | undefined, scope: Scope): Zone | undefined {
  if (!timezone) return UTC;
  const name = timezone(scope);
  return name === undefined || name === null ? undefined : zoneNamed(name);
}

const known = new Map<string, Zone>();

/** `+hh`, `+hhmm`, `+hh:mm` (or `-`), UTC, GMT, Z, or an Olson identifier. */
function zoneNamed(name: Value): Zone {
  demand(typeof name === "string", 40517, `timezone must evaluate to a string, found ${typeOf(name)}`);
  const zone = known.get(name) ?? (name === "UTC" || name === "Z" ? UTC : (fixedZone(name) ?? olson(name)));
  known.set(name, zone);
  return zone;
}

/** The milliseconds of `+hh`, `+hhmm` or `+hh:mm`; undefined for anything else. */
export function offsetOf(text: string): number | undefined {
  const match = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(text);
  return match
    ? (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) * 60_000
    : undefined;
}

function fixedZone(name: string): Zone | undefined {
  const offset = offsetOf(name);
  return offset === undefined ? undefined : { isUtc: offset === 0, offset: () => offset };
}

const EARLIEST = wallOf(2, 1, 1); // before it, Intl tells no years apart

function olson(name: string): Zone {
  const format = formatIn(name);
  const offset = (at: number) => {
    const whole = Math.max(Math.floor(at / 1000) * 1000, EARLIEST);
    const [year, month, day, ...time] = format.format(whole).split(/[-: ]/).map(Number);
    return wallOf(year!, month!, day!, ...time) - whole;
  };
  return { isUtc: false, offset };
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  try {
    const form = { hourCycle: "h23", dateStyle: "short", timeStyle: "medium" } as const;
    if (/^[A-Z]/.test(timeZone)) return new Intl.DateTimeFormat("sv-SE", { timeZone, ...form });
  } catch {
    // Not one that Intl knows.
  }
  throw new MongoError(40485, `unrecognized time zone identifier: "${timeZone}"`);
}
