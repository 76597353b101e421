import { cp, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Names of the files in a folder; none when it is not there. */
export async function filesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [] as string[])).sort();
}

/** Whether something lies there. */
export async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

/** A file into a folder, whole or not at all, and on the disk. */
export async function copyWhole(file: string, folder: string, name = basename(file)): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `.${name}.new`);
  await cp(file, draft);
  await sync(draft);
  await rename(draft, join(folder, name));
  await syncFolder(folder);
}

/** The same, and it is gone where it was; across file systems too. */
export async function moveWhole(file: string, folder: string, name = basename(file)): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await rename(file, join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    await copyWhole(file, folder, name);
    await rm(file);
  }
  await syncFolder(folder);
}

/** What a rename wrote is on the disk only with its folder. Windows knows no such thing. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform !== "win32") await sync(folder);
}

export async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.new`;
  const handle = await open(draft, "w", 0o600);
  await handle.writeFile(text);
  await handle.sync().finally(() => handle.close());
  await rename(draft, path);
  await syncFolder(dirname(path));
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  await handle.sync().finally(() => handle.close());
}
