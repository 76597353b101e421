import { readdirSync, readFileSync } from "node:fs";
import type { FormContext } from "../src/context.ts";
import type { ProvinceOverride } from "../src/province.ts";
import { codeLists } from "../src/spec/codes.gen.ts";
import type { CodeItem } from "../src/spec/element.ts";

export interface CodeFile {
  readonly source: string;
  readonly complete: boolean;
  readonly note?: string;
  readonly items: readonly CodeItem[];
}

const folder = new URL("../../config/codes/", import.meta.url);

/** `config/codes` by list name. */
export const codeFiles: ReadonlyMap<string, CodeFile> = new Map(
  readdirSync(folder).map((file) => [
    file.replace(/\.json$/, ""),
    JSON.parse(readFileSync(new URL(file, folder), "utf8")) as CodeFile,
  ]),
);

/** All lists as a server without overrides has them; for documentation and tests. */
export const context: FormContext = {
  codes: { ...codeLists, ...Object.fromEntries([...codeFiles].map(([name, file]) => [name, file.items])) },
  today: "20261123",
};

const provinces = new URL("../../config/provinces/", import.meta.url);

/** `config/provinces`, by region. */
export const provinceFiles: readonly ProvinceOverride[] = readdirSync(provinces)
  .sort()
  .map((file) => JSON.parse(readFileSync(new URL(file, provinces), "utf8")));
