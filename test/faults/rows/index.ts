import { noTinyDisk } from "../../support/tiny-disk.ts";
import type { Row } from "../row.ts";
import { fullDiskRows } from "./full-disk.ts";
import { hostileRows } from "./hostile.ts";
import { kills, plug, storeKills } from "./kills.ts";
import { networkRows } from "./network.ts";
import { outageRows } from "./outages.ts";
import { resume } from "./resume.ts";

/** In the order in which they run. The last has all the time that the others left. */
export const rows: readonly Row[] = [
  resume,
  ...networkRows,
  ...outageRows,
  ...hostileRows,
  ...fullDiskRows,
  storeKills,
  plug,
  kills,
];

/** Rows of reliability 3 that are not run, and why. `server`: the campaign runs on a MongoDB server that is not its own. */
export function notRun(server: boolean): Readonly<Record<string, string>> {
  const set = "needs a replica set, by TEST_MONGODB_URI, and leave to kill its members";
  const own = rows.filter(({ killsStore }) => killsStore && server);
  return {
    ...Object.fromEntries(own.map(({ id, title }) => [id, `${title}: needs a store of its own`])),
    F11: `the primary dies, stops or is cut off: ${set}`,
    F12: `the majority is lost: ${set}`,
    ...(noTinyDisk !== undefined && { F13: `the store's disk is full: ${noTinyDisk}` }),
    F16: "10 000 users at once: needs machines that send the load",
    F17: "a day of random faults",
    F19: "yesterday's state put back: a test of its own, test/delivery/restore.test.ts",
  };
}
