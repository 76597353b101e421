// npm run demo -- --business SQ1008 --region 110000 [--until submitted|accepted|final] [--timeout 180] [--json] [--all]
// Does over HTTP what a person's browser would do. Exit 0: the wanted state was reached; 2: a bad end; 1: anything else.
import { parseArgs } from "node:util";
import { runAll } from "./all.ts";
import { BadEnd, DemoError } from "./errors.ts";
import type { Until } from "./follow.ts";
import { run } from "./run.ts";
import { findSystem } from "./system.ts";

const usage =
  "npm run demo -- --business SQ1008 --region 110000 [--until submitted|accepted|final] [--timeout seconds] [--json], or --all for every business in every simulated province";

process.exitCode = await main().catch((error: unknown) => {
  if (!(error instanceof DemoError)) throw error;
  process.stderr.write(`✗ ${error.message}\n`);
  return error instanceof BadEnd ? 2 : 1;
});

async function main(): Promise<number> {
  const { business, region, until, timeout, json, all } = argumentsOf();
  const system = await findSystem(process.env);
  if (all) return runAll(system, { until, timeout, json });
  const outcome = await run(system, { business, region, until, timeout }, (line) =>
    process.stderr.write(`${line}\n`),
  );
  process.stdout.write(
    json
      ? `${JSON.stringify(outcome, null, 2)}\n`
      : `✓ ${outcome.businessSn} ${outcome.stateName} (${outcome.seconds} s)\n`,
  );
  return 0;
}

function argumentsOf() {
  try {
    const { values } = parseArgs({
      options: {
        business: { type: "string", default: "SQ1008" },
        region: { type: "string", default: "110000" },
        until: { type: "string", default: "final" },
        timeout: { type: "string", default: "180" },
        json: { type: "boolean", default: false },
        all: { type: "boolean", default: false },
      },
    });
    const [until, timeout] = [values.until as Until, Number(values.timeout)];
    const good = /^SQ\d{4}$/.test(values.business) && /^\d{6}$/.test(values.region) && timeout > 0;
    if (good && ["submitted", "accepted", "final"].includes(until)) return { ...values, until, timeout };
  } catch {
    // Said below.
  }
  throw new DemoError(usage);
}
