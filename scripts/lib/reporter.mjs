// Reporter for node:test: one line a file, failures whole, and the counts for the last line of `npm test`.
import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { root } from "./paths.mjs";

export default async function* report(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const files = new Map();
  const told = new Set();
  // At the end of the process, so that what was counted stays where a test ends it.
  process.once("exit", () => {
    if (process.env.PORTAL_TEST_COUNTS) writeFileSync(process.env.PORTAL_TEST_COUNTS, JSON.stringify(counts));
  });
  for await (const { type, data } of events) {
    if (type === "test:stdout" || type === "test:stderr") yield data.message;
    // What a test left behind and failed after it; the process ends with 1 for it.
    if (type === "test:diagnostic" && data.message.startsWith("Error:")) yield `\n✗ ${data.message}\n`;
    const kind = kindOf(type, data);
    if (!kind) {
      // Of files that share a process, each is told of when it is through.
      if (/^test:(pass|fail)$/.test(type) && made(data) && files.has(data.name)) {
        told.add(data.name);
        yield line(data.name, files.get(data.name));
      }
      continue;
    }
    const file = fileOf(data);
    const own = files.get(file) ?? { passed: 0, failed: 0, skipped: 0 };
    files.set(file, own);
    own[kind]++;
    counts[kind]++;
    if (kind === "failed") yield failure(file, data);
    if (kind === "skipped") yield `  – ${file}: ${data.name} (skipped: ${data.skip})\n`;
  }
  for (const [file, own] of [...files].sort()) if (!told.has(file)) yield line(file, own);
}

function line(file, { passed, failed, skipped }) {
  const counts = [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`];
  return `  ${failed ? "✗" : "✓"} ${file}: ${counts.filter(Boolean).join(", ")}\n`;
}

// A suite, or a test that only holds others, is not counted: its parts are. What fails by itself always is.
function kindOf(type, { details, skip, todo }) {
  if (type === "test:fail" && details?.error?.failureType !== "subtestsFailed") return "failed";
  if (type !== "test:pass" || details?.type === "suite") return null;
  return skip !== undefined || todo !== undefined ? "skipped" : "passed";
}

const fileOf = (data) => (!data.file || made(data) ? data.name : relative(root, data.file));

/** What the worker makes is named after the file that it runs. */
const made = ({ file }) => file?.endsWith("/test-worker.mjs");

function failure(file, { name, details }) {
  const error = details?.error?.cause ?? details?.error;
  const text = error?.stack ?? error?.message ?? String(error);
  return `\n✗ ${file}: ${name}\n${text.replace(/^/gm, "    ")}\n\n`;
}
