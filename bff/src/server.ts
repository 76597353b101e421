import type { Server, ServerOptions } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { SettingError } from "./settings.ts";

/** Node's own defaults keep a silent sender for five minutes; these do not. */
export const serverOptions: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 2_000,
  // Longer than a balancer's usual 60 s, so that it is never we who close first.
  keepAliveTimeout: 75_000,
  maxHeaderSize: 16_384,
};

/** Listens; a taken port is one clear sentence. */
export function listen(server: Server, port: number, host: string): Promise<void> {
  server.maxConnections = 12_000;
  server.maxHeadersCount = 60;
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(
        new SettingError("PORT", taken ? `${port} is already in use, choose another one` : error.message),
      );
    });
    server.listen(port, host, () => resolve());
  });
}

/** Gives what stops the server: no new requests, those under way are answered (35 s at most), then every socket ends. */
export function closer(server: Server): () => Promise<void> {
  let underWay = 0;
  let lastEnded = () => {};
  server.on("request", (_, response) => {
    underWay += 1;
    response.once("close", () => {
      underWay -= 1;
      if (underWay === 0) lastEnded();
    });
  });
  return async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    if (underWay > 0) {
      const ended = new Promise<void>((resolve) => (lastEnded = resolve));
      await Promise.race([ended, sleep(35_000, undefined, { ref: false })]);
    }
    // A socket that never sent anything is not idle for Node, and nothing times it out once the server is closed.
    server.closeAllConnections();
    await closed;
  };
}
