// `npm run bench [-- part …] [--quick] [--json]`: every figure beside a peer's from the same run, as a table.
import { cpus } from "node:os";
import type { Bench, BenchRow } from "./row.ts";

const parts: Record<string, () => Promise<{ bench: Bench }>> = {
  crypto: () => import("./crypto.ts"),
  submit: () => import("./submit.ts"),
  outbox: () => import("./outbox.ts"),
  store: () => import("./store.ts"),
  sizes: () => import("./sizes.ts"),
  audit: () => import("./audit.ts"),
};

const args = process.argv.slice(2);
const options = { quick: args.includes("--quick") };
const asked = args.filter((name) => !name.startsWith("--"));
const unknown = asked.find((name) => !(name in parts));
if (unknown) {
  process.stderr.write(`There is no part "${unknown}"; there are: ${Object.keys(parts).join(", ")}.\n`);
  process.exit(1);
}
const results: Record<string, BenchRow[]> = {};
for (const [name, load] of Object.entries(parts)) {
  if (asked.length && !asked.includes(name)) continue;
  const { bench } = await load();
  process.stderr.write(`${bench.title} …\n`);
  results[name] = await bench.run(options);
  if (!args.includes("--json")) process.stdout.write(table(bench.title, results[name]));
}
if (args.includes("--json")) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
process.exit(0);

function table(title: string, rows: readonly BenchRow[]): string {
  const figure = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
  const lines = rows.map(
    ({ name, ours, peer, unit, peerName, ratio, aim }) =>
      `| ${name} | ${figure(ours)} ${unit} | ${figure(peer)} ${unit} (${peerName}) | ${ratio.toFixed(2)} | ${aim ?? ""} |`,
  );
  return `\n**${title}** (${cpus().length} cores, Node ${process.versions.node})\n\n| what | ours | peer | ratio | aim |\n| --- | --- | --- | --- | --- |\n${lines.join("\n")}\n`;
}
