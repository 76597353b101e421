// npm run screenshots [-- folder [renewal | follow-ups]]: every page as a phone, 长辈版, a kiosk and a desktop show it:
// those of one renewal, and those of what follows a submission.
// Text needs a Chinese font on this machine (Debian: fonts-wqy-microhei).
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { build } from "../../scripts/lib/build.mjs";
import { launchBrowser } from "../support/browser.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { followUps } from "./follow-up-shots.ts";
import {
  begin,
  certificateStep,
  collectionStep,
  followToTheEnd,
  licenceStep,
  next,
  numberOn,
  personStep,
  photosStep,
  send,
  signIn,
} from "./renewal.ts";
import { phone, type Scene } from "./scene.ts";

const sizes = {
  phone,
  large: phone,
  kiosk: { width: 1080, height: 1920 },
  desktop: { width: 1440, height: 900 },
} as const;

const [to = ".data/screenshots", part = "all"] = process.argv.slice(2);
const folder = resolve(to);
let taken = 0;

/** The page as it stands, in every size; afterwards it is as before. */
async function shoot(page: Page, name: string) {
  taken += 1;
  const file = `${String(taken).padStart(2, "0")}-${name}.png`;
  await page.waitForLoadState("networkidle");
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    if (size === "large") await type(page, "largest");
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(folder, size, file), fullPage: true });
    if (size === "large") await type(page, "usual");
  }
  await page.setViewportSize(phone);
  process.stderr.write(`${file}\n`);
}

/** Presses the button for the size of type until it offers what follows the wanted one. */
async function type(page: Page, wanted: "usual" | "largest") {
  const button = page.locator(".type-size:visible").first();
  const offers = wanted === "usual" ? "长辈版" : "标准字号";
  for (let i = 0; i < 3 && (await button.textContent()) !== offers; i += 1)
    await button.dispatchEvent("click"); // also below a dialog
}

async function renewal(scene: Scene) {
  const { page, url } = scene;
  await page.goto(url);
  await shoot(page, "find");
  await page.goto(`${url}/pages/help/index`);
  await shoot(page, "help");
  await page.goto(`${url}/pages/sign-in/index`);
  await shoot(page, "sign-in");
  await page.getByRole("button", { name: /统一身份认证登录/ }).click();
  await signIn(page);
  await page.goto(`${url}/pages/prepare/index?business=SQ1008`);
  await shoot(page, "prepare");
  await begin(page, url);
  const steps = { certificateStep, personStep, licenceStep, collectionStep, photosStep };
  for (const [name, step] of Object.entries(steps)) {
    await step(page);
    await shoot(page, name.replace("Step", ""));
    await next(page);
  }
  await page.getByRole("heading", { level: 1, name: "核对提交" }).waitFor();
  await shoot(page, "review");
  await send(page);
  await shoot(page, "receipt");
  const businessSn = await numberOn(page);
  await page.goto(`${url}/pages/cases/index`);
  await page.getByText(businessSn).waitFor();
  await shoot(page, "cases");
  await page.goBack();
  await followToTheEnd(scene, businessSn);
  await shoot(page, "case");
}

async function main(system: TestSystem) {
  const launched = await launchBrowser();
  if (!launched) throw new Error("no browser: install Chromium or set CHROMIUM_PATH");
  try {
    const context = await launched.browser.newContext({ viewport: phone, locale: "zh-CN" });
    const page = await context.newPage();
    const scene = {
      page,
      context,
      url: system.url,
      system,
      configDir: "config",
      device: () => context.newPage(),
    };
    if (part !== "follow-ups") await renewal(scene);
    if (part !== "renewal") await followUps(scene, shoot);
  } finally {
    await launched.close();
  }
}

await build("bff", "h5");
rmSync(folder, { recursive: true, force: true });
for (const size of Object.keys(sizes)) mkdirSync(join(folder, size), { recursive: true });
const system = await startTestSystem();
try {
  await main(system);
  process.stdout.write(`${taken} pages in ${Object.keys(sizes).length} sizes: ${folder}\n`);
} finally {
  await system.stop();
}
