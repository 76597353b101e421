// A test run that is killed in the middle leaves a store and its folder behind; neither stays.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { folderInMemory, removeFolder } from "./support/server.ts";
import { Wire } from "./support/wire.ts";

const server = new URL("./support/server.ts", import.meta.url).href;
const run = `
  const { folderInMemory, startStore } = await import(${JSON.stringify(server)});
  const dir = await folderInMemory();
  const { port } = await startStore(dir);
  console.log(JSON.stringify({ dir, port }));
  setInterval(() => {}, 1_000);
`;

const listens = (port: number): Promise<boolean> =>
  Wire.connect(port).then(
    (wire) => {
      wire.close();
      return true;
    },
    () => false,
  );

test("the store of a killed run ends by itself, and the next run removes its folder and no other", async () => {
  const killed = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", run], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(killed.stdout, "data");
  const { dir, port } = JSON.parse(String(line));
  const mine = await folderInMemory();
  assert.ok(existsSync(dir), "the folder of a run that goes on was removed");
  killed.kill("SIGKILL");
  await once(killed, "exit");
  while (await listens(port)) await sleep(50);
  const next = await folderInMemory();
  assert.deepEqual([existsSync(dir), existsSync(mine), existsSync(next)], [false, true, true]);
  await Promise.all([mine, next].map(removeFolder));
});
