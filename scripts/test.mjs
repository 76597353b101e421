// `npm test [part …]`: sets up, builds, runs every part, and ends in `N passed, N failed`.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./lib/build.mjs";
import { filesIn } from "./lib/files.mjs";
import { finish } from "./lib/finish.mjs";
import { root } from "./lib/paths.mjs";
import { say } from "./lib/say.mjs";
import { setup } from "./lib/setup.mjs";

/** In the order in which they run; `together` is how many files at once. */
const parts = {
  types: { command: ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"] },
  "types of the page": { command: ["node_modules/typescript/bin/tsc", "-p", "miniapp/tsconfig.json"] },
  units: {
    folders: ["shared-types", "bff", "scripts", "miniapp/src", "test/support", "test/simulators"],
    together: 2,
  },
  store: { folders: ["test/store"], build: ["bff"], together: 2 },
  simulation: { folders: ["test/simulate"], together: 2 },
  exchange: { folders: ["test/delivery", "test/requests", "test/exchange"], build: ["bff"], together: 2 },
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

async function runPart(name, { command, folders, build: needed = [], together }) {
  if (command) return runWhole(name, command);
  const files = folders.flatMap((folder) => filesIn(folder, ".test.ts"));
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  await build(...needed);
  say.step(`${name}: ${files.length} files`);
  const work = mkdtempSync(join(tmpdir(), "portal-test-"));
  const report = join(work, "counts.json");
  const args = [
    "--import",
    "tsx",
    "--test",
    `--test-concurrency=${together}`,
    "--test-reporter=./scripts/lib/reporter.mjs",
    "--test-reporter-destination=stdout",
  ];
  const code = await run([...args, ...files], { PORTAL_TEST_COUNTS: report });
  try {
    const counts = JSON.parse(readFileSync(report, "utf8"));
    // A runner that died without a failed test is a failure of its own.
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    say.fail(`${name}: the test runner ended (${code}) without a report`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function runWhole(name, command) {
  say.step(name);
  const code = await run(command);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

function run(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("close", (code) => resolve(code ?? 1));
  });
}
