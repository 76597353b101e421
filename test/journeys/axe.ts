import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";

const axe = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

interface Found {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

/**
 * What axe finds against WCAG A and AA on the page as it stands, all of it in view: a bar at the bottom of a smaller view
 * hides half of whatever happens to be there, and one can scroll.
 */
export async function violations(page: Page): Promise<string[]> {
  const view = page.viewportSize()!;
  const whole = Number(await page.evaluate("document.documentElement.scrollHeight"));
  await page.setViewportSize({ ...view, height: Math.max(view.height, whole) });
  await page.evaluate(axe);
  const found = (await page.evaluate(
    `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }).then((all) => all.violations)`,
  )) as Found[];
  await page.setViewportSize(view);
  return found.map(
    ({ id, nodes }) => `${page.url()}: ${id}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`,
  );
}
