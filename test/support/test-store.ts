// A store for one test file: the embedded one in a folder of its own, or a fresh database at TEST_MONGODB_URI.
import { randomBytes } from "node:crypto";
import { removeFolder, startStore, temporaryFolder } from "../store/support/server.ts";

export interface TestStore {
  readonly uri: string;
  /** Ends the store's process (embedded only). */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export async function openTestStore(): Promise<TestStore> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const given = process.env.TEST_MONGODB_URI;
  if (given) {
    const uri = new URL(given);
    uri.pathname = `/${name}`;
    return { uri: uri.href, kill: async () => {}, close: async () => {} };
  }
  const folder = await temporaryFolder();
  const store = await startStore(folder);
  return {
    uri: `${store.uri.replace(/\/$/, "")}/${name}`,
    kill: () => store.kill(),
    async close() {
      await store.stop();
      await removeFolder(folder);
    },
  };
}
