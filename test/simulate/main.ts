import { parseArgs } from "node:util";
import { history } from "./history.ts";
import { shrink } from "./shrink.ts";

const { values } = parseArgs({ options: { seed: { type: "string" }, runs: { type: "string" } } });
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const runs = Number(values.runs ?? 200_000);
const started = performance.now();
let faults = 0;
let red = 0;
let done = 0;
for (; done < runs && red === 0; done++) {
  const one = history(seed + done);
  faults += one.faults.length;
  if (one.violations.length === 0) continue;
  red += 1;
  const { story, violations, kept } = shrink(seed + done);
  console.log(story.join("\n"));
  console.log(
    `\nseed ${seed + done}: ${violations.join("; ")}\nneeds ${kept.length} of ${one.faults.length} faults:`,
  );
  for (const fault of kept) console.log(`  ${fault}`);
  console.log(`again: npm run simulate -- --seed ${seed + done} --runs 1`);
}
const seconds = (performance.now() - started) / 1000;
const rate = Math.round((done / seconds) * 60);
console.log(
  `${done} histories from seed ${seed}, ${faults} faults, ${red} violations, ${seconds.toFixed(1)} s (${rate} a minute)`,
);
process.exitCode = red === 0 ? 0 : 1;
