// A store that is killed in the middle of its writing has, after a restart, every write that it acknowledged.
import assert from "node:assert/strict";
import { test } from "node:test";
import { folderInMemory, removeFolder, startStore } from "./support/server.ts";
import { lost, nothingYet, prepareWrites, writeUntil } from "./support/writers.ts";

const kills = Number(process.env.STORE_KILLS ?? 200);
const lanes = 2;

for (let lane = 0; lane < lanes; lane += 1) {
  test(`${kills / lanes} × kill -9 during writes: every acknowledged write is found (folder ${lane + 1})`, async () => {
    const dir = await folderInMemory();
    const ack = nothingYet();
    try {
      let store = await startStore(dir);
      await prepareWrites(store.uri, ack);
      for (let k = 0; k < kills / lanes; k += 1) {
        await writeUntil(store.uri, ack, `k${k}`, (k * 37) % 60, store.kill);
        store = await startStore(dir);
        if (k % 10 === 9) assert.deepEqual(await lost(store.uri, ack), [], `after kill ${k + 1}`);
      }
      assert.deepEqual(await lost(store.uri, ack), []);
      assert.ok(ack.inserted.size >= kills / lanes, `only ${ack.inserted.size} writes were acknowledged`);
      await store.kill();
    } finally {
      await removeFolder(dir);
    }
  });
}
