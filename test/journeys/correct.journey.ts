import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { cardPhoto } from "./photos.ts";
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

/** What stands at the field or photo itself, not in the list of everything at the top of the page. */
const remarkAt = (page: Page, name: string) =>
  page
    .locator(".field.wrong:visible, .slot.wrong:visible", { hasText: name })
    .locator(".field-error", { hasText: "上次没有通过：" });

journey(
  "what an office objected to stands at its field and its photo, on another device too, until it was changed",
  async (scene) => {
    const { page, url, device } = scene;
    const who = "测试乙·李四";
    await openAs(page, url, "/pages/cases/index", who);
    const made = await newCase(scene);
    const reason = "1、联系电话打不通；2、驾驶证正页和副页反光。";
    await press(scene, made.businessSn, "decline", { reason });
    await caseInState(page, url, made, "不予受理");
    await page.getByRole("button", { name: "修改后重新办理" }).click();
    await page.getByRole("heading", { level: 1, name: "核对提交" }).waitFor();
    const draft = new URL(page.url()).searchParams.get("draft");

    const other = await device();
    await openAs(other, url, `/pages/review/index?draft=${draft}`, who);
    await other.getByText("办理机构指出的 2 处还没有改").waitFor();
    await other.getByRole("link", { name: "联系电话打不通" }).click();
    const phone = other.getByLabel("联系电话").locator("visible=true");
    await phone.waitFor();
    await remarkAt(other, "联系电话").getByText("联系电话打不通").waitFor();
    assert.equal(await phone.getAttribute("aria-invalid"), "true");
    await other.getByText(reason).locator("visible=true").waitFor();
    await phone.fill("13800000009");
    await remarkAt(other, "联系电话").waitFor({ state: "detached" });
    await other.goBack();
    await other.getByText("办理机构指出的 1 处还没有改").waitFor();

    await other.getByRole("link", { name: "驾驶证正页和副页反光" }).click();
    await other.getByRole("heading", { level: 1, name: "拍照上传" }).waitFor();
    await remarkAt(other, "驾驶证正页和副页").getByText("驾驶证正页和副页反光").waitFor();
    const again = other.getByLabel("重拍：驾驶证正页和副页");
    await again.setInputFiles({ name: "card.jpg", mimeType: "image/jpeg", buffer: await cardPhoto() });
    await remarkAt(other, "驾驶证正页和副页").waitFor({ state: "detached" });
  },
);
