import { peers } from "../../bff/src/exchange/collections.ts";
import { loginLease } from "../../bff/src/exchange/decide-token.ts";
import { Bed, type BedOptions } from "./bed.ts";
import { type Violation, violations } from "./invariants.ts";
import { leaks } from "./leaks.ts";
import { People } from "./people.ts";
import { untilQuiet } from "./quiet.ts";
import { type Records, readRecords } from "./records.ts";
import type { Row, RowResult } from "./row.ts";

export interface Report extends Omit<RowResult, "broken"> {
  readonly row: Row;
  readonly violations: readonly Violation[];
  readonly seconds: number;
}

export interface Limits {
  /** Real milliseconds for all rows; what one leaves of its share goes to the next. */
  readonly ms: number;
  /** Real milliseconds to wait for quiet. */
  readonly quiet?: number;
  /** Keep the folder of logs and journals where something broke. */
  readonly keep?: boolean;
  amountOf(row: Row): number;
}

/** Runs rows one after the other on one system, or on a new one where a row has `runs`; after each, the records are compared. Tells each as it ends. */
export async function campaign(
  rows: readonly Row[],
  options: BedOptions,
  limits: Limits,
  tell: (report: Report) => void,
): Promise<Report[]> {
  const end = Date.now() + limits.ms;
  let bed = await Bed.make(options);
  let people = new People(bed);
  let known = new Set<Violation>();
  const reports: Report[] = [];
  try {
    for (const row of rows) {
      const started = Date.now();
      if (row.runs !== undefined && reports.length > 0) {
        await bed.end();
        bed = await Bed.make(options);
        people = new People(bed);
        known = new Set();
      }
      people.refresh();
      bed.note(`${row.id} begins`);
      const left = rows.slice(reports.length).reduce((sum, one) => sum + (one.weight ?? 1), 0);
      const until = started + ((end - started) * (row.weight ?? 1)) / left;
      const result = await row.run({ bed, people, chance: options.chance, until }, limits.amountOf(row));
      await bed.heal();
      const unquiet = await untilQuiet(bed, limits.quiet);
      const records = await readRecords(bed, people);
      const all = [
        ...(result.broken ?? []),
        ...(unquiet === null ? [] : [unquiet]),
        ...violations(records),
        ...(await logInsOf(bed, records.attempts.logIns)),
        ...people.complaints,
        ...(await people.forms.lost()),
        ...(await leaks(bed)),
      ];
      const fresh = all.filter((one) => !known.has(one));
      for (const one of fresh) known.add(one);
      const { broken: _, ...rest } = result;
      const report = { row, ...rest, violations: fresh, seconds: (Date.now() - started) / 1000 };
      for (const one of fresh) bed.note(one);
      bed.keep ||= fresh.length > 0 && (limits.keep ?? false);
      reports.push(report);
      tell(report);
    }
    return reports;
  } finally {
    await bed.end();
  }
}

/**
 * I9: an answered log-in made a generation, unless its process or the store died before it was written. One that
 * outlived its lease counts for nothing, as on a machine that is too busy: then the next one came only after it.
 */
async function logInsOf(bed: Bed, logIns: Records["attempts"]["logIns"]): Promise<Violation[]> {
  const deaths = bed.instances.flatMap(({ deaths }) => [...deaths.values()]).reduce((a, b) => a + b, 0);
  const lost = deaths + bed.storeDeaths + (bed.storeLink.counts.get("reset") ?? 0);
  const found: Violation[] = [];
  for (const { _id, token } of await peers().find({}).toArray()) {
    const gen = (token as { gen?: number } | undefined)?.gen ?? 0;
    const begun = [...(logIns.get(_id) ?? [])].sort((a, b) => a - b);
    const next = (n: number) => begun[n + 1] ?? Number.POSITIVE_INFINITY;
    const hasty = begun.filter((at, n) => next(n) - at < (loginLease * 2) / 3).length;
    if (hasty > gen + lost) found.push(`I9: ${hasty} log-ins at ${_id} for ${gen} generations`);
  }
  return found;
}
