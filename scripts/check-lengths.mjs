// A file is one idea: none over 250 lines, half of them at most 60 (generated files and data are not counted).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesIn } from "./lib/files.mjs";
import { root } from "./lib/paths.mjs";

const [most, median] = [250, 60];
const files = ["shared-types", "bff", "miniapp", "test", "scripts"]
  .flatMap((folder) => filesIn(folder))
  .filter((file) => /\.(ts|tsx|mjs|js|scss)$/.test(file) && !/\.gen\.ts$/.test(file));
const lengths = files
  .map((file) => ({ file, lines: readFileSync(join(root, file), "utf8").split("\n").length - 1 }))
  .sort((a, b) => b.lines - a.lines);
const long = lengths.filter(({ lines }) => lines > most);
for (const { file, lines } of long) console.error(`${file}: ${lines} lines (at most ${most})`);
const middle = lengths[Math.floor(lengths.length / 2)]?.lines ?? 0;
if (middle > median) console.error(`the median is ${middle} lines (at most ${median})`);
process.exit(long.length || middle > median ? 1 : 0);
