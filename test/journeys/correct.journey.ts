import assert from "node:assert/strict";
import { journeys } from "./scene.ts";
import { caseInState, newCase, openAs, press } from "./shortcuts.ts";

const journey = await journeys();

journey(
  "a declined case is corrected: its reason stands at the field that it names, and all else is there",
  async (scene) => {
    const { page, url } = scene;
    await openAs(page, url, "/pages/cases/index", "测试乙·李四");
    const made = await newCase(scene);
    const reason = "联系电话打不通，请核对。住址应写到门牌号。";
    await press(scene, made.businessSn, "decline", { reason });
    await caseInState(page, url, made, "不予受理");
    await page.getByText(`没有办成的原因：${reason}`).waitFor();
    await page.getByRole("button", { name: "修改后重新办理" }).click();
    await page.getByRole("heading", { level: 1, name: "核对提交" }).waitFor();
    await page.getByText("办理机构指出的 2 处还没有改").waitFor();
    await page.getByRole("link", { name: /联系电话打不通/ }).click();
    const phone = page.getByLabel("联系电话").locator("visible=true");
    await phone.waitFor();
    await page.getByText("联系电话打不通，请核对").locator("visible=true").first().waitFor();
    assert.equal(await phone.inputValue(), "13800000002");
    await phone.fill("13800000009");
    await page.getByLabel("住址").locator("visible=true").fill("北京市东城区测试路2号1单元101室");
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "核对提交" }).waitFor();
    await page
      .getByText(/办理机构指出的 \d 处还没有改/)
      .locator("visible=true")
      .waitFor({ state: "detached" });
    await page.getByLabel(/我承诺/).check();
    await page.getByRole("button", { name: "提交申请" }).click();
    await page.getByRole("heading", { level: 1, name: "申请已提交" }).waitFor();
  },
);
