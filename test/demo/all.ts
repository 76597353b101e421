// Every business in every simulated province: the provinces side by side, within one of them one after the other.
import { businesses } from "shared-types";
import { BadEnd, DemoError } from "./errors.ts";
import type { Until } from "./follow.ts";
import { run } from "./run.ts";
import type { RunningSystem } from "./system.ts";

interface Row {
  readonly business: string;
  readonly region: string;
  readonly result: string;
  readonly code: number;
}

/** Prints a table (or JSON) and returns the exit code: 0 only when all have reached the wanted state. */
export async function runAll(
  system: RunningSystem,
  { until, timeout, json }: { until: Until; timeout: number; json: boolean },
): Promise<number> {
  const regions = Object.keys(system.simulators).sort();
  const rows = (await Promise.all(regions.map((region) => inOne(region)))).flat();
  const failed = rows.filter(({ code }) => code !== 0);
  process.stdout.write(
    json
      ? `${JSON.stringify(rows, null, 2)}\n`
      : `${rows.length - failed.length} of ${rows.length} reached: ${until}\n`,
  );
  return failed.some(({ code }) => code === 1) ? 1 : failed.length ? 2 : 0;

  async function inOne(region: string): Promise<Row[]> {
    const done: Row[] = [];
    for (const { code: business } of [...businesses].sort((one, other) => (one.code < other.code ? -1 : 1))) {
      const row = await attempt(business, region);
      process.stderr.write(`${row.code === 0 ? "✓" : "✗"} ${business} ${region}  ${row.result}\n`);
      done.push(row);
    }
    return done;
  }

  async function attempt(business: string, region: string): Promise<Row> {
    try {
      const { businessSn, stateName, seconds } = await run(
        system,
        { business, region, until, timeout },
        () => {},
      );
      return { business, region, result: `${businessSn} ${stateName} (${seconds} s)`, code: 0 };
    } catch (error) {
      if (!(error instanceof DemoError)) throw error;
      return { business, region, result: error.message, code: error instanceof BadEnd ? 2 : 1 };
    }
  }
}
