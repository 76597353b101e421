// A portal with the simulated unified identity system and the simulated WeChat: what a mini-program signs in at.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startIdentity } from "../simulators/identity/start.ts";
import { type SimulatedWechat, startWechat } from "../simulators/wechat.ts";
import { Browser, type Page } from "./browser-session.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

export interface WechatScene {
  readonly portal: TestPortal;
  readonly wechat: SimulatedWechat;
  /** Where the web-view of a mini-program with this secret begins. */
  startOf(secret: string): string;
  /** Through the identity system's page with an account; gives the page on which it ends. */
  identify(account: string, secret: string, browser?: Browser): Promise<Page>;
  /** The same; gives the code that the page hands over. */
  handedOver(account: string, secret: string): Promise<string>;
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
  return {
    ...{ portal, wechat, startOf, identify },
    async handedOver(account, secret) {
      const { status, text } = await identify(account, secret);
      const code = /const code = "([\w-]{43})"/.exec(text)?.[1];
      assert.ok(status === 200 && code, `no code on the page: ${status}`);
      return code;
    },
    async stop() {
      await portal.stop();
      await identity?.stop();
      await wechat.stop();
      rmSync(dir, { recursive: true });
    },
  };
}
