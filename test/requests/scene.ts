// A portal with its own store, and a province of another make that it exchanges real messages with.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportPeer } from "../../bff/src/exchange/export-peer.ts";
import { importPeer } from "../../bff/src/exchange/import-peer.ts";
import { dialects } from "../simulators/province/dialects.ts";
import { startProvince } from "../simulators/province/start.ts";
import { twoHalves } from "../support/pictures.ts";
import { until } from "../support/portal-double.ts";
import { renewal } from "../support/test-application.ts";
import { type Person, startTestPortal, type TestPortal } from "../support/test-portal.ts";

export interface Scene {
  readonly portal: TestPortal;
  readonly province: Awaited<ReturnType<typeof startProvince>>;
  readonly anna: Person;
  /** Presses a button at the province's page; gives the status. */
  press(
    path: string,
    fields?: Record<string, string>,
  ): Promise<{ status: number; json: Record<string, string> }>;
  /** Sends a renewal and waits until the province has it. */
  delivered(): Promise<{ caseId: string; businessSn: string }>;
  /** Three photos for a rollback, or one of a type. */
  photos(...types: string[]): Promise<{ imageType: string; attachment: string }[]>;
  stop(): Promise<void>;
}

const region = "110000";

export async function startScene(): Promise<Scene> {
  const portal = await startTestPortal();
  const dir = mkdtempSync(join(tmpdir(), "province-"));
  // Nothing happens at the province unless somebody presses a button, or asked for the good end.
  const pace = { step: 10_000_000, wished: 1 };
  const province = await startProvince({ region, dialect: dialects.default!, dir, pace });
  const { publicKey } = province.province.home.keys;
  const ours = await exportPeer(region, publicKey, `${portal.url}/exchange`);
  writeFileSync(join(dir, "portal.json"), JSON.stringify(ours));
  const bundle = await until(() => {
    try {
      return JSON.parse(readFileSync(join(dir, "bundle.json"), "utf8")) as object;
    } catch {
      return false;
    }
  });
  await importPeer(region, bundle);
  const anna = await portal.signIn();
  return {
    ...{ portal, province, anna },
    async press(path, fields = {}) {
      const reply = await fetch(`http://127.0.0.1:${province.port}/${path}`, {
        method: "POST",
        body: new URLSearchParams(fields),
      });
      return { status: reply.status, json: (await reply.json()) as Record<string, string> };
    },
    async delivered() {
      const { json } = await anna.send("POST", "/api/applications", await renewal(anna));
      await until(() => province.province.ledger.cases.has(json.businessSn));
      return json;
    },
    async photos(...types) {
      const { json } = await anna.upload(await twoHalves(64, 48, "jpeg"));
      return types.map((imageType) => ({ imageType, attachment: json.id }));
    },
    async stop() {
      await portal.stop();
      await province.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
