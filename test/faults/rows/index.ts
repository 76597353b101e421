import type { Row } from "../row.ts";
import { hostileRows } from "./hostile.ts";
import { kills, plug, storeKills } from "./kills.ts";
import { networkRows } from "./network.ts";
import { outageRows } from "./outages.ts";

/** In the order in which they run. */
export const rows: readonly Row[] = [kills, ...networkRows, ...outageRows, ...hostileRows, storeKills, plug];

/** Rows of reliability 3 that are not run, and why. */
export const notRun: Readonly<Record<string, string>> = {
  F11: "needs a replica set whose primary can be killed",
  F12: "needs a replica set",
  F13: "needs a disk of its own to fill",
  F19: "needs the backup command; a store that is put back to yesterday loses what was accepted since, by definition",
};
