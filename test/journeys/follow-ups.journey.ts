import assert from "node:assert/strict";
import { followToTheEnd, numberOn, renew } from "./renewal.ts";
import { journeys } from "./scene.ts";

const journey = await journeys();

journey("an application is withdrawn after one question, and the case shows it", async ({ page, url }) => {
  await renew(page, url);
  await page.getByRole("link", { name: "查看办理进度" }).click();
  await page.getByRole("link", { name: "撤回申请" }).click();
  await page.getByLabel("撤回原因").fill("材料拍错了");
  await page.getByRole("button", { name: "撤回申请" }).click();
  const ask = page.getByRole("dialog");
  await ask.getByRole("button", { name: "再看看" }).click();
  await ask.waitFor({ state: "detached" });
  assert.equal(await page.getByLabel("撤回原因").inputValue(), "材料拍错了");
  await page.getByRole("button", { name: "撤回申请" }).click();
  await ask.getByRole("button", { name: "撤回申请" }).click();
  await page.getByRole("heading", { level: 1, name: "撤回请求已提交" }).waitFor();
  await page.getByRole("link", { name: "查看这件业务" }).click();
  await page.locator(".now .state-mark", { hasText: "已撤回" }).waitFor({ timeout: 60_000 });
  assert.equal(await page.getByRole("link", { name: "撤回申请" }).count(), 0);
});

journey("a case that has ended is rated in two taps, and is not asked about again", async (scene) => {
  const { page, url } = scene;
  await renew(page, url);
  await followToTheEnd(scene, await numberOn(page));
  const levels = page.getByRole("navigation", { name: "选择满意程度" });
  const followed = page.url();
  await levels.getByRole("link", { name: "非常满意" }).click();
  await page.getByRole("button", { name: "提交评价" }).click();
  await page.getByRole("heading", { level: 1, name: "谢谢您的评价" }).waitFor();
  await page.goto(followed);
  await page.getByRole("heading", { name: "您提出的请求" }).waitFor();
  assert.equal(await levels.count(), 0);
});
