import { peers } from "../../bff/src/exchange/collections.ts";
import { Bed, type BedOptions } from "./bed.ts";
import { type Violation, violations } from "./invariants.ts";
import { leaks } from "./leaks.ts";
import { People } from "./people.ts";
import { untilQuiet } from "./quiet.ts";
import { readRecords } from "./records.ts";
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
  amountOf(row: Row): number;
}

/** Runs rows one after the other on one system; after each, the records are compared. Tells each as it ends. */
export async function campaign(
  rows: readonly Row[],
  options: BedOptions,
  limits: Limits,
  tell: (report: Report) => void,
): Promise<Report[]> {
  const end = Date.now() + limits.ms;
  const bed = await Bed.make(options);
  const people = new People(bed);
  const known = new Set<Violation>();
  const reports: Report[] = [];
  try {
    for (const row of rows) {
      const started = Date.now();
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
        ...(await leaks(bed)),
      ];
      const fresh = all.filter((one) => !known.has(one));
      for (const one of fresh) known.add(one);
      const { broken: _, ...rest } = result;
      const report = { row, ...rest, violations: fresh, seconds: (Date.now() - started) / 1000 };
      for (const one of fresh) bed.note(one);
      reports.push(report);
      tell(report);
    }
    return reports;
  } finally {
    await bed.end();
  }
}

/** I9: an answered log-in made a generation, unless the process died before it could write it. */
async function logInsOf(bed: Bed, logIns: ReadonlyMap<string, number>): Promise<Violation[]> {
  const deaths = bed.instances.flatMap(({ deaths }) => [...deaths.values()]).reduce((a, b) => a + b, 0);
  const found: Violation[] = [];
  for (const { _id, token } of await peers().find({}).toArray()) {
    const gen = (token as { gen?: number } | undefined)?.gen ?? 0;
    const answered = logIns.get(_id) ?? 0;
    if (answered > gen + deaths) found.push(`I9: ${answered} log-ins at ${_id} for ${gen} generations`);
  }
  return found;
}
