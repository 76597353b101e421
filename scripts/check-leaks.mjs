// No path of a machine, no registry host, no key in what is committed.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib/paths.mjs";

const forbidden = [
  [/(^|[\s"'`(=])\/(work|home\/\w+|Users\/\w+|root)\//m, "a path of a machine"],
  [/registry\.npmjs\.org|registry\.npmmirror\.com|registry\.yarnpkg\.com/, "a registry host"],
  [/-----BEGIN (RSA |EC |)PRIVATE KEY-----/, "a private key"],
];
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .trim()
  .split("\n");
let found = 0;
for (const file of files) {
  if (file === "scripts/check-leaks.mjs" || /\.(png|jpg|ico|pdf|woff2?)$/.test(file)) continue;
  let text;
  try {
    text = readFileSync(join(root, file), "utf8");
  } catch {
    continue; // deleted in the work tree, still in the index
  }
  for (const [pattern, what] of forbidden) {
    const hit = pattern.exec(text);
    if (!hit) continue;
    found++;
    console.error(`${file}:${text.slice(0, hit.index).split("\n").length}: ${what}`);
  }
}
process.exit(found ? 1 : 0);
