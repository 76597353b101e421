// npm run store -- --data DIR --port N [--max-connections N]: MongoDB's wire protocol on one LMDB file.
import { parseArgs } from "node:util";
import { FolderInUse } from "./lock.ts";
import { openStore } from "./open.ts";
import { Damaged } from "./storage/check.ts";

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
  const store = await openStore(folder, {
    port: Number(values.port),
    maxConnections: Number(values["max-connections"]),
  });
  console.error(
    "This store serves one machine: one process, one folder, no copies. Production uses a MongoDB replica set.",
  );
  console.log(store.uri);

  const stop = () => store.close().then(() => process.exit(0));
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
}

main().catch((error: Error) => {
  if (error instanceof Damaged)
    console.error(`refused: the data in ${values.data} is damaged: ${error.message}`);
  else console.error(error instanceof FolderInUse ? `refused: ${error.message}` : error.message);
  process.exit(1);
});
