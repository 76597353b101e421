// npm run simulate -- [--seed N] [--runs M]: one run tells its story, many are counted; a red one is shrunk and told.
import { parseArgs } from "node:util";
import { history } from "./history.ts";
import { runMany } from "./many.ts";
import { shrink } from "./shrink.ts";

const { values } = parseArgs({ options: { seed: { type: "string" }, runs: { type: "string" } } });
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const runs = Number(values.runs ?? 200_000);
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(runs) || runs < 1)
  throw new Error("--seed and --runs are whole numbers");

const started = performance.now();
if (runs === 1) console.log(history(seed, { telling: true }).story.join("\n"));
let told = started;
const onPiece = (done: number) => {
  if (performance.now() - told < 30_000) return;
  told = performance.now();
  console.log(`${done} of ${runs} histories, ${Math.round((told - started) / 1000)} s`);
};
const { runs: done, faults, red } = await runMany({ seed, runs }, { onPiece });
const seconds = (performance.now() - started) / 1000;
const [first] = red;
if (first !== undefined) {
  const { story, violations, kept } = shrink(first);
  const all = history(first).faults.length;
  console.log(`\nThe shortest history of seed ${first} that goes wrong:\n${story.join("\n")}`);
  console.log(`\n${violations.join("; ")}\nneeds ${kept.length} of ${all} faults:`);
  for (const fault of kept) console.log(`  ${fault}`);
  console.log(`again: npm run simulate -- --seed ${first} --runs 1\n`);
}
const rate = Math.round((done / seconds) * 60);
console.log(
  `${done} histories from seed ${seed}, ${faults} faults, ${red.length} violations, ${seconds.toFixed(1)} s (${rate} a minute)`,
);
process.exitCode = red.length === 0 ? 0 : 1;
