// `npm run check`: what can be said without running anything. Every row is run, then the failures are named.
import { spawn } from "node:child_process";
import { finish } from "./lib/finish.mjs";
import { root } from "./lib/paths.mjs";
import { say } from "./lib/say.mjs";
import { setup } from "./lib/setup.mjs";

const rows = {
  types: ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"],
  "types of the page": ["node_modules/typescript/bin/tsc", "-p", "miniapp/tsconfig.json"],
  "lint and format": [
    "node_modules/@biomejs/biome/bin/biome",
    "ci",
    "--error-on-warnings",
    "--log-level=error",
  ],
  "generated files are fresh": ["--import", "tsx", "shared-types/scripts/generate.ts", "--check"],
  "unused exports and dependencies": ["node_modules/knip/bin/knip.js", "--no-progress"],
  "files are short": ["scripts/check-lengths.mjs"],
  "platform differences are in platform/": ["scripts/check-platform.mjs"],
  "nothing leaks into the repository": ["scripts/check-leaks.mjs"],
};

await finish(async () => {
  await setup();
  const failed = [];
  for (const [name, args] of Object.entries(rows)) {
    const { code, output } = await run(args);
    say.step(`${code === 0 ? "✓" : "✗"} ${name}`);
    if (code === 0) continue;
    failed.push(name);
    process.stderr.write(`${output.trim()}\n`);
  }
  if (failed.length) throw new Error(`npm run check failed: ${failed.join("; ")}`);
});

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
    child.on("close", (code) => resolve({ code, output }));
  });
}
