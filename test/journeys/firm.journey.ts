import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { firms } from "../simulators/people.ts";
import { beginAny, fillAny } from "./any-business.ts";
import { followToTheEnd, next, numberOn, photosStep, send, signIn } from "./renewal.ts";
import { journeys } from "./scene.ts";

const journey = await journeys();

const [firm] = firms;
const value = (page: Page, name: string) => page.locator(`[id="field-${name}"]:visible`).inputValue();

journey(
  "a clerk signs in for a firm: its name and code are there, and the case is the firm's, not his",
  async (scene) => {
    const { page, url, device } = scene;
    await beginAny(page, url, "SQ1012", firm!.firmName);
    await page
      .locator('[id="field-creditCode"]:visible')
      .and(page.locator(`[value="${firm!.creditCode}"]`))
      .waitFor();
    await fillAny(page, url, "SQ1012", { until: "申请人和联系人" });
    assert.equal(await value(page, "applyName"), firm!.firmName);
    assert.equal(await value(page, "contactName"), firm!.clerk.name);
    assert.equal(await value(page, "telephone"), firm!.clerk.phone);
    await next(page);
    await photosStep(page);
    await next(page);
    await page.getByText(firm!.firmName).locator("visible=true").first().waitFor();
    await send(page);
    const businessSn = await numberOn(page);
    await followToTheEnd(scene, businessSn);

    const cases = async (account: string) => {
      const other = await device();
      await other.goto(`${url}/pages/sign-in/index?returnTo=${encodeURIComponent("/pages/cases/index")}`);
      await other.getByRole("button", { name: /统一身份认证登录/ }).click();
      await signIn(other, account);
      await other.getByRole("heading", { level: 1, name: "我的办件" }).waitFor();
      await other.waitForLoadState("networkidle");
      return other.getByText(businessSn).count();
    };
    assert.equal(await cases(firm!.firmName), 1);
    assert.equal(await cases("测试甲·张三"), 0);
  },
);
