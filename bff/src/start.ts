import type { RequestListener, Server } from "node:http";
import { join } from "node:path";
import { httpPositioning } from "./adapters/positioning.ts";
import { httpWechat } from "./adapters/wechat.ts";
import { makeApp } from "./app.ts";
import { chooseCodec, imageEngine } from "./attachments/image-engine.ts";
import { startSweeper } from "./attachments/sweep.ts";
import { materialsZip } from "./attachments/zip.ts";
import { useAudit } from "./audit/current.ts";
import { openAuditLog } from "./audit/log.ts";
import { startMaintenance } from "./audit/maintenance.ts";
import { recordFeedback } from "./cases/record-feedback.ts";
import { makeQr } from "./certificates/make-qr.ts";
import { codesOf, watchConfig } from "./config.ts";
import { loadKeys } from "./crypto/keys.ts";
import { useKeys } from "./crypto/sealed.ts";
import { openDocuments } from "./documents/render.ts";
import { recordResults } from "./education/record-results.ts";
import { startExchange } from "./exchange/start.ts";
import { unifiedIdentity } from "./identity/unified.ts";
import type { Log } from "./log.ts";
import { listFindings } from "./operations/settle-finding.ts";
import { closer } from "./server.ts";
import type { Services } from "./services.ts";
import { SettingError, type Settings } from "./settings.ts";
import { connect, disconnect, storeAnswers } from "./store/connection.ts";
import { migrate } from "./store/indexes.ts";

/** Puts the parts together behind a server that listens already; until then, and after `stop`, it answers 503. */
export async function startPortal(
  settings: Settings,
  server: Server,
  publicUrl: string,
  log: Log,
): Promise<{ stop: () => Promise<void> }> {
  let handle: RequestListener = notReady;
  let stopping = false;
  const close = closer(server);
  server.on("request", (request, response) => handle(request, response));

  const config = await watchConfig(settings.configDir, log);
  const keys = loadKeys(settings);
  useKeys(keys);
  await connect(settings.mongoUri).catch((error: Error) => {
    throw new SettingError("MONGODB_URI", `the store cannot be reached: ${error.message}`);
  });
  await migrate();
  useAudit(openAuditLog());
  const images = imageEngine(await chooseCodec(settings.imageEngine), settings.imageJobs);
  const documents = openDocuments();
  const sweeper = startSweeper(log);
  const maintenance = startMaintenance(join(settings.dataDir, "audit"), log, () => {
    const { provinces } = config.current();
    return listFindings(
      (region, business) => provinces.get(region)?.businesses?.[business]?.days,
      new Date(),
    );
  });
  const exchange = startExchange({
    ...{ keys, log, materialsZip },
    provinceOf: (region) => config.current().provinces.get(region),
    codesOf: (region) => codesOf(config.current(), region),
    onFeedback: recordFeedback,
    onEducation: recordResults,
    positioning: settings.positioning && httpPositioning(settings.positioning),
    qrCode: (content, peer) => makeQr(content, peer, publicUrl),
    evaluationItems: () => config.current().codes.normItems ?? [],
  });
  await exchange.ready;
  const services: Services = {
    ...{ settings, publicUrl, log, images, documents, exchange },
    config: config.current,
    unified: settings.oidc && unifiedIdentity(settings.oidc),
    wechat: settings.wechat && httpWechat(settings.wechat),
    now: exchange.now,
    ready: async () => !stopping && (await storeAnswers()),
  };
  const { app, stop: stopApp } = makeApp(services);
  handle = app.callback();
  log.info({ images: images.name, provinces: config.current().provinces.size }, "ready");

  return {
    async stop() {
      stopping = true;
      config.stop();
      sweeper.stop();
      maintenance.stop();
      await Promise.all([close(), exchange.stop()]);
      stopApp();
      await Promise.all([images.close(), documents.close()]);
      await disconnect();
    },
  };
}

const notReady: RequestListener = (_, response) => {
  response.writeHead(503, { "Content-Type": "application/json", "Retry-After": "2" });
  response.end(JSON.stringify({ status: "starting" }));
};
