import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { workbook } from "../../bff/src/tables/test-workbook.ts";
import { beginAny, fillAny } from "./any-business.ts";
import { next, send, signIn } from "./renewal.ts";
import { journeys } from "./scene.ts";

const journey = await journeys();

const table = (lines: readonly string[]) => ({
  name: "table.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(lines.join("\r\n")),
});
const names = [..."甲乙丙丁戊己庚辛壬癸子丑"].map((letter) => `测试员${letter}`);
const people = table(["姓名,岗位或工种,学历", ...names.map((name) => `${name},机修,`)]);
const peopleWorkbook = async () => ({
  name: "people.xlsx",
  mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  buffer: Buffer.from(
    await workbook([["姓名", "岗位或工种"], ...names.slice(0, 11).map((name) => [name, "机修"])]),
  ),
});
const devices = (count: number) =>
  table([
    "设备名称,数量,自用还是外协",
    ...Array.from({ length: count }, (_, at) => `设备${at + 1},${at + 1},自用`),
  ]);

const heading = (page: Page, name: string) =>
  page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
const shown = (page: Page, words: string) => page.getByText(words).locator("visible=true").first().waitFor();
const lines = (page: Page) => page.locator(".row-card:visible .row-words").allTextContents();

async function importInto(
  page: Page,
  list: string,
  file: { name: string; mimeType: string; buffer: Buffer },
) {
  const summary = page.getByText("有现成的表格？可以一次导入").locator("visible=true");
  const input = page.getByLabel(`选表格文件：${list}`).locator("visible=true");
  await summary.waitFor();
  if (!(await input.isVisible())) await summary.click();
  await input.setInputFiles(file);
}

/** One more row, each cell as its control wants it. */
async function addRow(page: Page, words: string, id: string, cells: Readonly<Record<string, string>>) {
  await page.getByRole("button", { name: `添加${words}` }).click();
  for (const [column, value] of Object.entries(cells)) {
    const field = page.locator(`[id="field-${id}-${column}"]:visible`);
    await field.waitFor();
    const option = field.locator(`input[value="${value}"]`);
    if ((await field.locator("option").count()) > 0) await field.selectOption(value);
    else if ((await option.count()) > 0) await option.check();
    else await field.fill(value);
  }
}

/** The rows that stand on the page with everything, one a line. */
const rowsOn = async (page: Page, label: string) => {
  const fact = page.locator(".fact:visible", { has: page.getByText(label, { exact: true }) });
  return ((await fact.locator("dd").textContent()) ?? "").split("\n");
};

/** The walk up to the step of the people. */
async function toPeople(page: Page, url: string) {
  await beginAny(page, url, "SQ1011");
  await fillAny(page, url, "SQ1011", { until: "技术人员" });
}

journey(
  "SQ1011: 12 people and 30 devices, out of tables and by hand, survive a reload and are sent from a second device",
  async (scene) => {
    const { page, url, device } = scene;
    await toPeople(page, url);
    await importInto(page, "技术人员", await peopleWorkbook());
    await shown(page, "已导入 11 行，请核对。");
    await addRow(page, "一名人员", "people-11", { name: "测试员手", post: "3" });
    await next(page);
    await heading(page, "维修设备");
    await importInto(page, "维修设备和设施", devices(29));
    await shown(page, "已导入 29 行，请核对。");
    await shown(page, "已保存到服务器");

    await page.reload();
    await heading(page, "维修设备");
    await shown(page, "已填 29 行。");
    const kept = await lines(page);
    assert.deepEqual([kept.length, kept[0], kept[28]], [29, "设备1，1，自用", "设备29，29，自用"]);

    const other = await device();
    const { pathname, search } = new URL(page.url());
    await other.goto(`${url}/pages/sign-in/index?returnTo=${encodeURIComponent(pathname + search)}`);
    await other.getByRole("button", { name: /统一身份认证登录/ }).click();
    await signIn(other);
    await heading(other, "维修设备");
    assert.equal((await lines(other)).length, 29);
    await addRow(other, "一台设备", "equipment-29", { name: "设备手", count: "30", mode: "2" });
    await fillAny(other, url, "SQ1011", { from: "维修设备" });
    const expected = [...names.slice(0, 11), "测试员手"].map((name, at) => `${at + 1}. ${name}，机修`);
    assert.deepEqual(await rowsOn(other, "技术人员"), expected);
    const listed = await rowsOn(other, "维修设备和设施");
    assert.deepEqual(
      [listed.length, listed[28], listed[29]],
      [30, "29. 设备29，29，自用", "30. 设备手，30，外协"],
    );
    await send(other);
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
