import { existsSync, readFileSync, writeFileSync } from "node:fs";

const file = new URL("../../docs/faults.md", import.meta.url);
const head = `# Fault campaign

How it is made and what each invariant means: [fault-campaign.md](fault-campaign.md). Each part is written by the run that
it names, in place of the one before it.
`;

/** Puts a part of docs/faults.md in the place of the one with its title, or behind the others. */
export function putPart(title: string, text: string): void {
  const [, ...parts] = existsSync(file) ? readFileSync(file, "utf8").split(/^## /m) : [""];
  const others = parts.filter((part) => !part.startsWith(`${title}\n`));
  const at = parts.findIndex((part) => part.startsWith(`${title}\n`));
  others.splice(at < 0 ? others.length : at, 0, `${title}\n${text.trimEnd()}\n`);
  writeFileSync(file, [head, ...others.map((part) => `## ${part.trimEnd()}\n`)].join("\n"));
}
