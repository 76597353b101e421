import { copyFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import mongoose from "mongoose";
import { DATA_FILE } from "../../../bff/src/store/embedded/storage/storage.ts";
import { noTinyDisk, type TinyDisk, tinyDisk } from "../../support/tiny-disk.ts";
import type { Bed } from "../bed.ts";
import { goesOn, type Row } from "../row.ts";
import { trafficUntil } from "../traffic.ts";

/** Room beside the data: what the store keeps free, and as much again for what comes in between two faults. */
const room = 48;

/** The disk under the store fills to its last byte while people are about, and is freed. */
const fullDisk: Row = {
  id: "F13",
  title: "the store's disk full under load, then freed",
  quick: 1,
  full: 20,
  killsStore: true,
  async run(stage, amount) {
    const disk = await moveStore(stage.bed);
    const broken: string[] = [];
    const resumed: number[] = [];
    let refused = 0;
    let trials = 0;
    const faults = async () => {
      for (; goesOn(stage, trials, amount); trials++) {
        await sleep(200 + stage.chance() * 800);
        // Everybody needs a photo again: uploads meet the full disk too.
        stage.people.refresh();
        disk.fill();
        for (const end = Date.now() + 300 + stage.chance() * 1_200; Date.now() < end; await sleep(50)) {
          const fault = await written();
          if (fault === null) broken.push("F13: a write was acknowledged on a full disk");
          else if (fault !== 14031) broken.push(`F13: a full disk was told as ${fault}`);
          refused += 1;
        }
        disk.free();
        const freed = performance.now();
        let fault = await written();
        for (; fault !== null && performance.now() < freed + 60_000; fault = await written()) await sleep(10);
        if (fault !== null) broken.push(`F13: there is room again, and writes are refused with ${fault}`);
        resumed.push(performance.now() - freed);
      }
    };
    try {
      await Promise.all([faults(), trafficUntil(stage, () => trials >= amount, 6)]);
    } finally {
      disk.free();
      await moveStoreBack(stage.bed, disk);
    }
    const longest = `${Math.round(Math.max(...resumed))} ms`;
    return {
      trials,
      broken,
      measured: `${refused} own writes refused, written again after ${longest} at most`,
    };
  },
};

async function moveStore(bed: Bed): Promise<TinyDisk> {
  await bed.killStore();
  const data = join(bed.storeFolder, DATA_FILE);
  const disk = await tinyDisk(bed.storeFolder, Math.ceil(statSync(data).size / 2 ** 20) + room);
  copyFileSync(data, disk.path(DATA_FILE));
  bed.storeWithin = disk.within;
  await bed.startStore();
  return disk;
}

async function moveStoreBack(bed: Bed, disk: TinyDisk): Promise<void> {
  await bed.killStore();
  copyFileSync(disk.path(DATA_FILE), join(bed.storeFolder, DATA_FILE));
  await disk.close();
  bed.storeWithin = [];
  await bed.startStore();
}

/** Writes something of the campaign's own: null, or the code it was refused with. */
async function written(): Promise<unknown> {
  const own = mongoose.connection.collection("campaign");
  return own.updateOne({ _id: "F13" } as never, { $inc: { n: 1 } }, { upsert: true }).then(
    () => null,
    (error: { code?: unknown; message?: string }) => error.code ?? error.message,
  );
}

/** Nothing where this machine gives no disk to fill: then `noTinyDisk` says why. */
export const fullDiskRows: readonly Row[] = noTinyDisk === undefined ? [fullDisk] : [];
