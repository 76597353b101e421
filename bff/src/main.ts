import { mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { makeLog } from "./log.ts";
import { listen, serverOptions } from "./server.ts";
import { readSettings } from "./settings.ts";
import { startPortal } from "./start.ts";

// The one place that reads the environment and ends the process.
const fail = (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
};

try {
  const settings = readSettings(process.env, (path) => readFileSync(path, "utf8"));
  const log = makeLog(settings.logLevel);
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 });
  const server = createServer(serverOptions);
  await listen(server, settings.port, settings.host);
  const { port } = server.address() as AddressInfo;
  const portal = await startPortal(
    settings,
    server,
    settings.publicUrl ?? `http://${settings.host}:${port}`,
    log,
  );

  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), 45_000).unref();
    portal.stop().then(() => process.exit(0), fail);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  process.on("unhandledRejection", (error) => log.error({ err: error }, "a promise nobody waited for"));
  process.stdout.write(`listening http://${settings.host}:${port}\n`);
} catch (error) {
  fail(error);
}
