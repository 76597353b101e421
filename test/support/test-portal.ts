// The BFF in this process, with a store of its own, a province that cannot be reached, and people who are signed in.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensurePeer } from "../../bff/src/exchange/export-peer.ts";
import { Peers } from "../../bff/src/exchange/peer-model.ts";
import { ownersOf, type VerifiedIdentity } from "../../bff/src/identity/owners.ts";
import { openSession } from "../../bff/src/identity/sessions.ts";
import { makeLog } from "../../bff/src/log.ts";
import { listen, serverOptions } from "../../bff/src/server.ts";
import { readSettings } from "../../bff/src/settings.ts";
import { startPortal } from "../../bff/src/start.ts";
import { type Hold, holderOf } from "./api-description.ts";
import { openTestStore, type TestStore } from "./test-store.ts";

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any;
  readonly bytes: Buffer;
}

export interface Person {
  readonly ownerId: string;
  readonly token: string;
  get(path: string): Promise<Reply>;
  send(method: "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<Reply>;
  upload(bytes: Buffer, name?: string): Promise<Reply>;
}

export interface TestPortal {
  readonly url: string;
  readonly store: TestStore;
  /** Everything that was logged. */
  readonly log: string[];
  signIn(identity?: Partial<VerifiedIdentity["person"]>, firm?: VerifiedIdentity["firm"]): Promise<Person>;
  request(
    method: string,
    path: string,
    options?: { headers?: Record<string, string>; body?: unknown },
  ): Promise<Reply>;
  stop(): Promise<void>;
}

/** A made-up person; the number's check digit is right. */
export const testPerson: VerifiedIdentity["person"] = {
  name: "测试甲",
  idType: "1",
  idCard: "110101197001019918",
  phone: "13800000001",
  sex: "1",
};

type Env = Record<string, string>;

/** `env`: settings beyond the usual, which may depend on the portal's address. */
export async function startTestPortal(
  env: Env | ((url: string) => Promise<Env>) = {},
  open: () => Promise<TestStore> = openTestStore,
): Promise<TestPortal> {
  const store = await open();
  const dataDir = mkdtempSync(join(tmpdir(), "portal-"));
  const log: string[] = [];
  const configDir = new URL("../../config", import.meta.url).pathname;
  const server = createServer(serverOptions);
  await listen(server, 0, "127.0.0.1");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const more = typeof env === "function" ? await env(url) : env;
  const usual = { MONGODB_URI: store.uri, DATA_DIR: dataDir, CONFIG_DIR: configDir, DEMO: "1", PORT: "0" };
  const settings = readSettings({ ...usual, ...more }, () => "");
  const portal = await startPortal(
    settings,
    server,
    settings.publicUrl ?? url,
    makeLog("debug", (line) => log.push(line)),
  );
  // A province that is known but away: cases stay with us, which is what most tests here look at.
  await ensurePeer("110000", new Date());
  await Peers.updateOne({ _id: "110000" }, { $set: { url: "http://127.0.0.1:9/exchange" } });

  let hold: Promise<Hold> | undefined;
  const described = () =>
    (hold ??= fetch(`${url}/api/openapi.json`).then(async (reply) =>
      holderOf((await reply.json()) as never),
    ));

  const request: TestPortal["request"] = async (method, path, { headers = {}, body } = {}) => {
    const raw = body === undefined || typeof body === "string" || body instanceof FormData;
    const json: Record<string, string> = raw ? {} : { "Content-Type": "application/json" };
    const sent = raw ? body : JSON.stringify(body);
    const reply = await fetch(url + path, {
      method,
      headers: { ...json, ...headers },
      body: sent,
      redirect: "manual",
    });
    const bytes = Buffer.from(await reply.arrayBuffer());
    const isJson = reply.headers.get("content-type")?.includes("json") && bytes.length > 0;
    const parsed = isJson ? JSON.parse(bytes.toString()) : undefined;
    // Whatever a test looks at, each answer is as the API is described.
    const type = reply.headers.get("content-type");
    if (path.startsWith("/api/"))
      (await described())(method, path, { status: reply.status, type, json: parsed });
    return { status: reply.status, headers: reply.headers, bytes, json: parsed };
  };

  return {
    ...{ url, store, log, request },
    async signIn(identity = {}, firm = null) {
      const who = await ownersOf({ person: { ...testPerson, ...identity }, firm }, new Date());
      const token = await openSession(who, new Date());
      const headers = { Cookie: `session=${token}`, "X-Requested-With": "portal" };
      return {
        ...{ ownerId: who.ownerId, token },
        get: (path) => request("GET", path, { headers }),
        send: (method, path, body) => request(method, path, { headers, body }),
        upload(bytes, name = "photo.jpg") {
          const form = new FormData();
          form.append("file", new Blob([new Uint8Array(bytes)]), name);
          return request("POST", "/api/attachments", { headers, body: form });
        },
      };
    },
    async stop() {
      server.closeAllConnections();
      await portal.stop();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
