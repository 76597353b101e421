import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { codeFile, provinceFile } from "../../bff/src/config-schema.ts";
import { codesFile } from "./codes-file.ts";
import { interfacesFile, typesFile } from "./interface-files.ts";
import { readCodes, readInterfaces } from "./read-spec.ts";

/**
 * Writes every generated file from the specification and the definitions; `--check` writes nothing and fails,
 * naming each file that is not what it would write.
 */
const check = process.argv.includes("--check");
const src = new URL("../src/spec/", import.meta.url);
const docs = new URL("../../docs/businesses/", import.meta.url);

const interfaces = readInterfaces();
let stale = settle([
  [new URL("interfaces.gen.ts", src), interfacesFile(interfaces)],
  [new URL("messages.gen.ts", src), typesFile(interfaces)],
  [new URL("codes.gen.ts", src), codesFile(readCodes())],
]);

const schemas = new URL("../../config/schema/", import.meta.url);
mkdirSync(schemas, { recursive: true });
stale += settle([
  [new URL("province.json", schemas), schemaText("config/provinces/<region>.json", provinceFile)],
  [new URL("code-list.json", schemas), schemaText("config/codes/<list>.json", codeFile)],
]);

// The definitions stand on the files above: they are loaded only when those are right.
const { businessDoc, indexDoc } = await import("./business-docs.ts");
const { requests } = await import("../src/requests/index.ts");
mkdirSync(docs, { recursive: true });
stale += settle([
  [new URL("README.md", docs), indexDoc(requests)],
  ...requests.map((one): [URL, string] => [new URL(`${one.code}.md`, docs), businessDoc(one)]),
]);

console.log(check ? `${stale} files are stale` : `generated ${stale} files`);
process.exitCode = check && stale > 0 ? 1 : 0;

/** JSON Schema for editors, of what the server checks at start. */
function schemaText(title: string, schema: object): string {
  return `${JSON.stringify({ $schema: "https://json-schema.org/draft/2020-12/schema", title, ...schema }, null, 2)}\n`;
}

/** Brings files to their text, or only names those that differ; gives how many did. */
function settle(files: [URL, string][]): number {
  const differing = files.filter(([url, text]) => !existsSync(url) || readFileSync(url, "utf8") !== text);
  for (const [url, text] of differing)
    if (check) console.error(`stale: ${fileURLToPath(url)} (run npm run generate)`);
    else writeFileSync(url, text);
  return differing.length;
}
