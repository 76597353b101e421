import { demand } from "../errors.ts";
import type { Command } from "./engine.ts";

/**
 * `embeddedBackup`, which MongoDB does not have: a consistent copy of everything that is committed, made while the store
 * goes on. It takes no path: a client of this port may read the data, but not write files where it likes. The caller
 * takes the copy away from where the answer says it is.
 */
export const embeddedBackup: Command = {
  options: [],
  async run({ db, now }, { storage }) {
    demand(db === "admin", "Unauthorized", "embeddedBackup may only be run against the admin database.");
    return { folder: await storage.copy(), localTime: now };
  },
};
