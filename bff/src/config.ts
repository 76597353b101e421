import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { TSchema } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import {
  type CodeItem,
  codeLists,
  type FormContext,
  type ProvinceOverride,
  todayInShanghai,
} from "shared-types";
import { codeFile, provinceFile } from "./config-schema.ts";
import { parseStrictly } from "./exchange/strict-json.ts";
import type { Log } from "./log.ts";

/** What operators can change without a release: code lists of other standards, and how provinces differ. */
export interface Config {
  /** Appendix B together with `config/codes`, by name. */
  readonly codes: Readonly<Record<string, readonly CodeItem[]>>;
  readonly provinces: ReadonlyMap<string, ProvinceOverride>;
}

/** A file that cannot be used; its words name file, key and reason. */
export class ConfigError extends Error {
  constructor(file: string, key: string, reason: string) {
    super(`${file}${key === "" ? "" : `, ${key}`}: ${reason}`);
    this.name = "ConfigError";
  }
}

/** Reads and checks every file under `dir`. Throws ConfigError for the first that is wrong. */
export async function loadConfig(dir: string): Promise<Config> {
  const codes: Record<string, readonly CodeItem[]> = { ...codeLists };
  for (const [file, name] of await jsonFiles(dir, "codes")) {
    const { items } = (await read(file, codeFile)) as { items: readonly CodeItem[] };
    const twice = items.find((item, at) => items.findIndex((other) => other.code === item.code) !== at);
    if (twice) throw new ConfigError(file, "/items", `code ${twice.code} stands there twice`);
    codes[name] = items;
  }
  const provinces = new Map<string, ProvinceOverride>();
  for (const [file, name] of await jsonFiles(dir, "provinces")) {
    const province = (await read(file, provinceFile)) as ProvinceOverride;
    if (province.region !== name)
      throw new ConfigError(file, "/region", `must be ${name}, as the file is named`);
    provinces.set(name, province);
  }
  return { codes, provinces };
}

/** What form and check need to know for an application that goes to `region`. */
export function contextOf(config: Config, region: string | undefined, now: Date): FormContext {
  const province = region === undefined ? undefined : config.provinces.get(region);
  return { codes: config.codes, ...(province && { province }), today: todayInShanghai(now) };
}

/** The code lists as a region has them: its own ones stand for the national ones. */
export function codesOf(config: Config, region: string): Config["codes"] {
  return { ...config.codes, ...config.provinces.get(region)?.codes };
}

/** The configuration as it stands; a change is taken over within seconds, a faulty one is logged and left out. */
export async function watchConfig(
  dir: string,
  log: Log,
  everyMs = 2_000,
): Promise<{ current: () => Config; stop: () => void }> {
  let seen = await signature(dir);
  let config = await loadConfig(dir);
  const look = async () => {
    const now = await signature(dir);
    if (now === seen) return;
    seen = now;
    config = await loadConfig(dir);
    log.info({ provinces: config.provinces.size }, "configuration changed");
  };
  // Looking at the files works on every file system; change events do not.
  const timer = setInterval(
    () => void look().catch((error) => log.error({ reason: String(error) }, "configuration not taken over")),
    everyMs,
  );
  timer.unref();
  return { current: () => config, stop: () => clearInterval(timer) };
}

async function jsonFiles(dir: string, folder: string): Promise<[file: string, name: string][]> {
  const path = join(dir, folder);
  const names = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new ConfigError(path, "", error.message);
  });
  return names
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => [join(path, name), name.slice(0, -5)]);
}

// A list of all regions has thousands of items.
const limits = { depth: 12, keys: 100_000, values: 200_000 };

async function read(file: string, schema: TSchema): Promise<unknown> {
  let value: unknown;
  try {
    value = parseStrictly(await readFile(file, "utf8"), limits);
  } catch (error) {
    throw new ConfigError(file, "", (error as Error).message);
  }
  const fault = Value.Errors(schema, value).First();
  if (fault) throw new ConfigError(file, fault.path, fault.message);
  return value;
}

async function signature(dir: string): Promise<string> {
  const files = [...(await jsonFiles(dir, "codes")), ...(await jsonFiles(dir, "provinces"))];
  const stats = await Promise.all(files.map(([file]) => stat(file).catch(() => null)));
  return JSON.stringify(
    files.map(([file], at) => [file, stats[at]?.mtimeMs, stats[at]?.size, stats[at]?.ino]),
  );
}
