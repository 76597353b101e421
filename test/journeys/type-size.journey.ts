import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { journeys } from "./scene.ts";

const journey = await journeys();

/** The size of type that a browser is set to is the size of the root, as long as no page sets it. */
const setBrowser = (page: Page, px: number) =>
  page.evaluate(`document.documentElement.style.fontSize = "${px}px"`);

const sizeOf = (page: Page) =>
  page.evaluate(
    `parseFloat(getComputedStyle(document.querySelector(".page .lead")).fontSize)`,
  ) as Promise<number>;

const overflows = (page: Page) =>
  page.evaluate("document.documentElement.scrollWidth > innerWidth") as Promise<boolean>;

journey(
  "type follows the browser's own size, ours on top of it, together up to twice the usual",
  async ({ page, url }) => {
    await page.goto(`${url}/pages/find/index`);
    await page.locator(".page .lead").waitFor();
    const usual = await sizeOf(page);
    await setBrowser(page, 24);
    assert.equal(await sizeOf(page), usual * 1.5);
    await setBrowser(page, 12);
    assert.equal(await sizeOf(page), usual, "never below the usual");
    await setBrowser(page, 32);
    const button = page.locator(".type-size:visible").first();
    for (const name of ["长辈版", "再大一点", "标准字号"]) {
      assert.equal(await button.textContent(), name);
      const size = await sizeOf(page);
      assert.ok(size <= usual * 2.02 && size >= usual * 1.9, `${name}: ${size} of ${usual}`);
      assert.equal(await overflows(page), false, name);
      await button.click();
    }
  },
);
