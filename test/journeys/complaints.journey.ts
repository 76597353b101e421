import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { photographAll } from "./renewal.ts";
import { journeys } from "./scene.ts";
import { caseInState, decidedCase, faultsAt, openAs } from "./shortcuts.ts";

const journey = await journeys();
const who = "测试乙·李四";

const card = (page: Page, words: string) => page.locator(".request-card:visible", { hasText: words }).first();
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).waitFor();

journey("a complaint about a case, with a picture; what the office did stands in the case", async (scene) => {
  const { page, url } = scene;
  await openAs(page, url, "/pages/cases/index", who);
  const made = await decidedCase(scene, "hold");
  await caseInState(page, url, made, "待受理");
  await page.getByRole("link", { name: "投诉", exact: true }).click();
  await page.locator(".about-case:visible").getByText(made.businessSn).waitFor();
  assert.equal(await page.getByLabel("业务申请流水号").count(), 0);
  await page.getByLabel("投诉标题").fill("窗口拒绝受理");
  await page.getByLabel("事情经过").fill("上午九点到窗口，被告知系统停用，没有说什么时候恢复。");
  await photographAll(page);
  await page.reload();
  assert.equal(await page.getByLabel("投诉标题").inputValue(), "窗口拒绝受理");
  await page.getByRole("button", { name: /^删除：/ }).waitFor();
  await page.getByRole("button", { name: "提交投诉" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "提交投诉" }).click();
  await heading(page, "投诉已提交");
  await page.getByRole("link", { name: "查看这件业务" }).click();
  await card(page, "投诉已处理").getByText("相关窗口已整改").waitFor({ timeout: 60_000 });
  assert.deepEqual(await faultsAt(scene, made.businessSn), []);
});

journey(
  "a complaint about no case, and information that is wrong with its photo; both are answered",
  async (scene) => {
    const { page, url } = scene;
    await openAs(page, url, "/pages/find/index", who);
    await page.getByRole("link", { name: /^投诉和信息核实/ }).click();
    await page.getByRole("link", { name: "投诉", exact: true }).click();
    await page.getByRole("radio", { name: "其他的事情" }).check();
    await page.getByLabel("省、自治区、直辖市").selectOption({ label: "北京市" });
    await page.getByLabel("业务种类").selectOption({ label: "道路运输从业人员从业资格证换发" });
    await page.getByLabel("投诉标题").fill("电话没有人接");
    await page.getByLabel("事情经过").fill("连续三天打电话都没有人接。");
    await page.getByRole("button", { name: "提交投诉" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "提交投诉" }).click();
    await heading(page, "投诉已提交");
    await page.getByRole("link", { name: "看我的投诉和核实" }).click();
    await heading(page, "我的投诉和核实");

    await page.getByRole("link", { name: "申请信息核实" }).click();
    await heading(page, "信息核实");
    await page.getByLabel("省、自治区、直辖市").selectOption({ label: "北京市" });
    await page.getByRole("radio", { name: "从业资格证" }).check();
    await page.getByLabel("证件号码").fill("320102197505059927");
    await page.getByLabel("核实内容").fill("网上的姓名是“李五”，证上是“李四”。");
    await page.getByRole("button", { name: "提交核实申请" }).click();
    await page.locator(".fault-list:visible").getByText(/照片/).first().waitFor();
    await photographAll(page);
    await page.getByRole("button", { name: "提交核实申请" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "提交核实申请" }).click();
    await heading(page, "核实申请已提交");
    await page.getByRole("link", { name: "看我的投诉和核实" }).click();
    await page.reload();
    await card(page, "投诉已处理").waitFor({ timeout: 60_000 });
    await card(page, "核实通过").waitFor({ timeout: 60_000 });
  },
);
