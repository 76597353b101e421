// Rebuilds only what has changed: a target remembers the digest of all its sources.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./paths.mjs";

/** Digest of every file under `paths` (relative to the root), without tests and what is itself built. */
export function digestOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths)
    for (const file of filesUnder(join(root, path))) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

export function isFresh(stampFile, digest) {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === digest;
}

export function remember(stampFile, digest) {
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, digest);
}

export function* filesUnder(path) {
  if (!existsSync(path)) return;
  if (statSync(path).isFile()) return yield path;
  for (const name of readdirSync(path).sort()) {
    if (["node_modules", "dist", ".swc", ".cache"].includes(name) || name.endsWith(".test.ts")) continue;
    yield* filesUnder(join(path, name));
  }
}
