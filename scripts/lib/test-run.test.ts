import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { root } from "./paths.mjs";

const files = {
  "not-loaded": 'import "./nowhere.mjs";',
  "before-fails": `import { before, test } from "node:test";
    before(() => { throw new Error("no store"); });
    test("one", () => {});`,
  "ends-the-process": 'import { test } from "node:test"; test("leaves", () => process.exit(0));',
  "leaves-something": `import { test } from "node:test";
    test("late", () => { setTimeout(() => Promise.reject(new Error("came late")), 20); });
    test("waits", () => new Promise((resolve) => setTimeout(resolve, 200)));`,
  good: `import { describe, test } from "node:test";
    describe("group", () => { test("in it", () => {}); test("not now", { skip: "why" }, () => {}); });`,
};

test("files that share a process are told apart, and none that ends badly passes", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "test-run-"));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.mjs`), text);
  const { out, counts } = await runShared(Object.keys(files).map((name) => join(folder, `${name}.mjs`)));
  // What came late is said, and fails its process.
  assert.deepEqual(counts, { passed: 3, failed: 4, skipped: 1 });
  for (const sentence of [
    /✗ \S+not-loaded\.mjs: [\s\S]*Cannot find module/,
    /✗ \S+before-fails\.mjs: [\s\S]*no store/,
    /✗ \S+ends-the-process\.mjs: its process ended/,
    /✗ Error: Test "late" [\s\S]*came late/,
    /✓ \S+good\.mjs: 1 passed, 1 skipped/,
  ])
    assert.match(out, sentence);
  assert.equal((await runShared([join(folder, "leaves-something.mjs")])).counts.failed, 1);
});

function runShared(paths: string[]): Promise<{ out: string; counts: Record<string, number> }> {
  const module = pathToFileURL(join(root, "scripts/lib/test-run.mjs")).href;
  const names = JSON.stringify(paths.map((path) => relative(root, path)));
  const program = `import { runShared } from ${JSON.stringify(module)};
    console.log("COUNTS" + JSON.stringify(await runShared(${names}, 1)));`;
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
  return new Promise((resolve, reject) =>
    execFile(process.execPath, ["--input-type=module", "-e", program], { env }, (error, stdout, stderr) => {
      const found = /COUNTS(.*)/.exec(stdout)?.[1];
      if (found) resolve({ out: stdout + stderr, counts: JSON.parse(found) });
      else reject(error ?? new Error(stdout + stderr));
    }),
  );
}
