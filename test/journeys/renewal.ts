// What a driver does to renew his certificate (SQ1008), step by step, by the words that he sees.
import type { Page } from "playwright-core";
import { cardPhoto } from "./photos.ts";
import { decideWell, type Scene } from "./scene.ts";

export const person = { name: "测试甲·张三", region: "北京市" };

/** Chooses the demo person at the simulated unified identity. */
export async function signIn(page: Page, name = person.name) {
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
}

/** From the find page to the first step of the form. */
export async function begin(page: Page, url: string, wish: RegExp = /从业资格证快到期.*换新证/) {
  await page.goto(url);
  await page.getByRole("link", { name: wish }).click();
  await page.getByLabel("省、自治区、直辖市").selectOption({ label: person.region });
  await page.getByRole("button", { name: "开始办理" }).click();
  const provider = page.getByRole("button", { name: /统一身份认证登录/ });
  const form = page.getByRole("heading", { level: 1, name: "您的从业资格证" });
  await provider.or(form).waitFor();
  if (await provider.isVisible()) {
    await provider.click();
    await signIn(page);
  }
}

export const next = (page: Page) => page.getByRole("button", { name: "下一步" }).click();

/** A date in its three fields, by the name of the group. */
export async function fillDate(page: Page, group: string, [year, month, day]: readonly string[]) {
  const fields = page.getByRole("group", { name: group });
  await fields.getByLabel("年").fill(year!);
  await fields.getByLabel("月").fill(month!);
  await fields.getByLabel("日").fill(day!);
}

export async function certificateStep(page: Page) {
  await page.getByRole("heading", { level: 1, name: "您的从业资格证" }).waitFor();
  await page.getByLabel("从业资格证号").fill("110101197001019918");
  await page
    .getByLabel(/道路普通货物运输驾驶员/)
    .first()
    .check();
  await fillDate(page, "从业资格证初次领证日期", ["2014", "5", "6"]);
}

export async function personStep(page: Page) {
  await page.getByRole("heading", { level: 1, name: "本人信息" }).waitFor();
  await page.getByLabel("姓名").and(page.locator("[value='测试甲·张三']")).waitFor();
  await page.getByLabel("住址").fill("北京市朝阳区测试路1号2单元301室");
}

export async function licenceStep(page: Page) {
  await page.getByRole("heading", { level: 1, name: "驾驶证和单位" }).waitFor();
  await page.getByLabel(/^A2/).check();
  await fillDate(page, "驾驶证初领日期", ["2008", "3", "12"]);
}

export async function collectionStep(page: Page) {
  await page.getByRole("heading", { level: 1, name: "换证原因和领取" }).waitFor();
  await page.getByLabel("换证原因").fill("证件下个月到期");
  await page.getByLabel("自取").check();
}

export async function photosStep(page: Page) {
  await page.getByRole("heading", { level: 1, name: "拍照上传" }).waitFor();
  await page
    .getByLabel(/^(拍照|重拍)：/)
    .first()
    .waitFor();
  await photographAll(page);
}

/** A photo for each card that has none yet. */
export async function photographAll(page: Page) {
  const photo = await cardPhoto();
  for (;;) {
    const button = page.getByLabel(/^拍照：/).first();
    if ((await button.count()) === 0) return;
    const label = (await button.getAttribute("aria-label"))!;
    await button.setInputFiles({ name: "card.jpg", mimeType: "image/jpeg", buffer: photo });
    await page.getByLabel(label, { exact: true }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: label.replace("拍照", "删除") }).waitFor();
  }
}

export async function send(page: Page) {
  await page.getByRole("heading", { level: 1, name: "核对提交" }).waitFor();
  await page.getByLabel(/我承诺/).check();
  await page.getByRole("button", { name: "提交申请" }).click();
  await page.getByRole("heading", { level: 1, name: "申请已提交" }).waitFor();
}

/** The whole renewal; with `send: false` up to the page on which everything stands. */
export async function renew(page: Page, url: string, { send: sent = true } = {}) {
  await begin(page, url);
  await certificateStep(page);
  await next(page);
  await personStep(page);
  await next(page);
  await licenceStep(page);
  await next(page);
  await collectionStep(page);
  await next(page);
  await photosStep(page);
  await next(page);
  await page.getByRole("heading", { level: 1, name: "核对提交" }).waitFor();
  if (sent) await send(page);
}

/** The businessSn on a receipt. */
export const numberOn = async (page: Page) => (await page.locator(".receipt-number").textContent()) ?? "";

/** From the receipt to the case, until the page shows its good end. */
export async function followToTheEnd(scene: Scene, businessSn: string) {
  const { page } = scene;
  await page.getByRole("link", { name: "查看办理进度" }).click();
  await page.getByText("已送达北京市").first().waitFor();
  await decideWell(scene, businessSn);
  await page.locator(".state-mark.good").waitFor({ timeout: 120_000 });
}
