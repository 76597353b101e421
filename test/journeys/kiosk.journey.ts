import assert from "node:assert/strict";
import { violations } from "./axe.ts";
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
import { next, signIn } from "./renewal.ts";
import { journeys } from "./scene.ts";
import { openAs } from "./shortcuts.ts";
import { clockOf, gone, kiosk, warned, warning } from "./silence.ts";

const journey = await journeys({ viewport: kiosk });
// The page's own policy lets no foreign script in; this one is the tester's.
const looked = await journeys({ viewport: kiosk, bypassCSP: true });
journey(
  "silence at a kiosk: a warning, nothing lost by going on, then nothing of him is left but his draft at the server",
  async ({ page, url, context }) => {
    const clock = await clockOf(page);
    await addressStep(page, url);
    const session = await sessionOf(context);
    assert.equal(await profileWith(url, session), 200);
    // What is typed last does not reach the server before the end comes.
    await page.route("**/api/drafts/*", (route) =>
      route.request().method() === "PUT" ? route.abort() : route.continue(),
    );
    await page.getByLabel("住址").fill(address);
    await warned(page, clock);
    await warning(page).getByText("30 秒后将退出登录并清除本机内容").waitFor();
    assert.equal(await page.evaluate("document.activeElement.textContent"), "继续办理");
    await clock.forward(25);
    await warning(page).getByText("还有 10 秒").waitFor();
    await warning(page).getByRole("button", { name: "继续办理" }).click();
    await warning(page).waitFor({ state: "detached" });
    assert.equal(await page.getByLabel("住址").inputValue(), address);
    assert.equal(await sessionOf(context), session);

    await warned(page, clock);
    await page.unroute("**/api/drafts/*");
    await gone(page, clock);
    assert.doesNotMatch(await leftOn(page, context), traces);
    assert.equal(await sessionOf(context), "");
    assert.equal(await profileWith(url, session), 401);

    await mark(page);
    await page.goBack().catch(() => {}); // what is come back to goes on to the first page
    while (await isMarked(page)) await page.waitForTimeout(100);
    await page.getByRole("heading", { level: 1, name: "您想办什么" }).waitFor();
    assert.doesNotMatch(await leftOn(page, context), traces);

    await openAs(page, url, "/pages/find/index", anna.name);
    await page.getByRole("link", { name: "接着办：从业资格证换发" }).first().click();
    await page.getByRole("heading", { level: 1, name: "本人信息" }).waitFor();
    assert.equal(await page.getByLabel("住址").inputValue(), address);
  },
);

journey(
  "no server in reach: nothing of him is left here, and his session ends before anybody sees anything",
  async ({ page, url, context }) => {
    const clock = await clockOf(page);
    await addressStep(page, url);
    const session = await sessionOf(context);
    await page.getByLabel("住址").fill(address);
    await context.setOffline(true);
    await warned(page, clock);
    await warning(page).getByText("没有保存到服务器的内容会一起清除").waitFor();
    await clock.forward(30);
    await page.getByText("本机内容已清除").waitFor();
    assert.doesNotMatch(await leftOn(page, context), traces);

    // The browser is started anew with his cookie, and the server answers everything but the sign-out.
    await context.route("**/api/sign-out*", (route) => route.abort());
    await context.setOffline(false);
    const anew = await context.newPage();
    const asked: string[] = [];
    anew.on("request", (request) => void asked.push(new URL(request.url()).pathname));
    await anew.goto(`${url}/pages/cases/index`);
    await anew.getByText("本机内容已清除").waitFor();
    assert.deepEqual([...new Set(asked.filter((path) => path.startsWith("/api/")))], ["/api/sign-out"]);
    assert.doesNotMatch(await leftOn(anew, context), traces);
    assert.equal(await profileWith(url, session), 200);

    await context.unroute("**/api/sign-out*");
    for (const each of [page, anew])
      await each.getByRole("heading", { level: 1, name: "您想办什么" }).waitFor();
    assert.equal(await profileWith(url, session), 401);
    assert.equal(await sessionOf(context), "");
  },
);

journey(
  "the warning stands on top of a dialog, which is there when one goes on and goes with the rest",
  async ({ page, url, context }) => {
    const clock = await clockOf(page);
    await addressStep(page, url);
    await context.clearCookies();
    await page.getByLabel("住址").fill(address);
    await next(page);
    const below = page.getByRole("dialog", { name: "登录已过期" });
    await below.waitFor();
    await warned(page, clock);
    await warning(page).getByRole("button", { name: "继续办理" }).click();
    await below.getByRole("button", { name: "先不登录" }).waitFor();
    await warned(page, clock);
    await warning(page).getByRole("button", { name: "现在退出" }).click();
    await page.getByRole("heading", { level: 1, name: "您想办什么" }).waitFor();
    assert.equal(await page.getByRole("dialog").count(), 0);
    assert.doesNotMatch(await leftOn(page, context), traces);
  },
);

journey("an answer that does not come holds nobody up", async ({ page, url, context }) => {
  const clock = await clockOf(page);
  await addressStep(page, url);
  const session = await sessionOf(context);
  let held = 0;
  await page.route("**/api/drafts/*", (route) => {
    if (route.request().method() !== "PUT") return route.continue();
    held += 1; // and is never answered
  });
  await page.getByLabel("住址").fill(address);
  while (held === 0) await page.waitForTimeout(100);
  await warned(page, clock);
  await gone(page, clock);
  assert.doesNotMatch(await leftOn(page, context), traces);
  assert.equal(await profileWith(url, session), 401);
});

journey(
  "a browser that slept on his page wakes up at the first one, without him",
  async ({ page, url, context }) => {
    const clock = await clockOf(page);
    await openAs(page, url, "/pages/cases/index", anna.name);
    await page.getByRole("link", { name: "退出登录" }).waitFor();
    const session = await sessionOf(context);
    while ((await page.evaluate(`localStorage.getItem("terminal-touched")`)) === null)
      await page.waitForTimeout(100);
    await page.goto("about:blank");
    await clock.forward(600);
    await page.goBack().catch(() => {});
    await page.getByRole("heading", { level: 1, name: "您想办什么" }).waitFor();
    assert.equal(await profileWith(url, session), 401);
    assert.doesNotMatch(await leftOn(page, context), traces);
  },
);

journey("a page that the browser kept whole is not come back to", async ({ page, url }) => {
  await page.goto(`${url}/pages/verify/index`);
  await page.getByLabel("二维码内容").fill(anna.idNumber);
  await page.evaluate(`dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }))`);
  await page.getByText("二维码内容").waitFor({ state: "hidden" });
  await page.evaluate(`dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))`);
  await page.getByRole("heading", { level: 1, name: "您想办什么" }).waitFor();
});

looked("axe finds nothing against the warning, in large type too", async ({ page, url }) => {
  const clock = await clockOf(page);
  await openAs(page, url, "/pages/cases/index", anna.name);
  await page.getByRole("link", { name: "退出登录" }).waitFor();
  for (const large of [false, true]) {
    if (large) await page.getByRole("button", { name: /^长辈版/ }).click();
    await warned(page, clock);
    assert.deepEqual(await violations(page), []);
    await warning(page).getByRole("button", { name: "继续办理" }).click();
    await warning(page).waitFor({ state: "detached" });
  }
});

journey(
  "whoever signs in at a kiosk proves who he is, though the identity system knows the last one",
  async ({ page, url }) => {
    await page.goto(`${url}/pages/sign-in/index`);
    const begun = page.waitForRequest((request) => request.url().includes("/api/sign-in/"));
    await page.getByRole("button", { name: /统一身份认证登录/ }).click();
    assert.match((await begun).url(), /fresh=1/);
    await signIn(page, anna.name);
    await page.getByRole("heading", { level: 1, name: "您想办什么" }).waitFor();
  },
);
