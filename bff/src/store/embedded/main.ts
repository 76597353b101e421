// npm run store -- --data DIR --port N [--max-connections N]: MongoDB's wire protocol on one LMDB file.
import type { AddressInfo, Socket } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openEngine } from "./commands/engine.ts";
import { FolderInUse, lockFolder } from "./lock.ts";
import { checkFile, Damaged } from "./storage/check.ts";
import { DATA_FILE } from "./storage/storage.ts";
import { startSweeper } from "./ttl.ts";
import { listen } from "./wire/server.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    port: { type: "string", default: "27017" },
    "max-connections": { type: "string", default: "1000" },
  },
});

async function main(): Promise<void> {
  const folder = values.data;
  if (!folder) throw new Error("--data DIR is needed: the folder of the documents");
  await lockFolder(folder);
  checkFile(join(folder, DATA_FILE));
  const sockets = new Set<Socket>();
  const engine = openEngine(folder, () => sockets.size);
  const stopSweeper = startSweeper(engine);
  const server = await listen(
    engine,
    { port: Number(values.port), maxConnections: Number(values["max-connections"]) },
    sockets,
  );
  console.error(
    "This store serves one machine: one process, one folder, no copies. Production uses a MongoDB replica set.",
  );
  console.log(`mongodb://127.0.0.1:${(server.address() as AddressInfo).port}`);

  const stop = async () => {
    stopSweeper();
    server.close();
    for (const socket of sockets) socket.destroy();
    await engine.storage.close();
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
}

main().catch((error: Error) => {
  if (error instanceof Damaged)
    console.error(`refused: the data in ${values.data} is damaged: ${error.message}`);
  else console.error(error instanceof FolderInUse ? `refused: ${error.message}` : error.message);
  process.exit(1);
});
