// Makes a fresh clone ready: checks Node, installs what the lock file says, once.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { say, ticking } from "./say.mjs";

export async function setup() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    say.fail(
      `Node ${process.versions.node} is too old: this project needs 20.19 or newer (22 and 24 work too).`,
    );
    process.exit(1);
  }
  if (isInstalled()) return;
  // Not `npm ci`: it refuses a lock file in which a package for another platform is missing, and some registries lack
  // some. The lock file still decides every version, and --no-save keeps it as it is.
  await ticking("Installing packages (once, about a minute)", () =>
    run("npm", ["install", "--no-save", "--ignore-scripts", "--loglevel=error"]),
  );
}

// npm keeps its own list of what it installed; an install by hand counts as well as ours.
function isInstalled() {
  const installed = packagesIn("node_modules/.package-lock.json");
  return Object.entries(packagesIn("package-lock.json")).every(
    ([path, { version, link, optional }]) =>
      !path.startsWith("node_modules/") || link || optional || installed[path]?.version === version,
  );
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), "utf8")).packages;
  } catch {
    return {};
  }
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(" ")} failed:\n${output}`)),
    );
  });
}
