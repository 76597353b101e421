// Power loss: the store restarts from the image that the disk would hold, the file as at the last completed sync.
// Where there is a C compiler, a preloaded recorder keeps that image beneath lmdb, at the system calls, so that no
// word of lmdb's or the store's is taken for it; elsewhere the store copies its file after each sync. The second test
// is the control: when the store answers before the sync, the first one must be red.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFile, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { removeFolder, startStore, temporaryFolder } from "./support/server.ts";
import { lost, nothingYet, prepareWrites, writeUntil } from "./support/writers.ts";

const source = new URL("./support/sync-recorder.c", import.meta.url).pathname;
const hasCompiler = process.platform === "linux" && spawnSync("cc", ["--version"]).status === 0;
let recorder = "";

/** The settings under which the image is kept at `file`; a sync takes so many milliseconds longer. */
const keepImage = (file: string, delay: number): NodeJS.ProcessEnv =>
  hasCompiler
    ? { LD_PRELOAD: recorder, SYNC_IMAGE: file, SYNC_DELAY_US: String(delay * 1000) }
    : { STORE_IMAGE: file };

before(async () => {
  if (!hasCompiler) return;
  recorder = join(await temporaryFolder(), "recorder.so");
  const made = spawnSync("cc", ["-shared", "-fPIC", "-O2", "-o", recorder, source, "-ldl", "-lpthread"]);
  assert.equal(made.status, 0, String(made.stderr));
});

/** lmdb trusts unsynced pages while the machine has not restarted; the image comes to a machine that has. */
async function forgetBoot(file: string): Promise<void> {
  const [pageSize, bootIdAt] = [4096, 24 + 136];
  const handle = await open(file, "r+");
  for (const meta of [0, pageSize / 2, pageSize]) await handle.write(Buffer.alloc(8), 0, 8, meta + bootIdAt);
  await handle.close();
}

/** Writes for a while, cuts the power, restarts from the disk's image; gives the acknowledged writes that are gone. */
async function lostToPowerCut(
  round: number,
  env: NodeJS.ProcessEnv,
  syncDelay = 4,
): Promise<{ lost: string[]; acknowledged: number }> {
  const dir = await temporaryFolder();
  const image = join(dir, "image.mdb");
  const ack = nothingYet();
  try {
    const store = await startStore(join(dir, "before"), { ...env, ...keepImage(image, syncDelay) });
    await prepareWrites(store.uri, ack);
    await writeUntil(store.uri, ack, `p${round}`, 40 + ((round * 53) % 120), store.kill);
    await mkdir(join(dir, "after"));
    await copyFile(image, join(dir, "after", "data.mdb"));
    await forgetBoot(join(dir, "after", "data.mdb"));
    const again = await startStore(join(dir, "after"));
    const missing = await lost(again.uri, ack);
    await again.kill();
    return { lost: missing, acknowledged: ack.inserted.size };
  } finally {
    await removeFolder(dir);
  }
}

test(`after a power cut every acknowledged write is on the disk (seen by ${hasCompiler ? "the system calls" : "the store"})`, async () => {
  for (let round = 0; round < 8; round += 1) {
    const result = await lostToPowerCut(round, {});
    assert.deepEqual(result.lost, [], `round ${round}`);
    assert.ok(result.acknowledged > 0, "nothing was acknowledged, so nothing was tried");
  }
});

// Its syncs are so slow that a client hears of a write before it is on the disk, however busy the machine is.
test("control: a store that answers at commit, before the sync, loses acknowledged writes", async () => {
  let gone = 0;
  for (let round = 0; round < 8 && gone === 0; round += 1)
    gone += (await lostToPowerCut(round, { STORE_TEST_FAULT: "ack-before-sync" }, 200)).lost.length;
  assert.ok(gone > 0, "nothing was lost: the power-loss test could not have failed");
});
