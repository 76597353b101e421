import assert from "node:assert/strict";
import { journeys } from "./scene.ts";

const journey = await journeys({ hasTouch: true, isMobile: true });

/** Selectors of rules that hold here and wait for a pointer above an element. */
const hovering = `(() => {
  const held = (rules) => [...rules].flatMap((rule) => {
    if (rule.media && !matchMedia(rule.media.mediaText).matches) return [];
    return [rule.selectorText ?? "", ...(rule.cssRules ? held(rule.cssRules) : [])];
  });
  return [...document.styleSheets].flatMap((sheet) => held(sheet.cssRules)).filter((one) => one.includes(":hover"));
})()`;

journey(
  "nothing on a touch screen waits for a pointer, and so keeps its look after a touch",
  async ({ page, url }) => {
    for (const path of ["find", "prepare", "cases", "verify"]) {
      await page.goto(`${url}/pages/${path}/index?business=SQ1008`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      assert.equal(await page.evaluate(`matchMedia("(hover: hover)").matches`), false);
      assert.deepEqual(await page.evaluate(hovering), [], path);
    }
  },
);
