// Fills in any business from its definition, in the browser: each control as a person uses it.
import type { Locator, Page } from "playwright-core";
import {
  type Answers,
  type BusinessAnswer,
  cellName,
  type FormItem,
  formOf,
  rowsOf,
  todayInShanghai,
} from "shared-types";
import { fillIn } from "../demo/answers.ts";
import { next, photosStep, signIn } from "./renewal.ts";

/** Place of all these walks: a district, which stands directly under its municipality. */
export const district = "110105";

/** Called on each page once it is filled in. */
export type Look = (page: Page, name: string) => Promise<void>;

/** Signs in (`as`: the demo account's name) and stands at the first step of a new draft of the business. */
export async function beginAny(page: Page, url: string, business: string, as?: string) {
  await page.goto(`${url}/pages/prepare/index?business=${business}`);
  await page.getByLabel("省、自治区、直辖市").selectOption({ label: "北京市" });
  await page.getByRole("button", { name: "开始办理" }).click();
  const provider = page.getByRole("button", { name: /统一身份认证登录/ });
  await provider
    .or(page.getByText("第 1 步", { exact: false }))
    .first()
    .waitFor();
  if (await provider.isVisible()) {
    await provider.click();
    await signIn(page, as);
  }
  await page.getByText("第 1 步").waitFor();
}

/** Answers that the check accepts, as the server's definition of the moment wants them. */
export async function answersFor(page: Page, url: string, business: string) {
  const get = async <T>(path: string) => (await (await page.request.get(url + path)).json()) as T;
  const { definition, codes, province } = await get<BusinessAnswer>(
    `/api/businesses/${business}?place=${district}`,
  );
  const context = { codes, today: todayInShanghai(new Date()), ...(province && { province }) };
  const answers = fillIn(definition, context, await get("/api/profile"), district);
  return { definition, context, answers };
}

/**
 * Every step, or every one after `from`, which is shown and filled in; then the photos. Ends on the page with
 * everything, or on the step `until`, which stays as it is.
 */
export async function fillAny(
  page: Page,
  url: string,
  business: string,
  { look = async () => {}, from, until }: { look?: Look; from?: string; until?: string } = {},
) {
  const { definition, context, answers } = await answersFor(page, url, business);
  const steps = formOf(definition, answers, context);
  const done = Math.max(0, steps.findIndex(({ title }) => title === from) + 1);
  if (done > 0) await next(page);
  for (const { title, items } of steps.slice(done)) {
    await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
    if (title === until) return;
    for (const item of items) await fillItem(page, item, answers);
    await look(page, title);
    await next(page);
  }
  await page.getByRole("heading", { level: 1, name: "拍照上传" }).waitFor();
  await photosIfAny(page);
  await look(page, "拍照上传");
  await next(page);
  await page.getByRole("heading", { level: 1, name: "核对提交" }).waitFor();
  await look(page, "核对提交");
}

/** Some businesses need no photo at all. */
async function photosIfAny(page: Page) {
  const none = page.getByText("这项业务不用传照片", { exact: false });
  const camera = page.getByLabel(/^拍照：/).first();
  await none.or(camera).first().waitFor();
  if (await camera.isVisible()) await photosStep(page);
}

async function fillItem(page: Page, item: FormItem, answers: Answers) {
  if (item.control !== "rows") return fillOne(page, `field-${item.name}`, item, answers[item.name] ?? "");
  for (const [index, row] of rowsOf(answers, item.name).entries()) {
    await page.getByRole("button", { name: `添加${item.row}` }).click();
    for (const column of item.columns ?? [])
      await fillOne(
        page,
        `field-${cellName(item.name, index, column.name).replace(/\//g, "-")}`,
        column,
        row[column.name] ?? "",
      );
  }
}

// Pages below the one that is shown stay in the document, hidden, and hold the same ids.
const shown = (page: Page, id: string): Locator => page.locator(`[id="${id}"]:visible`);

async function fillOne(page: Page, id: string, item: FormItem, value: string) {
  if (item.control === "place") return fillPlace(page, id, value);
  const field = shown(page, id);
  await field.waitFor();
  if (value === "") return;
  if (item.control === "list") await field.selectOption(value);
  else if (item.control === "choice" || item.control === "choices")
    for (const code of value.split(",")) await field.locator(`input[value="${code}"]`).check();
  else if (item.control === "date") {
    const parts = [value.slice(0, 4), value.slice(4, 6), value.slice(6)];
    for (const [at, part] of parts.entries()) await field.locator("input").nth(at).fill(part);
  } else await field.fill(value);
}

async function fillPlace(page: Page, id: string, code: string) {
  await shown(page, `${id}-province`).selectOption(`${code.slice(0, 2)}0000`);
  await shown(page, `${id}-county`).selectOption(code);
}
