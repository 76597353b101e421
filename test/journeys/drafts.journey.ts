import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import {
  begin,
  certificateStep,
  collectionStep,
  licenceStep,
  next,
  personStep,
  photosStep,
  signIn,
} from "./renewal.ts";
import { journeys } from "./scene.ts";

const journey = await journeys();

// The pages below stay in the document, hidden.
const saved = (page: Page) => page.getByText("已保存到服务器").locator("visible=true").waitFor();
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).waitFor();

journey(
  "a reload in the middle of a step keeps everything, also what was typed last",
  async ({ page, url }) => {
    await begin(page, url);
    await certificateStep(page);
    await page.reload();
    await heading(page, "您的从业资格证");
    assert.equal(await page.getByLabel("从业资格证号").inputValue(), "110101197001019918");
    assert.ok(await page.getByLabel("道路普通货物运输驾驶员").isChecked());
    const dates = page.getByRole("group", { name: "从业资格证初次领证日期" });
    const parts = ["年", "月", "日"].map((name) => dates.getByLabel(name).inputValue());
    assert.deepEqual(await Promise.all(parts), ["2014", "5", "6"]);
  },
);

journey("back goes one step back with everything there, and forward again", async ({ page, url }) => {
  await begin(page, url);
  await certificateStep(page);
  await next(page);
  await personStep(page);
  await page.goBack();
  await heading(page, "您的从业资格证");
  assert.equal(await page.getByLabel("从业资格证号").inputValue(), "110101197001019918");
  await next(page);
  await heading(page, "本人信息");
  assert.equal(await page.getByLabel("住址").inputValue(), "北京市朝阳区测试路1号2单元301室");
});

journey(
  "what was begun here goes on at another device, from the find page",
  async ({ page, url, device }) => {
    await begin(page, url);
    await certificateStep(page);
    await next(page);
    await personStep(page);
    await next(page);
    await heading(page, "驾驶证和单位");
    const other = await device();
    await other.goto(`${url}/pages/sign-in/index`);
    await other.getByRole("button", { name: /统一身份认证登录/ }).click();
    await signIn(other);
    await other.getByRole("link", { name: "接着办：从业资格证换发" }).first().click();
    await heading(other, "驾驶证和单位");
  },
);

journey("a session that ends while filling in loses nothing", async ({ page, url, context }) => {
  await begin(page, url);
  await certificateStep(page);
  await next(page);
  await heading(page, "本人信息");
  await saved(page);
  await context.clearCookies();
  await personStep(page);
  await next(page);
  const dialog = page.getByRole("dialog", { name: "登录已过期" });
  await dialog.getByRole("button", { name: "重新登录" }).click();
  await signIn(page);
  await heading(page, "驾驶证和单位");
  await page.goto(page.url().replace(/step=\d/, "step=1"));
  await heading(page, "本人信息");
  assert.equal(await page.getByLabel("住址").inputValue(), "北京市朝阳区测试路1号2单元301室");
});

journey("a session that ends before 提交 loses nothing", async ({ page, url, context }) => {
  await begin(page, url);
  for (const step of [certificateStep, personStep, licenceStep, collectionStep, photosStep]) {
    await step(page);
    await next(page);
  }
  await heading(page, "核对提交");
  await page.getByLabel(/我承诺/).check();
  await context.clearCookies();
  await page.getByRole("button", { name: "提交申请" }).click();
  await page.getByRole("button", { name: "重新登录" }).click();
  await signIn(page);
  await heading(page, "核对提交");
  await page.getByLabel(/我承诺/).check();
  await page.getByRole("button", { name: "提交申请" }).click();
  await heading(page, "申请已提交");
});

journey(
  "two devices that changed the same answer: the person is asked, nothing else is lost",
  async ({ page, url, device }) => {
    await begin(page, url);
    await certificateStep(page);
    await next(page);
    await heading(page, "本人信息");
    await saved(page);
    const other = await device();
    await other.goto(
      `${url}/pages/sign-in/index?returnTo=${encodeURIComponent(new URL(page.url()).pathname + new URL(page.url()).search)}`,
    );
    await other.getByRole("button", { name: /统一身份认证登录/ }).click();
    await signIn(other);
    await heading(other, "本人信息");
    await other.getByLabel("住址").fill("另一台设备上的住址");
    await next(other);
    await heading(other, "驾驶证和单位");
    await saved(other);

    await page.getByLabel("学历").selectOption({ index: 2 });
    await page.getByLabel("住址").fill("这台设备上的住址");
    await next(page);
    const dialog = page.getByRole("dialog", { name: "另一台设备也改了这份申请" });
    await dialog.getByLabel("另一台设备：另一台设备上的住址").check();
    await dialog.getByRole("button", { name: "就这样，继续" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.goBack();
    await heading(page, "本人信息");
    assert.equal(await page.getByLabel("住址").inputValue(), "另一台设备上的住址");
    assert.notEqual(await page.getByLabel("学历").inputValue(), "");
  },
);

journey(
  "a choice can be changed by way of the last page, where the step opens once more",
  async ({ page, url }) => {
    await begin(page, url);
    for (const step of [certificateStep, personStep, licenceStep, collectionStep, photosStep]) {
      await step(page);
      await next(page);
    }
    await heading(page, "核对提交");
    await page.getByRole("link", { name: "修改：换证原因和领取" }).click();
    await heading(page, "换证原因和领取");
    await page.getByRole("radio", { name: "邮寄给我" }).check();
    await page.getByRole("textbox", { name: "收件地址" }).waitFor();
  },
);

journey(
  "without a network everything typed is kept, and is saved when it is back",
  async ({ page, url, context }) => {
    await begin(page, url);
    await certificateStep(page);
    await next(page);
    await heading(page, "本人信息");
    await saved(page);
    await context.setOffline(true);
    await page.getByText("现在没有网络").locator("visible=true").waitFor();
    await page.getByLabel("住址").fill("没有网络时填的住址");
    const kept = page.waitForResponse((answer) => answer.request().method() === "PUT" && answer.ok());
    await context.setOffline(false);
    assert.equal((await kept).request().postDataJSON().answers.address, "没有网络时填的住址");
  },
);

journey("signing out leaves nothing of the person on the device", async ({ page, url }) => {
  await begin(page, url);
  await certificateStep(page);
  await next(page);
  await heading(page, "本人信息");
  await page.goto(`${url}/pages/cases/index`);
  await page.getByRole("link", { name: "退出登录" }).click();
  await page.getByRole("button", { name: "退出登录" }).click();
  await page.getByText("已退出登录").waitFor();
  const left = await page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })");
  assert.doesNotMatch(String(left), /110101197001019918|测试甲|draft\//);
});
