import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { codesFile } from "./codes-file.ts";
import { interfacesFile, typesFile } from "./interface-files.ts";
import { readCodes, readInterfaces } from "./read-spec.ts";

/**
 * Writes every generated file from the specification; `--check` writes nothing and fails, naming each file that
 * is not what it would write.
 */
const src = new URL("../src/spec/", import.meta.url);
const interfaces = readInterfaces();

const files = new Map<URL, string>([
  [new URL("interfaces.gen.ts", src), interfacesFile(interfaces)],
  [new URL("messages.gen.ts", src), typesFile(interfaces)],
  [new URL("codes.gen.ts", src), codesFile(readCodes())],
]);

const stale = [...files].filter(([url, text]) => !existsSync(url) || readFileSync(url, "utf8") !== text);
if (process.argv.includes("--check")) {
  for (const [url] of stale) console.error(`stale: ${fileURLToPath(url)} (run npm run generate)`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [url, text] of stale) writeFileSync(url, text);
  console.log(`generated ${stale.length} of ${files.size} files`);
}
