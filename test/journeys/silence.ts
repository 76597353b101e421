// Silence at a terminal that many people use: its page's clock stands, and is put forward.
import type { Page } from "playwright-core";

export const kiosk = { width: 1080, height: 1920 };

export interface Clock {
  /** So many seconds go by in which nobody does anything. @returns the time, in ms since 1970 */
  forward(seconds: number): Promise<number>;
}

/** Time stands still on this page, timers go on: however slow the machine, nobody is silent by accident. */
export async function clockOf(page: Page): Promise<Clock> {
  let now = Date.now();
  // The clock's own stand-in for `performance` does not know how a page was come to.
  const context = page.context();
  await context.addInitScript("globalThis.entries = performance.getEntriesByType.bind(performance)");
  await page.clock.setFixedTime(now);
  await context.addInitScript("performance.getEntriesByType = globalThis.entries");
  return {
    async forward(seconds) {
      now += seconds * 1_000;
      await page.clock.setFixedTime(now);
      return now;
    },
  };
}

export const warning = (page: Page) => page.getByRole("alertdialog", { name: "还在吗？" });

/** A minute of silence, and the warning stands there. */
export async function warned(page: Page, clock: Clock) {
  await clock.forward(60);
  await warning(page).waitFor();
}

/** The rest of a minute and a half, and the first page stands there as for anybody. */
export async function gone(page: Page, clock: Clock) {
  await clock.forward(30);
  await warning(page).waitFor({ state: "detached" });
  await page.getByRole("heading", { level: 1, name: "您想办什么" }).waitFor();
}
