import assert from "node:assert/strict";
import { journeys } from "./scene.ts";

const journey = await journeys({ hasTouch: true, isMobile: true });

journey("a button that was tapped looks as before once the finger is gone", async ({ page, url }) => {
  await page.goto(`${url}/pages/help/index`);
  const button = page.locator(".type-size:visible");
  await button.waitFor();
  const colour = () =>
    button.evaluate("(button) => getComputedStyle(button).backgroundColor") as Promise<string>;
  const before = await colour();
  await button.tap();
  await button.getByText("再大一点").waitFor();
  assert.equal(await colour(), before);
});
