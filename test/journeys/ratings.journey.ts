import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { journeys, type Scene } from "./scene.ts";
import { caseInState, decidedCase, drawn, faultsAt, openAs, press } from "./shortcuts.ts";

const journey = await journeys();
const who = "测试乙·李四";

async function ended(scene: Scene) {
  await openAs(scene.page, scene.url, "/pages/cases/index", who);
  const made = await decidedCase(scene, "good-end");
  await caseInState(scene.page, scene.url, made, "已发证");
  return made;
}

const cards = (page: Page, words: string | RegExp) =>
  page.locator(".request-card:visible", { hasText: words });

journey("a case that has ended is rated in two taps, and is not asked about again", async (scene) => {
  const { page } = scene;
  await ended(scene);
  const levels = page.getByRole("navigation", { name: "选择满意程度" });
  const followed = page.url();
  await levels.getByRole("link", { name: "非常满意" }).click();
  await page.getByRole("button", { name: "提交评价" }).click();
  await page.getByRole("heading", { level: 1, name: "谢谢您的评价" }).waitFor();
  await page.goto(followed);
  await page.getByRole("heading", { name: "您提出的请求" }).waitFor();
  assert.equal(await levels.count(), 0);
});

journey(
  "rated from the receipt with what was wrong, the office's answer read, and rated again by name",
  async (scene) => {
    const { page, url } = scene;
    const { caseId, businessSn } = await ended(scene);
    await page.goto(`${url}/pages/receipt/index?case=${caseId}`);
    await page.getByRole("link", { name: "评价这次办事" }).click();
    await page.getByRole("button", { name: "提交评价" }).click();
    await page.locator(".fault-list:visible").getByText("满意程度").waitFor();
    await page.getByRole("radio", { name: "不满意", exact: true }).check();
    await page.getByRole("group", { name: "具体方面" }).getByRole("checkbox").first().check();
    await page.getByLabel("补充意见").fill("窗口让我跑了两趟");
    assert.equal(await page.getByLabel("联系电话").count(), 0);
    await page.getByRole("button", { name: "提交评价" }).click();
    await page.getByRole("heading", { level: 1, name: "谢谢您的评价" }).waitFor();
    await page.getByRole("link", { name: "查看这件业务" }).click();
    await cards(page, "评价已处理").getByText("相关窗口已整改").waitFor({ timeout: 60_000 });

    await page.getByRole("link", { name: "评价这次办事" }).click();
    await page.getByRole("radio", { name: "满意", exact: true }).check();
    await page.getByRole("radio", { name: /留下姓名和电话/ }).check();
    await page.getByLabel("姓名", { exact: true }).fill("测试乙");
    await page.getByLabel("联系电话").fill("13800000002");
    await page.getByRole("button", { name: "提交评价" }).click();
    await page.getByRole("link", { name: "查看这件业务" }).click();
    await cards(page, "评价已处理").nth(1).waitFor({ timeout: 60_000 });
    assert.deepEqual(await faultsAt(scene, businessSn), []);
  },
);

journey(
  "the code on a receipt rates that case without a sign-in, once it has ended; another code says so",
  async (scene) => {
    const { page, url, device } = scene;
    await openAs(page, url, "/pages/cases/index", who);
    const { caseId, businessSn } = await decidedCase(scene, "hold");
    await page.goto(`${url}/pages/receipt/index?case=${caseId}`);
    await page.getByRole("img", { name: "评价二维码" }).waitFor();
    await drawn(page, ".rating-code img");
    const address = await (await page.request.get(`${url}/api/cases/${caseId}/window-rating`)).json();
    const other = await device();
    await other.goto(address.url);
    await other.getByText("办结以后可以评价").waitFor();
    await press(scene, businessSn, "good-end");
    await caseInState(page, url, { caseId }, "已发证");
    await other.getByRole("button", { name: "重试" }).click();
    await other.getByRole("radio", { name: "基本满意" }).check();
    await other.getByRole("button", { name: "提交评价" }).click();
    await other.getByText("您的评价会发给办理机构").waitFor();
    await page.reload();
    await cards(page, "评价").first().waitFor();
    await other.goto(`${address.url.slice(0, -3)}abc`);
    await other.getByText("这个二维码不能用来评价").waitFor();
  },
);

journey(
  "a rating by the code is there after a reload until it was sent; at a kiosk it is gone",
  async (scene) => {
    const { page, url, device } = scene;
    const { caseId } = await ended(scene);
    const { url: address } = await (
      await page.request.get(`${url}/api/cases/${caseId}/window-rating`)
    ).json();
    const words = (on: Page) => on.getByLabel("补充意见").locator("visible=true");
    const fill = async (on: Page) => {
      await on.goto(address);
      await on.getByRole("radio", { name: "基本满意" }).check();
      await words(on).fill("等了很久");
      await on.reload();
      await words(on).waitFor();
    };
    const own = await device();
    await fill(own);
    assert.equal(await words(own).inputValue(), "等了很久");
    assert.ok(await own.getByRole("radio", { name: "基本满意" }).isChecked());

    const kiosk = await device();
    await kiosk.setViewportSize({ width: 1080, height: 1920 });
    await fill(kiosk);
    assert.equal(await words(kiosk).inputValue(), "");
    assert.doesNotMatch(String(await kiosk.evaluate("JSON.stringify(localStorage)")), /等了很久/);

    await own.getByRole("button", { name: "提交评价" }).click();
    await own.getByText("您的评价会发给办理机构").waitFor();
    assert.doesNotMatch(String(await own.evaluate("JSON.stringify(localStorage)")), /等了很久/);
  },
);
