import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Report } from "./campaign.ts";
import type { Figure } from "./figures/figure.ts";
import { putPart } from "./report-file.ts";
import type { Row } from "./row.ts";
import { notRun } from "./rows/index.ts";

const server = process.env.TEST_MONGODB_URI;
const root = fileURLToPath(new URL("../../", import.meta.url));
const commit = () => execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root }).toString().trim();

const sum = (reports: readonly Report[], of: (report: Report) => number) =>
  reports.reduce((total, one) => total + of(one), 0);

export function rowText({ row, trials, violations, seconds, measured = "" }: Report): string {
  const verdict = violations.length === 0 ? "ok" : `${violations.length} VIOLATIONS`;
  const line = `${row.id.padEnd(4)} ${verdict.padEnd(14)} ${String(trials).padStart(6)} × ${row.title} (${seconds.toFixed(0)} s)`;
  return [
    line,
    ...(measured ? [`       ${measured}`] : []),
    ...violations.slice(0, 8).map((one) => `     ✗ ${one}`),
  ].join("\n");
}

export function summary(reports: readonly Report[], seed: number, started: number): string {
  const kills = sum(reports, (one) => one.kills ?? 0);
  const red = sum(reports, (one) => one.violations.length);
  const left = Object.keys(notRun(server !== undefined)).join(", ");
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  return `${reports.length} rows, ${sum(reports, (one) => one.trials)} faults, ${kills} kills, ${red} violations, seed ${seed}, ${seconds} s; not run: ${left}`;
}

interface Run {
  readonly seed: number;
  readonly minutes: number;
  readonly started: number;
  /** All rows of this run; those without a report have not ended. */
  readonly wanted: readonly Row[];
  readonly only?: string;
}

/** Writes its part of docs/faults.md: what was run, when, on which commit, and what was not. */
export function writeReport(reports: readonly Report[], { seed, minutes, started, wanted, only }: Run): void {
  const cell = (text: string) => text.replaceAll("|", "\\|");
  const lines = reports.map(
    ({ row, trials, kills = 0, violations, seconds, measured = "" }) =>
      `| ${row.id} | ${row.title} | ${row.full} | ${trials} | ${kills} | ${violations.length} | ${seconds.toFixed(0)} | ${cell(measured)} |`,
  );
  const red = reports.flatMap(({ row, violations }) => violations.map((one) => `- ${row.id}: ${one}`));
  const unended = wanted.slice(reports.length).map(({ id, title }) => [id, `${title}: not reached`]);
  const never = [...unended, ...(only ? [] : Object.entries(notRun(server !== undefined)))];
  const left = never.map(([id, why]) => `- ${id}: ${why}`);
  const command = `npm run faults -- --full${only ? ` --only ${only}` : ""} --minutes ${minutes} --seed ${seed}`;
  const text = `Written by \`${command}\` on commit ${commit()}, ${dayOf(started)}, on two cores that were shared with other work.

**${summary(reports, seed, started)}**

Asked for and made differ where a row's share of the time ended first.

| row | fault | asked for | made | kills | violations | seconds | measured |
| --- | --- | --- | --- | --- | --- | --- | --- |
${lines.join("\n")}
${left.length === 0 ? "" : `\n### Not run\n${left.join("\n")}\n`}${red.length === 0 ? "" : `\n### Violations\n${red.join("\n")}\n`}`;
  putPart(only ? `${only} alone` : "All rows", text);
}

/** Writes the figures into their part of docs/faults.md. */
export function writeFigures(
  figures: readonly Figure[],
  { seed, only }: { seed: number; only?: string },
): void {
  const lines = figures.map((one) => `| ${one.what} | ${one.measured} | ${one.ok ? "yes" : "no"} |`);
  putPart(
    only ? `Figures: ${only}` : "Figures",
    `Written by \`npm run faults -- --figures${only ? ` --only ${only}` : ""}\` on commit ${commit()}, ${dayOf(Date.now())}, seed ${seed}, on two cores that
were shared with other work. The rows measure the rest: R how soon a dead instance's work is taken over, F6 how soon the
first message goes out to a province that is back; the log-ins of each generation are counted after every row (I9).

| what | measured | as good as asked |
| --- | --- | --- |
${lines.join("\n")}
`,
  );
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
