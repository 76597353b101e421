import assert from "node:assert/strict";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import {
  begin,
  certificateStep,
  collectionStep,
  licenceStep,
  next,
  personStep,
  photosStep,
} from "./renewal.ts";
import { journeys, type Scene } from "./scene.ts";

const journey = await journeys();

/** Saves what this business of Beijing is like, as an operator's editor does; waits until the portal follows it. */
async function edit({ page, url, configDir }: Scene, own: object, taken: (business: string) => boolean) {
  const file = join(configDir, "provinces/110000.json");
  const before = readFileSync(file, "utf8");
  const province = JSON.parse(before);
  const businesses = { ...province.businesses, SQ1008: { ...province.businesses?.SQ1008, ...own } };
  write(file, JSON.stringify({ ...province, businesses }));
  for (;;) {
    const reply = await page.request.get(`${url}/api/businesses/SQ1008?place=110000`);
    if (taken(await reply.text())) break;
    await page.waitForTimeout(200);
  }
  return () => write(file, before);
}

function write(file: string, content: string) {
  writeFileSync(`${file}.new`, content);
  renameSync(`${file}.new`, file);
}

const photo = (page: Page) => page.getByRole("heading", { level: 2, name: "从业资格证第3、4页" });

journey(
  "a province that drops a photo and then closes is heard of while someone fills in; nothing is lost",
  async (scene) => {
    const { page, url } = scene;
    await page.clock.install();
    await begin(page, url);
    for (const step of [certificateStep, personStep, licenceStep, collectionStep]) {
      await step(page);
      await next(page);
    }
    await photosStep(page);
    await photo(page).waitFor();

    const undoDrop = await edit(scene, { dropMaterials: ["9"] }, (text) => text.includes("dropMaterials"));
    const undoClose = await (async () => {
      try {
        await page.clock.fastForward(30_000);
        await photo(page).waitFor({ state: "detached" });
        await next(page);
        await page.getByRole("heading", { level: 1, name: "核对提交" }).waitFor();
        const why = "系统升级，12月1日恢复";
        return await edit(scene, { open: false, why }, (text) => text.includes(why));
      } catch (error) {
        undoDrop();
        throw error;
      }
    })();
    try {
      await page.clock.fastForward(30_000);
      await page
        .getByText("系统升级，12月1日恢复 已经填的内容会替您保存。")
        .locator("visible=true")
        .waitFor();
      await page.getByLabel(/我承诺/).check();
      await page.getByRole("button", { name: "提交申请" }).click();
      await page.locator(".note.warn:visible", { hasText: "系统升级" }).nth(1).waitFor();
    } finally {
      undoClose();
    }
    await edit(scene, {}, (text) => !text.includes("系统升级"));
    const posted = page.waitForRequest((one) => one.url().endsWith("/api/applications"));
    const draft = new URL(page.url()).searchParams.get("draft");
    const kept = await (await page.request.get(`${url}/api/drafts/${draft}`)).json();
    assert.ok(kept.attachments.some((one: { imageType: string }) => one.imageType === "9"));
    await page.getByRole("button", { name: "提交申请" }).click();
    const sent = (await posted).postDataJSON().attachments.map((one: { imageType: string }) => one.imageType);
    assert.ok(sent.length > 0 && !sent.includes("9"), String(sent));
    await page.getByRole("heading", { level: 1, name: "申请已提交" }).waitFor();
    undoDrop();
  },
);
