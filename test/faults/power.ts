import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("../store/support/sync-recorder.c", import.meta.url));

/** A power cut of the store's machine: only what was synced is there afterwards. */
export interface Power {
  readonly env: NodeJS.ProcessEnv;
  /** Puts the disk's image in place of the data file. */
  cut(dataFile: string): Promise<void>;
}

/** The recorder beneath lmdb's system calls that the store's own power-loss test uses; null without a C compiler. */
export function powerOf(dir: string): Power | null {
  const [recorder, image] = [join(dir, "recorder.so"), join(dir, "image.mdb")];
  const made = spawnSync("cc", ["-shared", "-fPIC", "-O2", "-o", recorder, source, "-ldl", "-lpthread"]);
  if (made.status !== 0) return null;
  return {
    env: { LD_PRELOAD: recorder, SYNC_IMAGE: image, SYNC_DELAY_US: "150000" },
    async cut(dataFile) {
      // What was never synced is not on the disk at all.
      await rm(dataFile, { force: true });
      if (!existsSync(image)) return;
      await copyFile(image, dataFile);
      // lmdb trusts unsynced pages while the machine has not restarted; this one has.
      const handle = await open(dataFile, "r+");
      for (const meta of [0, 2048, 4096]) await handle.write(Buffer.alloc(8), 0, 8, meta + 24 + 136);
      await handle.close();
    },
  };
}
