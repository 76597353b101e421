import assert from "node:assert/strict";
import type { Page } from "playwright-core";

import { photographAll, signIn } from "./renewal.ts";
import { journeys } from "./scene.ts";
import { aged, atWindow, newCase, noticed, openAs, press } from "./shortcuts.ts";

const journey = await journeys();
const who = "测试乙·李四";
const window = { person: "person-2" };

const notices = (page: Page) => page.locator(".notices:visible");
journey(
  "a case that a window made in my name is told to me, looked at, and said to be mine",
  async (scene) => {
    const { page, url } = scene;
    await openAs(page, url, "/pages/cases/index", who);
    await atWindow(scene, { ...window, business: "SQ1006", state: "accepted" });
    await noticed(scene);
    await page.reload();
    await notices(page).getByText("办事窗口以您的名义办了这件业务").waitFor();
    await notices(page)
      .getByRole("link", { name: /^看看是什么/ })
      .click();
    await page.locator(".now:visible .state-mark", { hasText: "已受理" }).waitFor();
    await page.goBack();
    await notices(page)
      .getByRole("button", { name: /^这是我办的/ })
      .click();
    await page.getByText("已记下这是您办的").waitFor();
    assert.equal(await notices(page).count(), 0);
  },
);

journey(
  "a case that is not mine is rolled back from its notice: one step, the reason stands there already",
  async (scene) => {
    const { page, url } = scene;
    await openAs(page, url, "/pages/find/index", who);
    await atWindow(scene, { ...window, business: "SQ1005" });
    await noticed(scene);
    await page.reload();
    await notices(page)
      .getByRole("link", { name: /^不是我办的/ })
      .click();
    await page.getByRole("heading", { level: 1, name: "不是我办的，要退回" }).waitFor();
    assert.match(await page.getByLabel("退回原因").inputValue(), /不是我本人办理/);
    await photographAll(page);
    await page.getByRole("button", { name: "提交退回申请" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "提交退回申请" }).click();
    await page.getByRole("heading", { level: 1, name: "退回申请已提交" }).waitFor();
    await page.getByRole("link", { name: "查看这件业务" }).click();
    await page.locator(".now:visible .state-mark", { hasText: "已退回" }).waitFor({ timeout: 60_000 });
    assert.equal(await page.getByRole("button", { name: "修改后重新办理" }).count(), 0);
    await page.goto(`${url}/pages/cases/index`);
    await page.locator(".case-card", { hasText: "已退回" }).first().waitFor();
    assert.equal(await notices(page).count(), 0);
  },
);

journey(
  "a window case that names no person is claimed by its number, after one more sign-in",
  async (scene) => {
    const { page, url } = scene;
    await openAs(page, url, "/pages/claim/index", who);
    const businessSn = await atWindow(scene, { ...window, business: "SQ1001" });
    await page.getByRole("button", { name: "登记" }).click();
    await page.getByText("请填写业务申请流水号").waitFor();
    await page.getByLabel("业务申请流水号").fill("没有这个号");
    await page.getByLabel("省、自治区、直辖市").selectOption({ label: "北京市" });
    await page.getByRole("button", { name: "登记" }).click();
    await page.getByText("没有找到您名下的这件业务").waitFor();
    await page.getByLabel("业务申请流水号").fill(` ${businessSn} `);
    await aged(scene);
    await page.getByRole("button", { name: "登记" }).click();
    const dialog = page.getByRole("dialog", { name: "请再登录一次，确认是您本人" });
    await dialog.getByRole("button", { name: "重新登录" }).click();
    await signIn(page, who);
    await page.getByRole("heading", { level: 1, name: "登记窗口办的业务" }).waitFor();
    assert.equal((await page.getByLabel("业务申请流水号").inputValue()).trim(), businessSn);
    await page.getByRole("button", { name: "登记" }).click();
    await page.locator(".now:visible .state-mark.good").waitFor();
    await page.getByText(businessSn).first().waitFor();
  },
);

journey("what another account sent in my name I hear of, and roll back without seeing it", async (scene) => {
  const { page, url, device } = scene;
  const thief = await device();
  await openAs(thief, url, "/pages/cases/index", "测试甲·张三");
  const me = { name: who, idType: "1", idCard: "320102197505059927" };
  const { caseId, businessSn } = await newCase({ page: thief, url }, "SQ1008", me);
  await press(scene, businessSn, "hold");
  await openAs(page, url, "/pages/cases/index", who);
  await noticed(scene);
  await page.reload();
  await notices(page).getByText("有人用另一个账号、以您的身份证件申请了这件业务").waitFor();
  assert.equal(
    await notices(page)
      .getByRole("link", { name: /^看看是什么/ })
      .count(),
    0,
  );
  assert.equal((await page.request.get(`${url}/api/cases/${caseId}`)).status(), 404);
  await notices(page)
    .getByRole("link", { name: /^不是我办的/ })
    .click();
  await page.getByLabel("退回原因").waitFor();
  await photographAll(page);
  await page.getByRole("button", { name: "提交退回申请" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "提交退回申请" }).click();
  await page.getByRole("heading", { level: 1, name: "退回申请已提交" }).waitFor();
  await page.getByRole("link", { name: "看我的投诉和核实" }).click();
  await page.locator(".request-card:visible", { hasText: "不是我办的，要退回" }).waitFor();
});
