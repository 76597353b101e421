// `npm test [part …]`: sets up, builds, runs every part, and ends in `N passed, N failed`.
import { spawn } from "node:child_process";
import { build } from "./lib/build.mjs";
import { filesIn } from "./lib/files.mjs";
import { finish } from "./lib/finish.mjs";
import { root } from "./lib/paths.mjs";
import { say } from "./lib/say.mjs";
import { setup } from "./lib/setup.mjs";
import { runApart, runShared } from "./lib/test-run.mjs";

/** In the order in which they run; `together`: how many files at once; `shared`: in as many processes, not one a file. */
const parts = {
  types: { command: ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"] },
  "types of the page": { command: ["node_modules/typescript/bin/tsc", "-p", "miniapp/tsconfig.json"] },
  units: {
    folders: ["shared-types", "bff", "scripts", "miniapp/src", "test/support", "test/simulators"],
    // One more than most machines' two processors: a third of the time they wait for processes, stores and pages.
    ...{ build: ["bff"], together: 3, shared: true },
  },
  store: { folders: ["test/store"], build: ["bff"], together: 2 },
  simulation: { folders: ["test/simulate"], together: 2 },
  exchange: {
    folders: ["test/delivery", "test/requests", "test/exchange", "test/commands"],
    build: ["bff"],
    together: 2,
  },
  faults: { folders: ["test/faults"], build: ["bff"], together: 1 },
  "mini-program": { folders: ["test/weapp"], build: ["weapp"], together: 1 },
  journeys: { folders: ["test/journeys", "test/demo"], build: ["bff", "h5"], together: 1 },
};

await finish(async () => {
  const begun = Date.now();
  const asked = process.argv.slice(2);
  const wrong = asked.filter((name) => !(name in parts));
  if (wrong.length)
    throw new Error(`There is no part "${wrong[0]}"; there are: ${Object.keys(parts).join(", ")}.`);
  await setup();
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const name of asked.length ? asked : Object.keys(parts)) {
    const counts = await runPart(name, parts[name]);
    for (const key of Object.keys(total)) total[key] += counts[key];
  }
  say.step(`All parts took ${Math.round((Date.now() - begun) / 1000)} s.`);
  process.stdout.write(
    `${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ""}\n`,
  );
  process.exit(total.failed ? 1 : 0);
});

async function runPart(name, { command, folders, build: needed = [], together, shared }) {
  if (command) return runWhole(name, command);
  const files = folders.flatMap((folder) => filesIn(folder, ".test.ts"));
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  await build(...needed);
  say.step(`${name}: ${files.length} files`);
  return (shared ? runShared : runApart)(files, together);
}

async function runWhole(name, command) {
  say.step(name);
  const child = spawn(process.execPath, command, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  const code = await new Promise((resolve) => child.on("close", resolve));
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}
