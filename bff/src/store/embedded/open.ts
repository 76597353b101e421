import { statSync } from "node:fs";
import type { AddressInfo, Socket } from "node:net";
import { join } from "node:path";
import { openEngine } from "./commands/engine.ts";
import { lockFolder } from "./lock.ts";
import { checkFile } from "./storage/check.ts";
import { roomToOpen } from "./storage/full-disk.ts";
import { DATA_FILE, removeCopies } from "./storage/storage.ts";
import { startSweeper } from "./ttl.ts";
import { listen } from "./wire/server.ts";

export interface OpenStore {
  readonly uri: string;
  close(): Promise<void>;
}

/**
 * Opens a folder for this process alone and serves it on 127.0.0.1; port 0: any free one.
 * @throws FolderInUse, Damaged
 */
export async function openStore(
  folder: string,
  { port = 0, maxConnections = 1000 }: { port?: number; maxConnections?: number } = {},
): Promise<OpenStore> {
  const unlock = await lockFolder(folder);
  const data = join(folder, DATA_FILE);
  checkFile(data);
  removeCopies(folder);
  roomToOpen(folder, statSync(data, { throwIfNoEntry: false })?.size ?? 0);
  const sockets = new Set<Socket>();
  const engine = openEngine(folder, () => sockets.size);
  const stopSweeper = startSweeper(engine);
  const server = await listen(engine, { port, maxConnections }, sockets);
  return {
    uri: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      stopSweeper();
      server.close();
      for (const socket of sockets) socket.destroy();
      await engine.storage.close();
      unlock();
    },
  };
}
