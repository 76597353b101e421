import { randomBytes } from "node:crypto";
import mongoose from "mongoose";
import { useAudit } from "../../bff/src/audit/current.ts";
import { openAuditLog } from "../../bff/src/audit/log.ts";
import { useKeys } from "../../bff/src/crypto/sealed.ts";
import { connect } from "../../bff/src/store/connection.ts";
import { migrate } from "../../bff/src/store/indexes.ts";
import { removeFolder, type Store, startStore, temporaryFolder } from "../store/support/server.ts";

import { testKeys } from "./portal.ts";

export interface TestStore {
  readonly uri: string;
  readonly dir: string;
  /** Ends the server at once; `again` starts it on the same folder and port is a new one. Embedded only. */
  readonly embedded: Store | null;
  close(): Promise<void>;
}

/** A store of its own, connected and with all indexes: the embedded one, or a new database at TEST_MONGODB_URI. */
export async function openStore(): Promise<TestStore> {
  // Whatever ran in this process before: our keys, and a chain that begins here.
  useKeys(testKeys);
  useAudit(openAuditLog());
  const dir = await temporaryFolder();
  const outside = process.env.TEST_MONGODB_URI;
  const embedded = outside === undefined ? await startStore(dir) : null;
  const url = new URL((outside ?? embedded!.uri).replace(/^mongodb/, "http"));
  url.pathname = `/delivery_${randomBytes(4).toString("hex")}`;
  const uri = url.href.replace(/^http/, "mongodb");
  await connect(uri);
  await migrate();
  return {
    uri,
    dir,
    embedded,
    async close() {
      if (embedded === null) await mongoose.connection.dropDatabase();
      await mongoose.disconnect();
      await embedded?.kill();
      await removeFolder(dir);
    },
  };
}
