// A database of its own for one test file, in the embedded store or at TEST_MONGODB_URI.
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import type { Socket } from "node:net";
import {
  folderInMemory,
  removeFolder,
  type Store,
  startStore,
  temporaryFolder,
} from "../store/support/server.ts";

export interface TestStore {
  readonly uri: string;
  close(): Promise<void>;
}

/** A store that a test can take away from others without taking it from anybody else. */
export interface OwnStore extends TestStore {
  /** Ends the store's process (embedded only). */
  kill(): Promise<void>;
}

/** All files of a process share one store, each with a database of its own. */
export async function openTestStore(): Promise<TestStore> {
  const given = process.env.TEST_MONGODB_URI ?? (await sharedStore()).uri;
  return { uri: databaseAt(given), close: async () => {} };
}

export async function openOwnStore(): Promise<OwnStore> {
  const given = process.env.TEST_MONGODB_URI;
  if (given) return { uri: databaseAt(given), kill: async () => {}, close: async () => {} };
  const folder = await temporaryFolder();
  const store = await startStore(folder);
  return {
    uri: databaseAt(store.uri),
    kill: () => store.kill(),
    async close() {
      await store.stop();
      await removeFolder(folder);
    },
  };
}

let shared: Promise<Store> | undefined;

function sharedStore(): Promise<Store> {
  shared ??= startShared();
  return shared;
}

// It holds its process up by nothing, and ends with it.
async function startShared(): Promise<Store> {
  const folder = await folderInMemory();
  const store = await startStore(folder);
  store.child.unref();
  for (const stream of [store.child.stdout, store.child.stderr]) (stream as Socket).unref();
  process.once("exit", () => {
    store.child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
  return store;
}

function databaseAt(server: string): string {
  const uri = new URL(server);
  uri.pathname = `/test_${randomBytes(6).toString("hex")}`;
  return uri.href;
}
