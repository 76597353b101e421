import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { beginAny, fillAny } from "./any-business.ts";
import { violations } from "./axe.ts";
import { followUpPages } from "./follow-up-pages.ts";
import { cardPhoto } from "./photos.ts";
import { signIn } from "./renewal.ts";
import { journeys } from "./scene.ts";
import { atWindow, noticed } from "./shortcuts.ts";

// The page's own policy lets no foreign script in; this one is the tester's.
const journey = await journeys({ bypassCSP: true });

journey(
  "axe finds nothing against WCAG A and AA on any page of the way, also with faults and in large type",
  async ({ page, url }) => {
    const found: string[] = [];
    const look = async () => void found.push(...(await violations(page)));
    for (const path of ["find", "help", "sign-in"]) {
      await page.goto(`${url}/pages/${path}/index`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await look();
    }
    await page.goto(`${url}/pages/prepare/index?business=SQ1011`);
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    await look();
    await beginAny(page, url, "SQ1011");
    await page.getByRole("button", { name: "下一步" }).click();
    await page.locator(".fault-list:visible").waitFor();
    await look();
    await page.locator(".type-size:visible").first().click();
    await look();
    await fillAny(page, url, "SQ1011", { look });
    assert.deepEqual(found, []);
  },
);

journey("axe finds nothing on any page of what follows, nor in its faults and questions", async (scene) => {
  const { page, url } = scene;
  const found: string[] = [];
  const look = async () => void found.push(...(await violations(page)));
  for (const { path, ready } of await followUpPages(scene, "测试丙·王五")) {
    await page.goto(`${url}/pages/${path}`);
    await page.getByText(ready).locator("visible=true").first().waitFor();
    await look();
    const send = page.getByRole("button", { name: /^(提交|登记|查验)/ });
    if ((await send.count()) === 0) continue;
    await send.click();
    await page.locator(".fault-list, .field-error, .error, dialog").locator("visible=true").first().waitFor();
    await look();
  }
  for (const [path, words] of [
    ["certificates/index", "累计学时"],
    ["prepare/index?business=SQ1006", "您最近的继续教育"],
  ] as const) {
    await untilShown(page, `${url}/pages/${path}`, words);
    await look();
  }
  await atWindow(scene, { person: "person-3", business: "SQ1006" });
  await noticed(scene);
  await page.goto(`${url}/pages/cases/index`);
  await page.locator(".notices:visible").waitFor();
  await look();
  assert.deepEqual(found, []);
});

/** Opens the page again until what comes from elsewhere by itself stands on it. */
async function untilShown(page: Page, address: string, words: string) {
  for (;;) {
    await page.goto(address);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    const shown = page.getByText(words).locator("visible=true").first();
    if (
      await shown.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      )
    )
      return;
  }
}

/** Goes on with Tab until the element of that name has the focus, as someone without a mouse does, and sees that it has. */
async function tabTo(page: Page, name: RegExp) {
  const heard: string[] = [];
  for (let keys = 0; keys < 80; keys += 1) {
    await page.keyboard.press("Tab");
    const words = (await page.evaluate(`(() => {
      const one = document.activeElement;
      const labels = [...(one.labels ?? [])].map((label) => label.textContent).join(" ");
      return one.matches("a, button, input, textarea, select, summary") ? one.getAttribute("aria-label") || labels || one.textContent : "";
    })()`)) as string;
    heard.push(words.trim().slice(0, 20));
    if (!name.test(words)) continue;
    // Around the element, or around what is drawn in its place.
    const ring = await page.evaluate(`(() => {
      for (let one = document.activeElement; one !== document.body; one = one.parentElement)
        if (getComputedStyle(one).outlineStyle !== "none") return true;
      return false;
    })()`);
    assert.ok(ring, `nothing shows that ${name} has the focus`);
    return;
  }
  assert.fail(`Tab never came to ${name}: ${heard.join(" | ")}`);
}

journey("SQ1008 with the keyboard alone, to the receipt", async ({ page, url }) => {
  const keys = page.keyboard;
  const at = (title: string) => page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
  const press = async (name: RegExp, key = "Enter") => {
    await tabTo(page, name);
    await keys.press(key);
  };
  const write = async (name: RegExp, words: string) => {
    await tabTo(page, name);
    await keys.insertText(words);
  };
  const next = () => press(/^下一步$/);
  const date = async (...parts: string[]) => {
    await tabTo(page, /^年$/);
    for (const [index, part] of parts.entries()) {
      if (index > 0) await keys.press("Tab");
      await keys.insertText(part);
    }
  };

  await page.goto(url);
  await press(/从业资格证快到期/);
  await page.getByRole("heading", { level: 1, name: /从业资格证快到期/ }).waitFor();
  await write(/搜索地名/, "cyq");
  await page.getByRole("button", { name: "北京市朝阳区", exact: true }).waitFor();
  await press(/^北京市朝阳区$/);
  await page.getByRole("button", { name: "开始办理" }).waitFor();
  await press(/^开始办理$/);
  await press(/统一身份认证登录/);
  await page.getByRole("button", { name: /测试甲·张三/ }).waitFor();
  await signIn(page); // the identity system's own page
  await at("您的从业资格证");
  await write(/从业资格证号/, "110101197001019918");
  await press(/道路普通货物运输驾驶员/, "Space");
  await date("2014", "5", "6");
  await next();
  await at("本人信息");
  await page.getByLabel("姓名").and(page.locator("[value='测试甲·张三']")).waitFor();
  await write(/^住址/, "北京市朝阳区测试路1号2单元301室");
  await next();
  await at("驾驶证和单位");
  await press(/^A2/, "Space");
  await date("2008", "3", "12");
  await next();
  await at("换证原因和领取");
  await write(/^换证原因/, "证件下个月到期");
  await tabTo(page, /邮寄给我/);
  await keys.press("ArrowDown");
  await next();
  await at("拍照上传");
  await page
    .getByLabel(/^拍照：/)
    .first()
    .waitFor();
  const cameras = await page.getByLabel(/^拍照：/).count();
  for (let given = 0; given < cameras; given += 1) {
    const chooser = page.waitForEvent("filechooser");
    await press(/^拍照：/);
    await (await chooser).setFiles({ name: "card.jpg", mimeType: "image/jpeg", buffer: await cardPhoto() });
    await page
      .getByRole("button", { name: /^删除：/ })
      .nth(given)
      .waitFor();
  }
  await next();
  await at("核对提交");
  await press(/我承诺/, "Space");
  await press(/^提交申请$/);
  await at("申请已提交");
});
