// npm run faults -- [--quick | --full | --mutations | --figures] [--only F1,F5 | backlog,memory] [--seed N] [--minutes M]
import { parseArgs } from "node:util";
import { Chance } from "../simulate/chance.ts";
import { campaign, type Report } from "./campaign.ts";
import { backlog } from "./figures/backlog.ts";
import { hanging } from "./figures/hanging.ts";
import { memory } from "./figures/memory.ts";
import { findPlanted } from "./planted.ts";
import { rowText, summary, writeFigures, writeReport } from "./report.ts";
import type { Row } from "./row.ts";
import { rows } from "./rows/index.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean" },
    full: { type: "boolean" },
    mutations: { type: "boolean" },
    figures: { type: "boolean" },
    only: { type: "string" },
    seed: { type: "string" },
    minutes: { type: "string" },
  },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
if (!Number.isSafeInteger(seed)) throw new Error("--seed is a whole number");
const minutes = Number(values.minutes ?? (values.full ? 60 : 4));
if (!(minutes > 0)) throw new Error("--minutes is a number");
const chance = new Chance(seed);
const figures = {
  backlog: () => backlog(values.quick ? 500 : 5_000),
  hanging: () => hanging(values.quick ? 10 : 60),
  memory: () => memory(Number(values.minutes ?? 60), () => chance.draw("memory")),
};
const only = values.mutations ? undefined : values.only?.split(",");
const names = values.figures ? Object.keys(figures) : rows.map(({ id }) => id);
const unknown = only?.find((name) => !names.includes(name));
if (unknown !== undefined) throw new Error(`there is no ${unknown}; there are ${names.join(", ")}`);

const server = process.env.TEST_MONGODB_URI;
if (server !== undefined && !/@?(127\.0\.0\.1|localhost)[:/]/.test(server))
  throw new Error("TEST_MONGODB_URI: the campaign's proxies reach servers on this machine only");

if (values.mutations) process.exitCode = (await findPlanted(seed, values.only)) ? 0 : 1;
else if (values.figures) {
  const measured = [];
  for (const [name, measure] of Object.entries(figures)) {
    if (only?.includes(name) === false) continue;
    const figure = await measure();
    console.log(`${figure.ok ? "ok  " : "MISS"} ${figure.what}: ${figure.measured}`);
    measured.push(figure);
    writeFigures(measured, { seed, ...(values.only && { only: values.only }) });
  }
  process.exitCode = measured.every(({ ok }) => ok) ? 0 : 1;
} else {
  const possible = rows.filter(({ killsStore }) => !(killsStore && server !== undefined));
  const chosen = possible.filter(({ id }) => only?.includes(id) ?? true);
  const wanted = values.full ? chosen.flatMap(inRuns) : chosen.map(({ runs: _, ...row }) => row);
  const options = {
    instances: values.full ? 4 : 3,
    chance: () => chance.draw("campaign"),
    ...(server && { server }),
  };
  const started = Date.now();
  const limits = {
    ...{ ms: minutes * 57_000, keep: true },
    amountOf: (row: (typeof rows)[number]) => (values.full ? row.full : row.quick),
  };
  const told: Report[] = [];
  const reports = await campaign(wanted, options, limits, (report) => {
    console.log(rowText(report));
    told.push(report);
    // After each row: a run that somebody ends is not lost.
    if (values.full)
      writeReport(told, { seed, minutes, started, wanted, ...(values.only && { only: values.only }) });
  });
  console.log(summary(reports, seed, started));
  process.exitCode = reports.every((one) => one.violations.length === 0) ? 0 : 1;
}

/** The runs of a row, each with its part of the faults and of the time. */
function inRuns(row: Row): Row[] {
  const { runs = 1, full, weight = 1 } = row;
  return Array.from({ length: runs }, () => ({ ...row, full: full / runs, weight: weight / runs }));
}
