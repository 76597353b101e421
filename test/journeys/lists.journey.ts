import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { beginAny, fillAny } from "./any-business.ts";
import { next, signIn } from "./renewal.ts";
import { journeys } from "./scene.ts";

const journey = await journeys();

const table = (lines: readonly string[]) => ({
  name: "table.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(lines.join("\r\n")),
});
const people = table([
  "姓名,岗位或工种,学历",
  ...Array.from({ length: 12 }, (_, at) => `测试员${"甲乙丙丁戊己庚辛壬癸子丑"[at]},机修,`),
]);
const devices = (count: number) =>
  table([
    "设备名称,数量,自用还是外协",
    ...Array.from({ length: count }, (_, at) => `设备${at + 1},${at + 1},自用`),
  ]);

const heading = (page: Page, name: string) =>
  page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
const shown = (page: Page, words: string) => page.getByText(words).locator("visible=true").first().waitFor();
const lines = (page: Page) => page.locator(".row-card:visible .row-words").allTextContents();

async function importInto(page: Page, list: string, file: ReturnType<typeof table>) {
  const summary = page.getByText("有现成的表格？可以一次导入").locator("visible=true");
  const input = page.getByLabel(`选表格文件：${list}`).locator("visible=true");
  await summary.waitFor();
  if (!(await input.isVisible())) await summary.click();
  await input.setInputFiles(file);
}

/** The walk up to the step of the people. */
async function toPeople(page: Page, url: string) {
  await beginAny(page, url, "SQ1011");
  await fillAny(page, url, "SQ1011", { until: "技术人员" });
}

journey(
  "SQ1011: 12 people and 30 devices out of tables survive a reload and a second device",
  async (scene) => {
    const { page, url, device } = scene;
    await toPeople(page, url);
    await importInto(page, "技术人员", people);
    await shown(page, "已导入 12 行，请核对。");
    await next(page);
    await heading(page, "维修设备");
    await importInto(page, "维修设备和设施", devices(30));
    await shown(page, "已导入 30 行，请核对。");
    await shown(page, "已保存到服务器");

    await page.reload();
    await heading(page, "维修设备");
    await shown(page, "已填 30 行。");
    const kept = await lines(page);
    assert.deepEqual([kept.length, kept[0], kept[29]], [30, "设备1，1，自用", "设备30，30，自用"]);

    const other = await device();
    const { pathname, search } = new URL(page.url());
    await other.goto(`${url}/pages/sign-in/index?returnTo=${encodeURIComponent(pathname + search)}`);
    await other.getByRole("button", { name: /统一身份认证登录/ }).click();
    await signIn(other);
    await heading(other, "维修设备");
    assert.equal((await lines(other)).length, 30);
    await other.goto(other.url().replace(/step=\d/, "step=4"));
    await heading(other, "技术人员");
    assert.equal((await lines(other)).length, 12);
  },
);

journey("rows are copied, moved, removed and brought back", async ({ page, url }) => {
  await toPeople(page, url);
  await importInto(page, "技术人员", people);
  await shown(page, "已导入 12 行，请核对。");
  const first = async () => (await lines(page)).slice(0, 3).map((line) => line.split("，")[0]);
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await press("下移第 1 行");
  assert.deepEqual(await first(), ["测试员乙", "测试员甲", "测试员丙"]);
  await press("上移第 3 行");
  assert.deepEqual(await first(), ["测试员乙", "测试员丙", "测试员甲"]);
  await press("删除第 1 行");
  assert.deepEqual(await first(), ["测试员丙", "测试员甲", "测试员丁"]);
  await press("撤销");
  assert.deepEqual(await first(), ["测试员乙", "测试员丙", "测试员甲"]);
  await press("复制第 1 行");
  await page.locator('[id="field-people-1-name"]:visible').fill("测试员新");
  await press("填好了，收起");
  assert.deepEqual(await first(), ["测试员乙", "测试员新", "测试员丙"]);
  await shown(page, "已填 13 行。");
});

journey(
  "a table that does not fit is told about in words, and what was filled in stays",
  async ({ page, url }) => {
    await toPeople(page, url);
    await importInto(page, "技术人员", devices(3));
    await shown(page, "没有找到表头。第一行应当写列名，至少要有“姓名”、“岗位或工种”，请用模板填写。");
    await importInto(page, "技术人员", table(["姓名,岗位或工种", "测试员甲,机修", "测试员乙,看门的"]));
    await shown(page, "第 3 行：岗位或工种“看门的”不在可选的范围里，请补选。");
    await next(page);
    await shown(page, "第2行：请选择岗位或工种");
    await importInto(page, "技术人员", devices(10_000));
    await shown(page, "没有找到表头");
    await importInto(page, "技术人员", table(["姓名,岗位或工种", ...Array(10_000).fill("测试员甲,机修")]));
    await shown(page, "表里有 10000 行，最多只能有 200 行，请删减后再导入。");
    assert.equal(await page.locator(".row-card:visible").count(), 2);
  },
);
