import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import mongoose from "mongoose";
import { keysInUse } from "../crypto/sealed.ts";
import { checkFile } from "../store/embedded/storage/check.ts";
import { DATA_FILE } from "../store/embedded/storage/storage.ts";
import { copyWhole, filesIn, moveWhole, writeWhole } from "./files.ts";
import { type BackupFile, digestOf, manifestFile, sealManifest } from "./manifest.ts";

export interface BackedUp {
  readonly taken: Date;
  readonly files: number;
  readonly bytes: number;
}

/**
 * Copies the running embedded store and the archived months of the audit trail into a new folder. The store copies
 * itself while it works on; its copy is gone through before it counts. The archives come after it: a month that moves
 * meanwhile is then in both, never in neither. Throws an error in one sentence.
 */
export async function backUp(to: string, dataDir: string): Promise<BackedUp> {
  if ((await filesIn(to)).length > 0)
    throw new Error(`${to} is not empty: each backup has a folder of its own`);
  await mkdir(to, { recursive: true, mode: 0o700 });
  return fill(to, dataDir).catch(async (error: Error) => {
    // Half a backup would only take room.
    for (const name of await filesIn(to)) await rm(join(to, name), { recursive: true, force: true });
    throw new Error(`no backup was made: ${error.message}`);
  });
}

async function fill(to: string, dataDir: string): Promise<BackedUp> {
  const { folder, localTime: taken } = await copyOfStore();
  try {
    await moveWhole(join(folder, DATA_FILE), join(to, "store"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  checkFile(join(to, "store", DATA_FILE));
  const archives = join(dataDir, "audit");
  for (const name of await filesIn(archives)) await copyWhole(join(archives, name), join(to, "audit"));
  const files: BackupFile[] = [];
  for (const part of ["store", "audit"])
    for (const name of await filesIn(join(to, part))) files.push(await described(to, `${part}/${name}`));
  await writeWhole(manifestFile(to), sealManifest(taken, files, keysInUse()));
  return { taken, files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

async function copyOfStore(): Promise<{ folder: string; localTime: Date }> {
  const admin = mongoose.connection.db!.admin();
  try {
    return (await admin.command({ embeddedBackup: 1 })) as unknown as { folder: string; localTime: Date };
  } catch (error) {
    if ((error as { code?: unknown }).code !== 59) throw error;
    throw new Error("this store is a MongoDB server: back it up with its own tools (docs/operations.md)");
  }
}

async function described(folder: string, name: string): Promise<BackupFile> {
  const { size: bytes } = await stat(join(folder, name));
  return { name, bytes, sm3: await digestOf(join(folder, name)) };
}
