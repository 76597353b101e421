import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { beginAny, fillAny } from "./any-business.ts";
import { cardPhoto } from "./photos.ts";
import { journeys } from "./scene.ts";

const journey = await journeys();

const heading = (page: Page, name: string) =>
  page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
const pick = (page: Page, name: RegExp) => page.getByLabel(name).locator("visible=true").check();
const drop = (page: Page, name: RegExp) => page.getByLabel(name).locator("visible=true").uncheck();

/** Names of the photos that are asked for with the answers of now; of those that are there when `given`. */
async function photos(page: Page, given = false): Promise<string[]> {
  const prefix = given ? "删除：" : "拍照：";
  await page.getByText("已保存到服务器").locator("visible=true").first().waitFor();
  await page.goto(page.url().replace("pages/apply/", "pages/photos/"));
  await heading(page, "拍照上传");
  const buttons = page.getByLabel(new RegExp(`^${prefix}`)).locator("visible=true");
  await buttons.first().waitFor();
  const labels = await buttons.evaluateAll((all: { getAttribute(name: string): string }[]) =>
    all.map((one) => one.getAttribute("aria-label")),
  );
  return labels.map((label) => label.slice(prefix.length));
}

async function toChange(page: Page) {
  await page.goto(page.url().replace("pages/photos/", "pages/apply/"));
  await heading(page, "变更什么");
}

const stepsOf = (page: Page) => page.locator(".steps:visible").first().textContent();

journey(
  "SQ1009: what has changed decides photos and steps; a photo that is not wanted for a while is not lost",
  async ({ page, url }) => {
    await beginAny(page, url, "SQ1009");
    await fillAny(page, url, "SQ1009", { until: "变更什么" });
    await pick(page, /^印在证上的/);
    await pick(page, /^姓名、性别或身份证件/);
    assert.match((await stepsOf(page)) ?? "", /领取证件/);
    const identity = ["身份证人像面", "身份证国徽面", "本人证件照"];
    assert.deepEqual(await photos(page), identity);
    const photo = { name: "card.jpg", mimeType: "image/jpeg", buffer: await cardPhoto() };
    await page.getByLabel("拍照：身份证人像面").setInputFiles(photo);
    await page.getByRole("button", { name: "删除：身份证人像面" }).waitFor();

    await toChange(page);
    await pick(page, /^没有印在证上的/);
    assert.equal(
      await page
        .getByLabel(/^姓名、性别或身份证件/)
        .locator("visible=true")
        .count(),
      0,
    );
    await pick(page, /^服务单位$/);
    assert.doesNotMatch((await stepsOf(page)) ?? "", /领取证件/);
    assert.deepEqual(await photos(page), ["新服务单位聘用合同"]);

    await toChange(page);
    await pick(page, /^印在证上的/);
    await drop(page, /^服务单位$/);
    await pick(page, /^姓名、性别或身份证件/);
    assert.deepEqual(await photos(page, true), ["身份证人像面"]);
  },
);
