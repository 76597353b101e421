// Puts one province together and keeps it going.
import { Autopilot, everyday, type Pace } from "./autopilot.ts";
import { Delivery, reasonOf } from "./delivery.ts";
import type { Dialect } from "./dialects.ts";
import { nextSerial } from "./feedback.ts";
import { Home, type Portal } from "./home.ts";
import { exchangeHandler, listen } from "./http.ts";
import { Ledger } from "./ledger.ts";
import { pageHandler } from "./page-routes.ts";
import { PortalClient } from "./portal-client.ts";
import { type Mood, officeOf, type Province } from "./province.ts";

const heartbeatEvery = 10 * 60_000;
const heartbeatRetry = 5_000;

/** What the page shows and steers beyond the province itself. */
export interface Running {
  readonly province: Province;
  readonly delivery: Delivery;
  readonly autopilot: Autopilot;
  /** Changes the mood; with `seconds` it goes back up by itself. */
  setMood(mood: Mood, seconds?: number): Promise<void>;
  readonly heartbeat: { at: number | null; result: string };
}

export async function startProvince(options: {
  region: string;
  dialect: Dialect;
  dir: string;
  port?: number;
  pace?: Partial<Pace>;
  /** How often it looks at what is to be done, in milliseconds. */
  every?: number;
}) {
  const { region, dialect, dir } = options;
  const home = new Home(dir, region);
  const ledger = new Ledger(dir);
  const province: Province = {
    region,
    dialect,
    home,
    ledger,
    name: officeOf(region).name,
    token: null,
    tokenKilledAt: 0,
    mood: "up",
    heardAt: null,
    heartbeatAt: null,
  };
  const portal = new PortalClient(province);
  const delivery = new Delivery(province, portal);
  const autopilot = new Autopilot(province, portal, { ...everyday, ...options.pace });
  const exchange = await listen(exchangeHandler(province));
  const heartbeat = { at: null as number | null, result: "尚未发送" };
  let back: NodeJS.Timeout | undefined;

  const setMood = async (mood: Mood, seconds?: number) => {
    clearTimeout(back);
    province.mood = mood;
    await (mood === "down" ? exchange.close() : exchange.open());
    if (mood !== "up" && seconds) back = setTimeout(() => void setMood("up"), seconds * 1000);
  };

  // Until the portal has answered for the first time it is still starting, so it is asked again soon.
  const beat = async () => {
    heartbeat.at = Date.now();
    const answer = await portal
      .send("XT1001", "", nextSerial(region))
      .catch((error: unknown) => ({ code: "", message: reasonOf(error) }));
    heartbeat.result = `${answer.code} ${answer.message}`.trim();
    nextBeat = Date.now() + (answer.code === "0000" ? heartbeatEvery : heartbeatRetry);
  };

  let answered: Portal | null = null;
  let nextBeat = 0;
  let nextOutage = dialect.outage ? Date.now() + dialect.outage.every * 1000 : Number.POSITIVE_INFINITY;
  const timer = setInterval(() => {
    const known = home.portal();
    if (!known) return;
    if (known !== answered)
      home.writeBundle(region, `http://127.0.0.1:${exchange.port}/exchange`, dialect, known);
    answered = known;
    if (province.mood === "down") return;
    if (Date.now() > nextOutage && dialect.outage) {
      nextOutage = Date.now() + dialect.outage.every * 1000;
      return void setMood("down", dialect.outage.lasts);
    }
    if (Date.now() > nextBeat) {
      nextBeat = Date.now() + heartbeatEvery;
      void beat();
    }
    autopilot.tick();
    delivery.tick();
  }, options.every ?? 200);

  const running: Running = { province, delivery, autopilot, setMood, heartbeat };
  const page = await listen(pageHandler(running), options.port);
  return {
    ...running,
    port: page.port,
    stop: async () => {
      clearInterval(timer);
      clearTimeout(back);
      await Promise.all([page.close(), exchange.close()]);
      ledger.close();
    },
  };
}
