import type { Server, ServerOptions } from "node:http";
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

/** Takes no new requests and waits for those under way; idle connections are closed at once. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
