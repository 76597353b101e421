import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { firstLicence } from "./first-licence.ts";
import { followToTheEnd, numberOn, renew } from "./renewal.ts";
import { journeys } from "./scene.ts";

const journey = await journeys();

const titles = (page: Page) => page.locator(".timeline-title").allTextContents();

journey("SQ1008: a driver renews his certificate and sees the result on the page", async (scene) => {
  const { page, url } = scene;
  await renew(page, url);
  const businessSn = await numberOn(page);
  assert.match(businessSn, /^110000\d{18}$/);
  await followToTheEnd(scene, businessSn);
  assert.equal(await page.locator(".state-mark").textContent(), "已发证");
  const told = await titles(page);
  for (const step of ["已发证", "已受理，待审查", "已提交"])
    assert.ok(told.includes(step), `${step} in ${told}`);
});

journey("SQ1005: a new driver applies and sees the result on the page", async (scene) => {
  const { page, url } = scene;
  await firstLicence(page, url);
  await followToTheEnd(scene, await numberOn(page));
  assert.equal(await page.locator(".state-mark").textContent(), "已发证");
});

journey("two taps on 提交 make one case", async ({ page, url }) => {
  await renew(page, url, { send: false });
  await page.getByLabel(/我承诺/).check();
  const posts: string[] = [];
  page.on(
    "request",
    (request) => request.url().endsWith("/api/applications") && posts.push(request.method()),
  );
  await page.getByRole("button", { name: "提交申请" }).dblclick();
  await page.getByRole("heading", { level: 1, name: "申请已提交" }).waitFor();
  assert.equal(posts.length, 1);
  const businessSn = await numberOn(page);
  await page.goBack();
  await page.goto(`${url}/pages/cases/index`);
  await page.getByText(businessSn).waitFor();
});

journey("after sending, the form says that it has been sent", async ({ page, url }) => {
  await renew(page, url, { send: false });
  const review = page.url();
  await page.getByLabel(/我承诺/).check();
  await page.getByRole("button", { name: "提交申请" }).click();
  await page.getByRole("heading", { level: 1, name: "申请已提交" }).waitFor();
  await page.goto(review);
  await page.getByRole("heading", { level: 1, name: "这份申请已经提交" }).waitFor();
});

journey(
  "a lost answer to 提交 is told truthfully, and pressing again makes no second case",
  async ({ page, url }) => {
    await renew(page, url, { send: false });
    await page.getByLabel(/我承诺/).check();
    // The server takes it; the answer never arrives.
    await page.route(
      "**/api/applications",
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await page.getByRole("button", { name: "提交申请" }).click();
    await page.getByText("不会重复提交").waitFor();
    await page.getByRole("button", { name: "提交申请" }).click();
    await page.getByRole("heading", { level: 1, name: "申请已提交" }).waitFor();
  },
);
