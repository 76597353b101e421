import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

const notOurs = new Set(["node_modules", "dist", ".swc", ".cache", ".data"]);

/** Paths (relative to the root) of the files under `folder` whose name ends in `ending`, sorted. */
export function filesIn(folder, ending = "") {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (notOurs.has(entry.name)) return [];
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesIn(path, ending) : entry.name.endsWith(ending) ? [path] : [];
    });
}
