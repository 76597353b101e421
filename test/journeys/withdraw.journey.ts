import assert from "node:assert/strict";
import { journeys, type Scene } from "./scene.ts";
import { caseInState, decidedCase, openAs, press } from "./shortcuts.ts";

const journey = await journeys();

/** A case that waits for the office, and the form to take it back. */
async function withdrawing(scene: Scene) {
  const { page, url } = scene;
  await openAs(page, url, "/pages/cases/index", "测试乙·李四");
  const made = await decidedCase(scene, "hold");
  await caseInState(page, url, made, "待受理");
  await page.getByRole("link", { name: "撤回申请" }).click();
  await page.getByLabel("撤回原因").fill("材料拍错了");
  return made;
}

journey("withdrawn after one question, and done again with everything that was filled in", async (scene) => {
  const { page } = scene;
  await withdrawing(scene);
  await page.getByRole("button", { name: "撤回申请" }).click();
  const ask = page.getByRole("dialog");
  await ask.getByRole("button", { name: "再看看" }).click();
  await ask.waitFor({ state: "detached" });
  assert.equal(await page.getByLabel("撤回原因").inputValue(), "材料拍错了");
  await page.getByRole("button", { name: "撤回申请" }).click();
  await ask.getByRole("button", { name: "撤回申请" }).click();
  await page.getByRole("heading", { level: 1, name: "撤回请求已提交" }).waitFor();
  await page.getByRole("link", { name: "查看这件业务" }).click();
  await page.locator(".now:visible .state-mark", { hasText: "已撤回" }).waitFor({ timeout: 60_000 });
  // What he took back himself is no bad news.
  assert.equal(await page.locator(".now:visible .state-mark.bad").count(), 0);
  await page.getByText("办理机构已同意撤回").locator("visible=true").first().waitFor();
  assert.equal(await page.getByRole("link", { name: "撤回申请" }).count(), 0);
  await page.getByRole("button", { name: "修改后重新办理" }).click();
  await page.getByRole("heading", { level: 1, name: "核对提交" }).waitFor();
  await page.getByLabel(/我承诺/).check();
  await page.getByRole("button", { name: "提交申请" }).click();
  await page.getByRole("heading", { level: 1, name: "申请已提交" }).waitFor();
});

journey(
  "an office that accepts while someone fills in the withdrawal is heard of, in words",
  async (scene) => {
    const { page, url } = scene;
    const { caseId, businessSn } = await withdrawing(scene);
    await press(scene, businessSn, "accept");
    for (;;) {
      const { case: now } = await (await page.request.get(`${url}/api/cases/${caseId}`)).json();
      if (now.state === "3") break;
      await page.waitForTimeout(100);
    }
    await page.getByRole("button", { name: "撤回申请" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "撤回申请" }).click();
    await page.getByText("办理机构已经受理，不能再撤回了。").waitFor();
    assert.equal(await page.getByLabel("撤回原因").inputValue(), "材料拍错了");
    await page.goBack();
    await page.getByText("办理机构已经受理，不能再撤回了。").locator("visible=true").waitFor();
    assert.equal(await page.getByRole("link", { name: "撤回申请" }).count(), 0);
  },
);
