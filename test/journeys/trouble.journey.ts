import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { standIn } from "../support/api-watch.ts";
import { followUpPages } from "./follow-up-pages.ts";
import { signIn } from "./renewal.ts";
import { journeys } from "./scene.ts";
import { caseInState, decidedCase, openAs } from "./shortcuts.ts";

const journey = await journeys();
const who = "测试乙·李四";

const api = (address: URL) => address.pathname.startsWith("/api/");
const seen = (page: Page, words: string) => page.getByText(words).locator("visible=true").first().waitFor();
const retry = (page: Page) =>
  page.getByRole("button", { name: "重试" }).locator("visible=true").first().click();

journey(
  "an answer that is slow, fails or does not come is told of in words on every page, and 重试 brings it",
  async (scene) => {
    const { page, url } = scene;
    await page.clock.install();
    for (const { path, ready } of await followUpPages(scene, who)) {
      if (path === "verify/index") continue; // asks for nothing by itself
      let fail = () => {};
      const held = new Promise<void>((resolve) => {
        fail = resolve;
      });
      await page.route(api, async (route) => {
        await held;
        await route.fulfill({ status: 500, headers: standIn, body: "no JSON" });
      });
      await page.goto(`${url}/pages/${path}`);
      await page.getByText("正在读取").first().waitFor({ state: "attached" });
      await page.clock.fastForward(5_000);
      await seen(page, "网络比较慢，还在读取");
      fail();
      await seen(page, "服务暂时出了问题，请稍后再试");
      await page.unroute(api);
      await page.route(api, (route) => route.abort());
      await retry(page);
      await seen(page, "连不上服务器。请检查网络");
      await page.unroute(api);
      await retry(page);
      await seen(page, ready);
    }
  },
);

journey("a case that cannot be read anew says so and stays as it was read last", async (scene) => {
  const { page, url } = scene;
  await openAs(page, url, "/pages/cases/index", who);
  await caseInState(page, url, await decidedCase(scene, "hold"), "待受理");
  await page.route(api, (route) => route.abort());
  await page.getByRole("button", { name: "刷新" }).click();
  await seen(page, "没有刷新成功，下面是之前的内容");
  await seen(page, "申请成功，待受理");
  await page.unroute(api);
  await retry(page);
  await page.getByText("没有刷新成功").waitFor({ state: "detached" });
});

journey(
  "a session that ends before a request is sent loses nothing of it",
  async ({ page, url, context }) => {
    await openAs(page, url, "/pages/request/index?request=PJ1003", who);
    await page.getByRole("radio", { name: "其他的事情" }).check();
    await page.getByLabel("省、自治区、直辖市").selectOption({ label: "北京市" });
    await page.getByLabel("业务种类").selectOption({ index: 2 });
    await page.getByLabel("投诉标题").fill("电话没有人接");
    await page.getByLabel("事情经过").fill("连续三天打电话都没有人接。");
    await context.clearCookies();
    await page.getByRole("button", { name: "提交投诉" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "提交投诉" }).click();
    await page.getByRole("dialog", { name: "登录已过期" }).getByRole("button", { name: "重新登录" }).click();
    await signIn(page, who);
    await page.getByRole("heading", { level: 1, name: "投诉" }).waitFor();
    assert.equal(await page.getByLabel("投诉标题").inputValue(), "电话没有人接");
    assert.equal(await page.getByLabel("事情经过").inputValue(), "连续三天打电话都没有人接。");
    await page.getByRole("button", { name: "提交投诉" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "提交投诉" }).click();
    await page.getByRole("heading", { level: 1, name: "投诉已提交" }).waitFor();
  },
);

journey(
  "a person's pages ask for a sign-in and come back to themselves; with nothing there it is said",
  async ({ page, url }) => {
    const pages = [
      ["requests", "还没有投诉或核实"],
      ["certificates", "继续教育"],
      ["claim", "业务申请流水号"],
    ] as const;
    for (const [path, ready] of pages) {
      await page.context().clearCookies();
      await page.goto(`${url}/pages/${path}/index`);
      await page.getByRole("button", { name: "登录", exact: true }).click();
      await page.getByRole("button", { name: /统一身份认证登录/ }).click();
      await signIn(page);
      await seen(page, ready);
    }
  },
);
