import type { Middleware } from "koa";
import type { Log } from "../log.ts";

/** One line for each request: what, how it ended, how long; no query string, no body, nothing personal. */
export function logRequests(log: Log): Middleware {
  return async (ctx, next) => {
    const started = performance.now();
    try {
      await next();
    } finally {
      const ms = Math.round(performance.now() - started);
      const { method, path, status } = ctx;
      if (path.startsWith("/api/")) log.info({ method, path, status, ms }, "request");
    }
  };
}
