// The last page of a sign-in for the mini-program, in a real browser with WeChat's own script; what WeChat puts into its
// web-view is made up.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { people } from "../simulators/people.ts";
import { type Launched, launchBrowser } from "../support/browser.ts";
import { startWechatScene, type WechatScene } from "../support/wechat-scene.ts";

const phone = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36";
const wechat = `${phone} MicroMessenger/8.0.50`;
const secret = "a".repeat(32);

type Told = [name: string, arg: { name: string; arg: { url?: string } }];

let scene: WechatScene;
let launched: Launched | null;
before(async () => {
  [scene, launched] = await Promise.all([startWechatScene(), launchBrowser()]);
});
after(async () => {
  await launched?.close();
  await scene?.stop();
});

/** `bridge`: what WeChat's browser brings, at once or later; `env`: whether it is a web-view of a mini-program. */
async function open(userAgent: string, bridge: "none" | "now" | "late", env = false) {
  const context = await launched!.browser.newContext({ userAgent, viewport: { width: 375, height: 667 } });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("request", (request) => {
    if (new URL(request.url()).hostname !== "127.0.0.1") troubles.push(request.url());
  });
  await page.addInitScript(`
    window.told = [];
    if (${env}) window.__wxjs_environment = "miniprogram";
    const bridge = { on() {}, invoke: (...call) => window.told.push(call.slice(0, 2)) };
    const arrive = () => {
      window.WeixinJSBridge = bridge;
      document.dispatchEvent(new Event("WeixinJSBridgeReady"));
    };
    if (${bridge === "now"}) window.WeixinJSBridge = bridge;
    if (${bridge === "late"}) addEventListener("load", () => setTimeout(arrive, 50));
  `);
  return { context, page, troubles };
}

async function identify(page: Page) {
  await page.goto(scene.startOf(secret));
  await page.locator(`button[value="${people[0]!.id}"]`).click();
  await page.getByRole("heading", { name: "统一身份认证", exact: true }).waitFor();
}

const toldBy = (page: Page): Promise<Told[]> => page.evaluate("window.told");
const cookieNames = async (context: BrowserContext) => (await context.cookies()).map(({ name }) => name);

describe("in the web-view of the mini-program the code goes to the mini-program", () => {
  for (const bridge of ["now", "late"] as const)
    test(`with WeChat's bridge there ${bridge}`, async (t) => {
      if (!launched) return t.skip("no browser");
      const { context, page, troubles } = await open(`${wechat} miniProgram`, bridge, true);
      await identify(page);
      await page.getByRole("button", { name: "回到小程序" }).waitFor();
      const [[name, { name: act, arg }]] = (await toldBy(page)) as [Told];
      assert.deepEqual([name, act], ["invokeMiniProgramAPI", "redirectTo"]);
      const code = /^\/pages\/sign-in\/index\?handOver=([\w-]{43})$/.exec(arg.url ?? "")?.[1];
      const phone = scene.wechat.phone();
      const { json } = await scene.portal.request("POST", "/api/sign-in/mini-program", {
        headers: { "X-Requested-With": "portal" },
        body: { code: phone.login(), handOver: { code, secret } },
      });
      assert.notEqual(json.token, null);
      assert.ok(!(await cookieNames(context)).includes("session"));
      assert.deepEqual(troubles, []);
      await context.close();
    });
});

const elsewhere = [
  ["an ordinary browser", phone, "none", false],
  ["WeChat's browser outside of a mini-program", wechat, "now", false],
  ["a page that only says it is the mini-program", phone, "now", true],
] as const;
describe("anywhere else it does nothing and says so", () => {
  for (const [where, agent, bridge, env] of elsewhere)
    test(where, async (t) => {
      if (!launched) return t.skip("no browser");
      const { context, page, troubles } = await open(agent, bridge, env);
      await identify(page);
      await page.getByText("这个页面只能在“道路运输便民服务”小程序里使用").waitFor();
      assert.equal(await page.getByRole("button").count(), 0);
      assert.deepEqual(await toldBy(page), []);
      assert.ok(!(await cookieNames(context)).includes("session"));
      assert.deepEqual(troubles, []);
      await context.close();
    });
});

test("a failure leads back into the mini-program by a tap", async (t) => {
  if (!launched) return t.skip("no browser");
  const { context, page } = await open(`${wechat} miniProgram`, "now", true);
  const query = "error=access_denied&state=mini-program.x";
  await page.goto(`${scene.portal.url}/api/sign-in/unified/callback?${query}`);
  await page.getByText("刚才没有登录成功").waitFor();
  assert.deepEqual(await toldBy(page), []);
  await page.getByRole("button", { name: "回到小程序" }).click();
  const [[, { name }]] = (await toldBy(page)) as [Told];
  assert.equal(name, "navigateBack");
  await context.close();
});
