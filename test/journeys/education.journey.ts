import assert from "node:assert/strict";
import { signIn } from "./renewal.ts";
import { journeys } from "./scene.ts";

const journey = await journeys();

journey(
  "what was reported of a driver's continuing education is on his page, and told before his assessment",
  async ({ page, url }) => {
    await page.goto(`${url}/pages/certificates/index`);
    await page.getByText("登录后可以查看您的证照").waitFor();
    await page.getByRole("button", { name: "登录", exact: true }).last().click();
    await page.getByRole("button", { name: /统一身份认证登录/ }).click();
    await signIn(page);
    const title = page.getByRole("heading", { level: 3, name: "北京市网上继续教育" });
    await page.getByRole("heading", { level: 2, name: "继续教育记录" }).waitFor();
    for (let tries = 0; tries < 60 && (await title.count()) === 0; tries += 1) {
      await page.reload();
      await page.getByText(/还没有收到您的继续教育结果|的学习结果，由/).waitFor();
    }
    const card = page.getByRole("listitem").filter({ has: title });
    for (const words of ["2025年1月6日 — 2025年11月28日", "24", "合格（AA级）"])
      await card.getByText(words, { exact: true }).waitFor();

    const answered = page
      .context()
      .waitForEvent("response", (response) => /\/api\/education\/\w+\/voucher$/.test(response.url()));
    await card.getByRole("link", { name: /打开学习凭证/ }).click();
    assert.equal((await answered).status(), 200);

    await page.goto(`${url}/pages/prepare/index?business=SQ1006`);
    await page.getByText("您最近的继续教育：2025年1月6日 — 2025年11月28日，累计学时 24").waitFor();
    await page.getByRole("link", { name: "查看继续教育记录" }).click();
    await title.waitFor();
  },
);
