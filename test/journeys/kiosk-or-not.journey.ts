import assert from "node:assert/strict";
import {
  address,
  addressStep,
  anna,
  isMarked,
  leftOn,
  mark,
  profileWith,
  sessionOf,
  traces,
} from "./kiosk-traces.ts";
import { journeys, phone } from "./scene.ts";
import { openAs } from "./shortcuts.ts";
import { clockOf, gone, kiosk, warned, warning } from "./silence.ts";

const journey = await journeys({ viewport: kiosk });

journey(
  "a terminal of another shape is marked by its start address, and its mark outlives its users",
  async ({ device, url }) => {
    const page = await device();
    await page.setViewportSize({ width: 1440, height: 900 });
    const clock = await clockOf(page);
    await page.goto(`${url}/?terminal=1`);
    await openAs(page, url, "/pages/cases/index", anna.name);
    const session = await sessionOf(page.context());
    await page.getByRole("link", { name: "退出登录" }).waitFor();
    await page.getByRole("button", { name: "退出并清除" }).click();
    await page.getByRole("heading", { level: 1, name: "您想办什么" }).waitFor();
    assert.equal(await profileWith(url, session), 401);
    await page.goto(`${url}/pages/verify/index`);
    await page.getByLabel("二维码内容").fill(anna.idNumber);
    await warned(page, clock);
    await gone(page, clock);
    assert.doesNotMatch(await leftOn(page, page.context()), traces);
  },
);

journey("a first page that nobody has touched says nothing, however long", async ({ page, url }) => {
  const clock = await clockOf(page);
  const known = page.waitForResponse((answer) => answer.url().endsWith("/api/session"));
  await page.goto(url);
  await (await known).finished();
  await page.waitForLoadState("networkidle");
  await mark(page);
  for (let minutes = 0; minutes < 5; minutes += 1) {
    const now = await clock.forward(60);
    while ((await page.evaluate(`localStorage.getItem("terminal-touched")`)) !== `${now}`)
      await page.waitForTimeout(100);
    assert.equal(await warning(page).count(), 0);
  }
  assert.ok(await isMarked(page), "the page was loaded anew");
});

for (const [name, viewport, path] of [
  ["a phone", phone, "/"],
  ["a desktop", { width: 1440, height: 900 }, "/"],
  ["a tall screen at home", kiosk, "/?terminal=0"],
] as const)
  journey(`nothing of it happens on ${name}`, async ({ device, url }) => {
    const page = await device();
    await page.setViewportSize(viewport);
    const clock = await clockOf(page);
    await page.goto(url + path);
    await addressStep(page, url);
    await page.getByLabel("住址").fill(address);
    await clock.forward(600);
    await page.waitForTimeout(3_000); // there is nothing to wait for: what should not be may still come
    assert.equal(await warning(page).count(), 0);
    assert.equal(await page.getByRole("button", { name: "退出并清除" }).count(), 0);
    assert.equal(await page.getByLabel("住址").inputValue(), address);
    assert.match(String(await page.evaluate("JSON.stringify(localStorage)")), /draft\//);
    assert.equal(await profileWith(url, await sessionOf(page.context())), 200);
  });
