import type { Config } from "../config.ts";

/** What people call a region; its code where no list names it. */
export function nameOfRegion(region: string, config: Config): string {
  const known = config.provinces.get(region)?.name;
  return known ?? config.codes.regions?.find((one) => one.code === region)?.name ?? region;
}
