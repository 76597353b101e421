// A portal with the simulated unified identity system and the simulated WeChat: what a mini-program signs in at.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startIdentity } from "../simulators/identity/start.ts";
import { type SimulatedWechat, startWechat } from "../simulators/wechat.ts";
import { Browser, type Page } from "./browser-session.ts";
import { type Reply, startTestPortal, type TestPortal } from "./test-portal.ts";

export const entrance = "/api/sign-in/mini-program";
export const newSecret = () => randomBytes(16).toString("hex");

type Phone = ReturnType<SimulatedWechat["phone"]>;
type HandOver = { readonly code: string; readonly secret: string };

export interface WechatScene {
  readonly portal: TestPortal;
  readonly wechat: SimulatedWechat;
  /** Where the web-view of a mini-program with this secret begins. */
  startOf(secret: string): string;
  /** Through the identity system's page with an account; gives the page on which it ends. */
  identify(account: string, secret: string, browser?: Browser): Promise<Page>;
  /** The same; gives the code that the page hands over. */
  handedOver(account: string, secret: string): Promise<string>;
  /** What the mini-program sends when it signs in. */
  enter(phone: Phone, handOver?: HandOver, headers?: Record<string, string>): Promise<Reply>;
  /** The whole of a first time: the web page, the code, the mini-program. */
  bound(phone: Phone, account: string): Promise<Reply>;
  /** Everything that `enter` saw and that must stand nowhere in the open. */
  readonly hidden: readonly string[];
  /** Its answers without their tokens. */
  readonly answers: readonly string[];
  stop(): Promise<void>;
}

export async function startWechatScene(env: Record<string, string> = {}): Promise<WechatScene> {
  const dir = mkdtempSync(join(tmpdir(), "wechat-scene-"));
  const wechat = await startWechat();
  let identity: Awaited<ReturnType<typeof startIdentity>> | undefined;
  const portal = await startTestPortal(async (url) => {
    identity = await startIdentity({ dir, portal: url });
    const client = JSON.parse(readFileSync(join(dir, "client.json"), "utf8"));
    return {
      ...{ OIDC_ISSUER: client.issuer, OIDC_CLIENT_ID: client.client_id },
      ...{ OIDC_CLIENT_SECRET: client.client_secret },
      ...{ WECHAT_APP_ID: wechat.appId, WECHAT_APP_SECRET: wechat.secret, WECHAT_URL: wechat.url },
      ...env,
    };
  });
  const startOf = (secret: string) => `${portal.url}/api/sign-in/unified?miniProgram=${secret}`;
  async function identify(account: string, secret: string, browser = new Browser()): Promise<Page> {
    return browser.submit(await browser.open(startOf(secret)), { account });
  }
  const hidden: string[] = [];
  const answers: string[] = [];
  async function handedOver(account: string, secret: string): Promise<string> {
    const { status, text } = await identify(account, secret);
    const code = /const code = "([\w-]{43})"/.exec(text)?.[1];
    assert.ok(status === 200 && code, `no code on the page: ${status}`);
    return code;
  }
  const enter: WechatScene["enter"] = async (phone, handOver, headers = {}) => {
    const code = phone.login();
    const reply = await portal.request("POST", entrance, {
      headers: { "X-Requested-With": "portal", ...headers },
      body: { code, ...(handOver && { handOver }) },
    });
    hidden.push(code, phone.openid, ...(handOver ? [handOver.code, handOver.secret] : []));
    if (reply.json.token) hidden.push(reply.json.token);
    answers.push(JSON.stringify({ ...reply.json, token: "" }));
    return reply;
  };
  return {
    ...{ portal, wechat, startOf, identify, handedOver, enter, hidden, answers },
    async bound(phone, account) {
      const secret = newSecret();
      const reply = await enter(phone, { code: await handedOver(account, secret), secret });
      assert.equal(reply.status, 200);
      return reply;
    },
    async stop() {
      await portal.stop();
      await identity?.stop();
      await wechat.stop();
      rmSync(dir, { recursive: true });
    },
  };
}
