import { readdir } from "node:fs/promises";

/** Months (YYYYMM) that were archived in a folder, oldest first. */
export async function monthsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  return names.flatMap((name) => /^audit-(\d{6})\.json$/.exec(name)?.[1] ?? []).sort();
}
