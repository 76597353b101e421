import type { Config } from "../config.ts";

/** What people call a region; its code where no list names it. */
export function nameOfRegion(region: string, config: Config): string {
  const known = config.provinces.get(region)?.name;
  return known ?? config.codes.regions?.find((one) => one.code === region)?.name ?? region;
}

/** The same from the province down: 北京市朝阳区; a stranger does not know which 东城区 is meant. */
export function wholeNameOfRegion(region: string, config: Config): string {
  const above = [`${region.slice(0, 2)}0000`, `${region.slice(0, 4)}00`, region];
  const names = [...new Set(above)].map((one) => nameOfRegion(one, config));
  return names.filter((name) => !/^\d+$/.test(name)).join("") || region;
}
