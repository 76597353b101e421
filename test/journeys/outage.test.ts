// A province that is away for eight hours of the system's time: what a person reads at each of them is so.
// OUTAGE_SHOTS=<folder> keeps pictures of his pages.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import type { CaseAnswer } from "shared-types";
import { Lapse } from "../faults/lapse.ts";
import { removeFolder, temporaryFolder } from "../store/support/server.ts";
import { launchBrowser } from "../support/browser.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { phone } from "./scene.ts";
import { newCase, openAs, province } from "./shortcuts.ts";

const hours = 8;
const minute = 60_000;
const launched = await launchBrowser();
const skip = launched ? false : "no browser: install Chromium or set CHROMIUM_PATH";
let folder: string;
let lapse: Lapse;
let system: TestSystem;

before(async () => {
  if (!launched) return;
  folder = await temporaryFolder();
  lapse = new Lapse(join(folder, "time.json"), 1);
  system = await startLapsed();
});
after(async () => {
  await launched?.close();
  await system?.stop();
  if (folder) await removeFolder(folder);
});

/** The system, all its processes in the time of `lapse`. */
async function startLapsed(): Promise<TestSystem> {
  const ours = { ...process.env };
  const preload = pathToFileURL(new URL("../faults/lapse.mjs", import.meta.url).pathname).href;
  process.env.NODE_OPTIONS = `${ours.NODE_OPTIONS ?? ""} --import ${preload}`;
  process.env.LAPSE_FILE = lapse.file;
  try {
    // The office takes its time: a page looks every ten seconds, and time is put forward by more than a step.
    return await startTestSystem({ pace: 24 * 60 * minute });
  } finally {
    process.env = ours;
  }
}

test("a province down for eight hours: at each the page says what is so, and afterwards it has every case once", {
  skip,
  timeout: 180_000,
}, async () => {
  const { url, simulators } = system;
  const sim = simulators[province]!.url;
  const context = await launched!.browser.newContext({ viewport: phone, locale: "zh-CN" });
  const page = await context.newPage();
  await page.clock.install({ time: lapse.now() });
  await hasAnswered(page);
  await setMood(sim, "down");
  const lastAnswer = { notBefore: lapse.now().getTime() - 5 * minute, notAfter: lapse.now().getTime() };
  await openAs(page, url, "/pages/cases/index");
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  const sent = [await newCase({ page, url })];

  const read = async (caseId: string) =>
    (await (await page.request.get(`${url}/api/cases/${caseId}`)).json()) as CaseAnswer;
  const held = async () => ((await (await fetch(`${sim}/api/cases`)).json()) as unknown[]).length;
  /** Opens the case at this hour, holds against each other what is so and what it says; gives its words. */
  const look = async (name: string) => {
    await page.clock.setSystemTime(lapse.now());
    await page.goto(`${url}/pages/case/index?case=${sent[0]!.caseId}`);
    await page.locator(".now:visible .state-mark", { hasText: "尚未送达" }).waitFor();
    await shoot(page, name);
    assert.equal(await held(), 0, "the province has nothing");
    const words = (await page.locator(".now:visible .now-words").textContent()) ?? "";
    assert.match(words, /^您的申请已安全保存，/);
    const whole = (await page.locator(".page:visible").last().textContent()) ?? "";
    assert.doesNotMatch(whole, /已收到|已送达|已受理|待受理|审核/);
    assert.doesNotMatch(whole, /[0-9一二三几]+(分钟|小时|天|个工作日)(之?内|左右)|预计|保证|很快|马上/);
    assert.equal(whole.split(words).length, 2, "it is said once");
    return words;
  };
  const isOutage = (words: string) => {
    const [, month, day, time] =
      /还没有送达北京市运政系统。.*最近一次应答是 (\d+)月(\d+)日 (\d\d:\d\d)，之后一直没有应答。.*其间您照样可以提交申请/.exec(
        words,
      ) ?? assert.fail(words);
    const [year] = new Date(lapse.now().getTime() + 8 * 60 * minute).toISOString().split("-");
    const two = (digits: string) => digits.padStart(2, "0");
    const said = Date.parse(`${year}-${two(month!)}-${two(day!)}T${time}:00+08:00`);
    assert.ok(said + minute > lastAnswer.notBefore && said <= lastAnswer.notAfter, `${words}: it was not so`);
  };

  await look("hour-0");
  // Nobody calls it an outage after one try; after the fifth it is one.
  for (let tries = 0; !(await read(sent[0]!.caseId)).case.words.includes("没有应答"); tries += 1) {
    assert.ok(tries < 30, "the page does not say that nobody answers");
    await lapse.forward(5 * minute);
    await page.waitForTimeout(1_100);
  }
  for (let hour = 1; hour <= hours; hour += 1) {
    // In halves: a session that stands idle for longer ends.
    for (const half of [1, 2]) {
      await lapse.forward(29 * minute);
      assert.equal((await read(sent[0]!.caseId)).delivery.status, "waiting", `hour ${hour}, half ${half}`);
    }
    isOutage(await look(`hour-${hour}`));
    if (hour !== 4) continue;
    await page.goto(`${url}/pages/prepare/index?business=SQ1008`);
    await page.getByLabel("省、自治区、直辖市").selectOption({ label: "北京市" });
    const note = page.getByText("您照样可以提交").locator("visible=true");
    await note.waitFor();
    assert.doesNotMatch((await note.textContent()) ?? "", /马上|很快|暂时/);
    await shoot(page, "hour-4-another");
    sent.push(await newCase({ page, url }));
    isOutage((await read(sent[1]!.caseId)).case.words);
  }

  await setMood(sim, "up");
  await lapse.forward(minute / 2);
  await page.clock.setSystemTime(lapse.now());
  await page.goto(`${url}/pages/case/index?case=${sent[0]!.caseId}`);
  await page.locator(".now:visible .state-mark", { hasText: "待受理" }).waitFor({ timeout: 60_000 });
  await page.getByText("北京市运政系统已收到您的申请").locator("visible=true").waitFor();
  await shoot(page, "back");
  for (const { caseId } of sent)
    while ((await read(caseId)).delivery.status !== "delivered") await page.waitForTimeout(200);
  assert.equal(await held(), sent.length);
  await context.close();
});

/** Waits until the province has answered the portal for the first time. */
async function hasAnswered(page: Page) {
  for (;;) {
    const reply = await page.request.get(`${system.url}/api/businesses/SQ1008?place=110105`);
    if ((await reply.json()).peer?.lastAnswerAt) return;
    await page.waitForTimeout(200);
  }
}

async function setMood(simulator: string, mood: "down" | "up") {
  const reply = await fetch(`${simulator}/mood`, { method: "POST", body: new URLSearchParams({ mood }) });
  assert.ok(reply.ok, await reply.text());
}

async function shoot(page: Page, name: string) {
  const to = process.env.OUTAGE_SHOTS;
  if (!to) return;
  mkdirSync(to, { recursive: true });
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: join(to, `${name}.png`), fullPage: true });
}
