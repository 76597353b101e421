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
import { provinceFaults, schemaFault, twiceIn } from "./config-faults.ts";
import { codeFile, provinceFile } from "./config-schema.ts";
import { parseStrictly } from "./exchange/strict-json.ts";
import type { Log } from "./log.ts";

/** What operators can change without a release: code lists of other standards, and how provinces differ. */
export interface Config {
  /** Appendix B together with `config/codes`, by name. */
  readonly codes: Readonly<Record<string, readonly CodeItem[]>>;
  readonly provinces: ReadonlyMap<string, ProvinceOverride>;
  /** A later change that could not be taken over: file, key and reason. */
  readonly trouble?: string;
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
  const { config, faults } = await readConfig(dir);
  if (faults[0]) throw faults[0];
  return config;
}

/** The same with every fault that there is; a file with one is left out. */
export async function readConfig(dir: string): Promise<{ config: Config; faults: readonly ConfigError[] }> {
  const faults: ConfigError[] = [];
  const codes: Record<string, readonly CodeItem[]> = { ...codeLists };
  const provinces = new Map<string, ProvinceOverride>();
  for (const [file, name] of await jsonFiles(dir, "codes")) {
    const { value, fault } = await read<{ items: readonly CodeItem[] }>(file, codeFile);
    const twice = value && twiceIn(value.items)[0];
    if (fault) faults.push(fault);
    else if (twice !== undefined) faults.push(new ConfigError(file, "/items", `代码${twice}写了两次`));
    else codes[name] = value!.items;
  }
  for (const [file, name] of await jsonFiles(dir, "provinces")) {
    const { value, fault } = await read<ProvinceOverride>(file, provinceFile);
    const wrong = value && [
      ...(value.region === name ? [] : [{ key: "/region", reason: `应为${name}，与文件名一致` }]),
      ...provinceFaults(value, codes),
    ];
    if (fault) faults.push(fault);
    for (const { key, reason } of wrong ?? []) faults.push(new ConfigError(file, key, reason));
    if (wrong?.length === 0) provinces.set(name, value!);
  }
  return { config: { codes, provinces }, faults };
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

/**
 * The configuration as it stands; a change is taken over within seconds. A faulty one is logged and left out, and
 * `trouble` says so until it is mended.
 */
export async function watchConfig(
  dir: string,
  log: Log,
  everyMs = 1_000,
): Promise<{ current: () => Config; stop: () => void }> {
  let seen = await signature(dir);
  let config = await loadConfig(dir);
  const look = async () => {
    const now = await signature(dir);
    if (now === seen) return;
    seen = now;
    try {
      config = await loadConfig(dir);
    } catch (error) {
      config = { ...config, trouble: (error as Error).message };
      throw error;
    }
    log.info({ provinces: config.provinces.size }, "configuration changed");
  };
  // Looking at the files works on every file system; change events do not.
  const timer = setInterval(
    () =>
      void look().catch((error) =>
        log.error({ alarm: "configuration", reason: String(error) }, "configuration not taken over"),
      ),
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

async function read<T>(
  file: string,
  schema: TSchema,
): Promise<{ value: T; fault?: never } | { value?: never; fault: ConfigError }> {
  try {
    const value = parseStrictly(await readFile(file, "utf8"), limits);
    const breach = Value.Errors(schema, value).First();
    if (breach === undefined) return { value: value as T };
    const { key, reason } = schemaFault(breach);
    return { fault: new ConfigError(file, key, reason) };
  } catch (error) {
    return { fault: new ConfigError(file, "", `不能读取：${(error as Error).message}`) };
  }
}

async function signature(dir: string): Promise<string> {
  const files = [...(await jsonFiles(dir, "codes")), ...(await jsonFiles(dir, "provinces"))];
  const stats = await Promise.all(files.map(([file]) => stat(file).catch(() => null)));
  return JSON.stringify(
    files.map(([file], at) => [file, stats[at]?.mtimeMs, stats[at]?.size, stats[at]?.ino]),
  );
}
