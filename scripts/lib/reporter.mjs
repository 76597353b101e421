// Reporter for node:test: one line a file, failures whole, and the counts for the last line of `npm test`.
import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { root } from "./paths.mjs";

export default async function* report(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const files = new Map();
  for await (const { type, data } of events) {
    if (type === "test:stdout" || type === "test:stderr") yield data.message;
    if (type !== "test:pass" && type !== "test:fail") continue;
    const file = relative(root, data.file ?? data.name);
    const own = files.get(file) ?? { passed: 0, failed: 0, skipped: 0 };
    files.set(file, own);
    const kind = kindOf(type, data);
    if (kind) {
      own[kind]++;
      counts[kind]++;
    }
    if (type === "test:fail" && data.details?.error?.failureType !== "subtestsFailed")
      yield failure(file, data);
    else if (kind === "skipped") yield `  – ${file}: ${data.name} (skipped: ${data.skip})\n`;
    if (data.nesting === 0 && !kind) continue;
  }
  for (const [file, own] of [...files].sort()) {
    const skipped = own.skipped ? `, ${own.skipped} skipped` : "";
    yield `  ${own.failed ? "✗" : "✓"} ${file}: ${own.passed} passed${own.failed ? `, ${own.failed} failed` : ""}${skipped}\n`;
  }
  if (process.env.PORTAL_TEST_COUNTS) writeFileSync(process.env.PORTAL_TEST_COUNTS, JSON.stringify(counts));
}

// A suite, or a test that only holds others, is not counted: its parts are.
function kindOf(type, { details, skip, todo }) {
  if (details?.type === "suite" || details?.error?.failureType === "subtestsFailed") return null;
  if (skip !== undefined || todo !== undefined) return "skipped";
  return type === "test:pass" ? "passed" : "failed";
}

function failure(file, { name, details }) {
  const error = details?.error?.cause ?? details?.error;
  const text = error?.stack ?? error?.message ?? String(error);
  return `\n✗ ${file}: ${name}\n${text.replace(/^/gm, "    ")}\n\n`;
}
