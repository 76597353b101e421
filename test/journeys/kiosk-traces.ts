// Who was at a terminal, and what of him can still be found there.
import type { BrowserContext, Page } from "playwright-core";
import { people } from "../simulators/people.ts";
import { begin, certificateStep, next } from "./renewal.ts";

export const anna = people[0]!;
export const address = "北京市朝阳区测试路7号3单元702室";
/** What would tell the next one who was here. */
export const traces = new RegExp(
  [anna.name, anna.idNumber, anna.phone, address, "draft/", "request/"].join("|"),
);

/** All that a page can read, what it shows, and the cookies that it cannot read. */
export async function leftOn(page: Page, context: BrowserContext): Promise<string> {
  const here = await page.evaluate(`(async () => JSON.stringify([
    { ...localStorage }, { ...sessionStorage }, await indexedDB.databases(), await caches.keys(), document.cookie,
    document.documentElement.outerHTML, [...document.querySelectorAll("input, textarea, select")].map((one) => one.value),
    document.title, location.href, history.state,
  ]))()`);
  return `${here} ${JSON.stringify(await context.cookies())}`;
}

export const sessionOf = async (context: BrowserContext) =>
  (await context.cookies()).find(({ name }) => name === "session")?.value ?? "";

/** What the server answers to somebody who has kept the session's cookie. */
export const profileWith = async (url: string, session: string) =>
  (await fetch(`${url}/api/profile`, { headers: { Cookie: `session=${session}` } })).status;

/** So that another load of the same address can be told. */
export const mark = (page: Page) => page.evaluate(`document.documentElement.dataset.known = "yes"`);
export const isMarked = (page: Page) =>
  page.evaluate(`document.documentElement.dataset.known === "yes"`).catch(() => true);

export async function addressStep(page: Page, url: string) {
  await begin(page, url);
  await certificateStep(page);
  await next(page);
  await page.getByRole("heading", { level: 1, name: "本人信息" }).waitFor();
  await page
    .getByLabel("姓名")
    .and(page.locator(`[value='${anna.name}']`))
    .waitFor();
}
