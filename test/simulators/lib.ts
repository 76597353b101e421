// The arguments that every simulator takes, and the folder of its own.
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";

/** `--name value` pairs; `--data` becomes an absolute folder that exists. Throws naming what is missing. */
export function argumentsOf<const N extends string>(
  needed: readonly N[],
  defaults: Record<string, string> = {},
): Record<N, string> & Record<string, string> {
  const names = [...needed, ...Object.keys(defaults)];
  const { values } = parseArgs({
    options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
  });
  const given: Record<string, string> = { ...defaults, ...(values as Record<string, string>) };
  const missing = needed.filter((name) => !given[name]);
  if (missing.length) throw new Error(`missing: ${missing.map((name) => `--${name}`).join(" ")}`);
  if (given.data) {
    given.data = resolve(given.data);
    mkdirSync(given.data, { recursive: true });
  }
  return given as Record<N, string> & Record<string, string>;
}

export function announce(port: number): string {
  const url = `http://127.0.0.1:${port}`;
  process.stdout.write(`listening ${url}\n`);
  return url;
}

/** Runs `stop` once on SIGTERM, then ends. Ctrl-C is the parent's to act on. */
export function endWith(stop: () => void | Promise<void>): void {
  process.once("SIGTERM", async () => {
    await stop();
    process.exit(0);
  });
}
