import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { filesIn } from "../../scripts/lib/files.mjs";
import { root, weappDist } from "../../scripts/lib/paths.mjs";
import type { Bench, BenchRow } from "./row.ts";

export const bench: Bench = {
  title: "Sizes of what a phone loads",
  run: async () => [...h5Rows(), ...weappRows()],
};

/** WeChat refuses a main package over 2 MB. */
const weappLimit = 2048;
/** Bar 14 of the product design: the first page within 300 kB. */
const firstLoadLimit = 300;

function h5Rows(): BenchRow[] {
  const page = join(root, "miniapp/dist/h5/index.html");
  if (!existsSync(page)) return [];
  const html = readFileSync(page, "utf8");
  const named = [...html.matchAll(/(?:src|href)="\/((?:js|css)\/[^"]+)"/g)].map(([, file]) => file ?? "");
  const files = [html, ...named.map((file) => readFileSync(join(root, "miniapp/dist/h5", file)))];
  return [
    row(
      "H5, what the first page loads (gzip)",
      files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0) / 1000,
      firstLoadLimit,
      "the bar",
    ),
  ];
}

function weappRows(): BenchRow[] {
  if (!existsSync(weappDist)) return [];
  const folder = "miniapp/dist/weapp";
  const bytes = distFiles(folder).reduce((sum, file) => sum + readFileSync(join(root, file)).length, 0);
  return [row("Mini-program, whole package", bytes / 1024, weappLimit, "WeChat's limit")];
}

function distFiles(folder: string): string[] {
  return filesIn(folder).filter((file: string) => !file.endsWith(".built-from"));
}

function row(name: string, ours: number, peer: number, peerName: string): BenchRow {
  return { name, ours, peer, unit: "kB", peerName, ratio: peer / ours, aim: "≥ 1" };
}
