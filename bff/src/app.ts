import { existsSync } from "node:fs";
import Koa from "koa";
import compress from "koa-compress";
import { takesEntries } from "./audit/current.ts";
import { presentErrors } from "./middlewares/errors.ts";
import { exchangeRoute } from "./middlewares/exchange.ts";
import { secureHeaders } from "./middlewares/headers.ts";
import { logRequests } from "./middlewares/log-requests.ts";
import { shedLoad } from "./middlewares/shed-load.ts";
import { staticFiles } from "./middlewares/static-files.ts";
import { proofPage } from "./proofs/page.ts";
import { routes } from "./routes/index.ts";
import { mount } from "./routes/mount.ts";
import { openApiOf } from "./routes/openapi.ts";
import type { Services } from "./services.ts";

/** The whole HTTP side: /health, /exchange, /api and the H5 page, from outside to inside. */
export function makeApp(services: Services): { app: Koa; stop: () => void } {
  const { settings, publicUrl, log } = services;
  const app = new Koa({ proxy: settings.proxies > 0, maxIpsCount: settings.proxies });
  const shed = shedLoad(settings.dataDir);
  const description = openApiOf(routes);
  // Koa's own reports of what went wrong while an answer was on its way (mostly: the browser left).
  app.on("error", (error: Error) => log.warn({ reason: error.message }, "an answer could not be sent"));
  app.use(logRequests(log));
  app.use(secureHeaders(publicUrl));
  app.use(presentErrors(log));
  app.use(async (ctx, next) => {
    if (ctx.path !== "/health") return next();
    const waiting = settings.readyFile !== null && !existsSync(settings.readyFile);
    const ready = !waiting && (await services.ready());
    // Still 200: what is there can be read, and every other instance has the same store.
    const refused = ready && !(await takesEntries());
    ctx.status = ready ? 200 : 503;
    // Which file it is stands in the log: this address is for everybody.
    const faulty = services.config().trouble !== undefined;
    ctx.body = {
      status: ready ? "ok" : "away",
      ...(refused && { writes: "refused" }),
      ...(faulty && { configuration: "faulty" }),
    };
  });
  app.use(shed.middleware);
  app.use(exchangeRoute(services));
  app.use(async (ctx, next) => {
    if (ctx.path !== "/api/openapi.json" || ctx.method !== "GET") return next();
    ctx.body = description;
  });
  // Only what is the same for everybody: a compressed answer with secrets in it could be guessed by its length.
  app.use(compressPublic());
  app.use(mount(routes, services).routes());
  app.use(proofPage());
  if (settings.h5Dir !== null) app.use(staticFiles(settings.h5Dir));
  return { app, stop: shed.stop };
}

function compressPublic(): Koa.Middleware {
  const packed = compress({ threshold: 1_024, br: { params: { 0: 4 } as never } });
  return (ctx, next) => (/^\/api\/(businesses|places)/.test(ctx.path) ? packed(ctx as never, next) : next());
}
