import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import mongoose from "mongoose";
import { timeOf } from "../audit/entry.ts";
import { keysInUse } from "../crypto/sealed.ts";
import { connect, disconnect } from "../store/connection.ts";
import { lockFolder } from "../store/embedded/lock.ts";
import { openStore } from "../store/embedded/open.ts";
import { DATA_FILE } from "../store/embedded/storage/storage.ts";
import { copyWhole, filesIn, isThere, syncFolder } from "./files.ts";
import { openManifest } from "./manifest.ts";
import { type Settled, settleRestored } from "./settle.ts";

export interface Restored extends Settled {
  readonly taken: Date;
  /** Where the store that was there before lies now; null: there was none. */
  readonly before: string | null;
}

/**
 * Puts the embedded store under `dataDir` back to a backup. It is made ready beside the present one, which is then moved
 * aside, never removed; until that moment nothing has changed. Throws an error in one sentence; FolderInUse while a store
 * runs there.
 */
export async function restore(from: string, dataDir: string): Promise<Restored> {
  const { taken: text, files } = await openManifest(from, keysInUse());
  const taken = new Date(text);
  const place = join(dataDir, "store");
  const stamp = timeOf(new Date()).slice(0, 19).replaceAll(/\D/g, "");
  const fresh = join(dataDir, `store-restored-${stamp}`);
  const before = (await filesIn(place)).includes(DATA_FILE) ? join(dataDir, `store-before-${stamp}`) : null;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(place);
  try {
    await copyWhole(join(from, "store", DATA_FILE), fresh);
    const settled = await ready(fresh, taken);
    // Entries never change once they are archived: what is here already stays.
    for (const { name } of files.filter((one) => one.name.startsWith("audit/")))
      if (!(await isThere(join(dataDir, name)))) await copyWhole(join(from, name), join(dataDir, "audit"));
    if (before === null) await rm(place, { recursive: true });
    else await rename(place, before);
    await rename(fresh, place);
    await syncFolder(dataDir);
    return { ...settled, taken, before };
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  } finally {
    unlock();
  }
}

/** Settles each database of the store; a portal has one, by whatever name. */
async function ready(folder: string, taken: Date): Promise<Settled> {
  const store = await openStore(folder);
  try {
    let unsure = 0;
    for (const name of await databasesOf(store.uri))
      unsure += await connected(`${store.uri}/${name}`, async () => (await settleRestored(taken)).unsure);
    return { unsure };
  } finally {
    await store.close();
  }
}

const databasesOf = (uri: string) =>
  connected(uri, async () => {
    const { databases } = await mongoose.connection.db!.admin().listDatabases({ nameOnly: true });
    return databases.map(({ name }) => name).filter((name) => !["admin", "config", "local"].includes(name));
  });

async function connected<T>(uri: string, act: () => Promise<T>): Promise<T> {
  await connect(uri);
  try {
    return await act();
  } finally {
    await disconnect();
  }
}
