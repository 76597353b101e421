// Runs test files and counts: each in a process of its own, or many in one.
import { fork, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { say } from "./say.mjs";

const loader = ["--import", "tsx"];
// A file that does not end fails, instead of holding up the rest for ever. Milliseconds.
const limit = [`--test-timeout=${20 * 60_000}`];
const reporter = ["--test-reporter=./scripts/lib/reporter.mjs", "--test-reporter-destination=stdout"];

/** Every file in a process of its own, `together` at once. @returns {Promise<{passed: number, failed: number, skipped: number}>} */
export function runApart(files, together) {
  return counted((env) => {
    const args = [...loader, "--test", `--test-concurrency=${together}`, ...limit, ...reporter, ...files];
    return ended(spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] }));
  });
}

/** All files in `together` processes, each taking the next file when it is through with one. */
export async function runShared(files, together) {
  const left = [...files];
  const total = { passed: 0, failed: 0, skipped: 0 };
  await Promise.all(
    Array.from({ length: together }, async () => {
      // More than once only where a test has ended its process.
      while (left.length) {
        const counts = await counted((env) => runWorker(left, env));
        for (const key of Object.keys(total)) total[key] += counts[key];
      }
    }),
  );
  return total;
}

async function runWorker(left, env) {
  const child = fork(join(root, "scripts/lib/test-worker.mjs"), {
    ...{ cwd: root, env },
    execArgv: [...loader, ...reporter],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  let file = null;
  child.on("message", () => {
    file = left.shift() ?? null;
    child.send(file);
  });
  const code = await ended(child);
  if (file) say.fail(`${file}: its process ended (${code}) in the middle`);
  return file ? code || 1 : code;
}

async function counted(run) {
  const work = mkdtempSync(join(tmpdir(), "portal-test-"));
  const report = join(work, "counts.json");
  const code = await run({ ...process.env, PORTAL_TEST_COUNTS: report });
  try {
    const counts = JSON.parse(readFileSync(report, "utf8"));
    // A runner that died without a failed test is a failure of its own.
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    say.fail(`the test runner ended (${code}) without a report`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const ended = (child) =>
  new Promise((resolve) => child.on("close", (code, signal) => resolve(code ?? signal)));
