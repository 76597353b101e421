import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { journeys } from "./scene.ts";
import { caseInState, decidedCase, drawn, openAs } from "./shortcuts.ts";

const journey = await journeys();

const verdict = (page: Page) => page.locator(".verdict:visible");

/** The same code with one letter of its content changed. */
function altered(code: string) {
  const text = Buffer.from(code.split(".")[0]!, "base64url").toString();
  const other = text.replace(/\d(?=[^\d]*$)/, (digit) => String((Number(digit) + 1) % 10));
  return `${Buffer.from(other).toString("base64url")}.${code.split(".")[1]}`;
}

journey(
  "a voucher's code is shown, and anyone verifies it: genuine, altered, forged, and by what was copied",
  async (scene) => {
    const { page, url, device } = scene;
    await openAs(page, url, "/pages/cases/index", "测试乙·李四");
    const made = await decidedCase(scene, "good-end", "SQ1006");
    await caseInState(page, url, made, "已评级");
    await page.getByRole("link", { name: "看我的全部证照" }).click();
    await page.getByRole("heading", { level: 1, name: "我的证照" }).waitFor();
    await page
      .getByRole("button", { name: /^出示二维码/ })
      .first()
      .click();
    const dialog = page.getByRole("dialog", { name: "请对方扫一扫" });
    await drawn(page, "dialog .qr img");
    const to = await dialog.getByRole("link", { name: "看看对方会看到什么" }).getAttribute("href");
    const code = new URL(to!, url).searchParams.get("code")!;

    const anyone = await device();
    await anyone.goto(`${url}/pages/verify/index?code=${code}`);
    await verdict(anyone).getByText("是真的", { exact: true }).waitFor();
    const words = (await verdict(anyone).textContent())!;
    assert.match(words, /\*+四/);
    assert.doesNotMatch(words, /测试乙|320102197505059927|13800000002/);
    for (const [wrong, how] of [
      [altered(code), "不是本平台签发的，或内容已被改动"],
      [`${code.slice(0, -4)}AAAA`, "不是本平台签发的，或内容已被改动"],
      ["https://example.com/a?b=1", "不是本平台签发的"],
    ] as const) {
      await anyone.getByRole("button", { name: "再查一个" }).click();
      await anyone.getByLabel("二维码内容").fill(wrong);
      await anyone.getByRole("button", { name: "查验" }).click();
      await verdict(anyone).getByText("不是真的", { exact: true }).waitFor();
      await verdict(anyone).getByText(how).waitFor();
    }
    await anyone.getByRole("button", { name: "再查一个" }).click();
    await anyone.getByRole("button", { name: "查验" }).click();
    await anyone.getByText("请先扫码，或填写二维码内容").locator("visible=true").waitFor();
    await anyone.getByLabel("二维码内容").fill(`${url}/pages/verify/index?code=${code}`);
    await anyone.getByRole("button", { name: "查验" }).click();
    await verdict(anyone).getByText("是真的", { exact: true }).waitFor();
  },
);
