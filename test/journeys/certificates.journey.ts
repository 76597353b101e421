import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Download, Page } from "playwright-core";
import { qrIn } from "../support/documents.ts";
import { signIn } from "./renewal.ts";
import { journeys, type Scene } from "./scene.ts";

const journey = await journeys();

/** Somebody whose cases no other journey looks at. */
const person = { id: "person-3", name: "测试丙" };

/** An assessment that an office window brings to its good end. */
async function assessedAtWindow({ system }: Scene) {
  const reply = await fetch(`${system.simulators["110000"]!.url}/window`, {
    method: "POST",
    body: new URLSearchParams({ business: "SQ1006", person: person.id }),
  });
  assert.equal(reply.status, 200);
}

const cards = (page: Page) => page.locator(".page:visible").last().locator(".certificate");
const voucherOn = (page: Page) => cards(page).filter({ hasText: "考核凭证" });

/** The next file that is saved, in whichever tab the browser opens for it. */
function downloadIn(page: Page): Promise<Download> {
  return new Promise((resolve) => {
    page.once("download", resolve);
    page.context().once("page", (tab) => tab.once("download", resolve));
  });
}

journey(
  "voucher and certificate of a result are held, downloaded, and verified by anybody",
  async (scene) => {
    const { page, url, device } = scene;
    await page.goto(`${url}/pages/certificates/index`);
    await page.getByText("登录后可以查看您的证照").waitFor();
    await page.getByRole("button", { name: "登录", exact: true }).last().click();
    await page.getByRole("button", { name: /统一身份认证登录/ }).click();
    await signIn(page, person.name);
    await page.getByText("还没有证照").waitFor();

    await assessedAtWindow(scene);
    for (let tries = 0; tries < 60 && (await voucherOn(page).count()) === 0; tries += 1) {
      await page.reload();
      await page.getByText("还没有证照").or(voucherOn(page)).first().waitFor();
    }
    assert.equal(await cards(page).count(), 2);
    await cards(page).filter({ hasText: "从业资格证电子证照" }).waitFor();

    const saved = downloadIn(page);
    await voucherOn(page).getByRole("link", { name: "打开" }).click();
    const download = await saved;
    const pdf = await readFile(await download.path());
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");

    const stranger = await device();
    await stranger.goto(qrIn(pdf));
    await stranger.getByRole("heading", { name: "是真的", exact: true }).waitFor();
    const number = (await voucherOn(page).textContent())!.match(/110000001\d{12}/)![0];
    await stranger.getByText(number).waitFor();
    assert.equal(await stranger.getByText(person.name).count(), 0, "the name is masked");

    await voucherOn(page).getByRole("button", { name: "出示二维码" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("img").waitFor();
    await dialog.getByRole("link", { name: "看看对方会看到什么" }).click();
    // The number stands on the page below too: the one above has to be there before anyone goes back.
    await page.locator(".verdict:visible").getByText(number).waitFor();
    await page.goBack();
    await dialog.waitFor({ state: "detached" });

    await voucherOn(page).getByRole("link", { name: "查看办理过程" }).click();
    await page.getByRole("heading", { name: "证照和凭证" }).waitFor();
    await cards(page).nth(1).waitFor();
    assert.equal(await cards(page).count(), 2);
  },
);
