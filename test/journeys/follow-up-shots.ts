// Pictures of what follows a submission: the case in each of its states, and every page that can be opened from it.
import type { Page } from "playwright-core";
import { photographAll } from "./renewal.ts";
import type { Scene } from "./scene.ts";
import {
  atWindow,
  caseInState,
  decidedCase,
  newCase,
  noticed,
  openAs,
  press,
  province,
} from "./shortcuts.ts";

export type Shoot = (page: Page, name: string) => Promise<void>;

const seen = (page: Page, words: string | RegExp) =>
  page.getByText(words).locator("visible=true").first().waitFor({ timeout: 60_000 });

/** All of them, as the person that each state needs. */
export async function followUps(scene: Scene, shoot: Shoot) {
  await openAs(scene.page, scene.url, "/pages/cases/index", "测试乙·李四");
  await unsent(scene, shoot);
  await withdrawn(scene, shoot);
  await declined(scene, shoot);
  await ended(scene, shoot);
  await requests(scene, shoot);
  await inMyName(scene, shoot);
  await anyone(scene, shoot);
}

async function unsent(scene: Scene, shoot: Shoot) {
  const { page, url, system } = scene;
  const mood = (name: string) =>
    fetch(`${system.simulators[province]!.url}/mood`, {
      method: "POST",
      body: new URLSearchParams({ mood: name }),
    });
  await mood("down");
  try {
    await caseInState(page, url, await newCase(scene), "尚未送达");
    await shoot(page, "case-unsent");
  } finally {
    await mood("up");
  }
}

async function withdrawn(scene: Scene, shoot: Shoot) {
  const { page, url } = scene;
  const made = await decidedCase(scene, "hold");
  await caseInState(page, url, made, "待受理");
  await shoot(page, "case-waiting");
  await page.getByRole("link", { name: "撤回申请" }).click();
  await page.getByRole("button", { name: "撤回申请" }).click();
  await shoot(page, "withdraw-fault");
  await page.getByLabel("撤回原因").fill("材料拍错了");
  await page.getByRole("button", { name: "撤回申请" }).click();
  await shoot(page, "withdraw-ask");
  await page.getByRole("dialog").getByRole("button", { name: "撤回申请" }).click();
  await page.getByRole("heading", { level: 1, name: "撤回请求已提交" }).waitFor();
  await shoot(page, "requested");
  await caseInState(page, url, made, "已撤回");
  await shoot(page, "case-withdrawn");
}

async function declined(scene: Scene, shoot: Shoot) {
  const { page, url } = scene;
  const made = await newCase(scene);
  const reason = "联系电话打不通，请核对。住址应写到门牌号。";
  await press(scene, made.businessSn, "decline", { reason });
  await caseInState(page, url, made, "不予受理");
  await shoot(page, "case-declined");
  await page.getByRole("button", { name: "修改后重新办理" }).click();
  await page.getByRole("heading", { level: 1, name: "核对提交" }).waitFor();
  await shoot(page, "correct-review");
  await page.getByRole("link", { name: /联系电话打不通/ }).click();
  await seen(page, /上次没有通过/);
  await shoot(page, "correct-field");
}

async function ended(scene: Scene, shoot: Shoot) {
  const { page, url } = scene;
  const accepted = await decidedCase(scene, "accept");
  await caseInState(page, url, accepted, "已受理");
  await shoot(page, "case-accepted");
  const made = await decidedCase(scene, "good-end", "SQ1006");
  await caseInState(page, url, made, "已评级");
  await shoot(page, "case-ended");
  await page.goto(`${url}/pages/receipt/index?case=${made.caseId}`);
  await seen(page, "扫一扫就能评价");
  await shoot(page, "receipt-ended");
  await page.goto(`${url}/pages/request/index?request=PJ1001&case=${made.caseId}&satisfaction=2`);
  await seen(page, "具体方面");
  await shoot(page, "rate");
  await page.getByRole("button", { name: "提交评价" }).click();
  await page.getByRole("heading", { level: 1, name: "谢谢您的评价" }).waitFor();
  await shoot(page, "rated");
  await page.goto(`${url}/pages/case/index?case=${made.caseId}`);
  await seen(page, "评价已处理");
  await shoot(page, "case-rated");
  await page.goto(`${url}/pages/certificates/index`);
  await seen(page, "继续教育");
  await shoot(page, "certificates");
  const qr = page.getByRole("button", { name: /^出示二维码/ }).first();
  if (await qr.isVisible()) {
    await qr.click();
    await shoot(page, "certificate-qr");
    await page.getByRole("link", { name: "看看对方会看到什么" }).click();
    await seen(page, "是真的");
    await shoot(page, "verify-genuine");
  }
  const rating = await (await page.request.get(`${url}/api/cases/${accepted.caseId}/window-rating`)).json();
  await page.goto(rating.url);
  await seen(page, "办结以后可以评价");
  await shoot(page, "window-rating-early");
  const late = await (await page.request.get(`${url}/api/cases/${made.caseId}/window-rating`)).json();
  await page.goto(late.url);
  await seen(page, "请给这次服务打个分");
  await shoot(page, "window-rating");
}

async function requests(scene: Scene, shoot: Shoot) {
  const { page, url } = scene;
  await page.goto(`${url}/pages/requests/index`);
  await seen(page, "还没有投诉或核实");
  await shoot(page, "requests-empty");
  await page.goto(`${url}/pages/request/index?request=PJ1003`);
  await page.getByRole("radio", { name: "其他的事情" }).check();
  await page.getByLabel("省、自治区、直辖市").selectOption({ label: "北京市" });
  await page.getByLabel("业务种类").selectOption({ index: 2 });
  await page.getByLabel("投诉标题").fill("电话没有人接");
  await page.getByLabel("事情经过").fill("连续三天打电话都没有人接。");
  await shoot(page, "complain");
  await page.getByRole("button", { name: "提交投诉" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "提交投诉" }).click();
  await page.getByRole("heading", { level: 1, name: "投诉已提交" }).waitFor();
  await page.goto(`${url}/pages/request/index?request=HS1001`);
  await seen(page, "核实内容");
  await photographAll(page);
  await shoot(page, "verify-information");
  await page.goto(`${url}/pages/requests/index`);
  await seen(page, "投诉已处理");
  await shoot(page, "requests");
}

async function inMyName(scene: Scene, shoot: Shoot) {
  const { page, url } = scene;
  await openAs(page, url, "/pages/claim/index", "测试丙·王五");
  await seen(page, "业务申请流水号");
  await shoot(page, "claim");
  await atWindow(scene, { person: "person-3", business: "SQ1006" });
  await noticed(scene);
  await page.goto(`${url}/pages/cases/index`);
  await page.locator(".notices:visible").waitFor();
  await shoot(page, "notices");
  await page.getByRole("link", { name: /^看看是什么/ }).click();
  await page.locator(".now:visible").waitFor();
  await shoot(page, "case-window");
  await page.goBack();
  await page.getByRole("link", { name: /^不是我办的/ }).click();
  await seen(page, "退回原因");
  await shoot(page, "roll-back");
  await photographAll(page);
  await page.getByRole("button", { name: "提交退回申请" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "提交退回申请" }).click();
  await page.getByRole("link", { name: "查看这件业务" }).click();
  await page.locator(".now:visible .state-mark", { hasText: "已退回" }).waitFor({ timeout: 60_000 });
  await shoot(page, "case-rolled-back");
}

async function anyone({ page, url, context }: Scene, shoot: Shoot) {
  await context.clearCookies();
  for (const [name, path, words] of [
    ["verify", "verify/index", "二维码内容"],
    ["verify-forged", "verify/index?code=abc", "不是真的"],
    ["requests-signed-out", "requests/index", "登录后可以投诉"],
    ["case-expired", `case/index?case=${"0".repeat(64)}`, "登录已过期"],
  ] as const) {
    await page.goto(`${url}/pages/${path}`);
    await seen(page, words);
    await shoot(page, name);
  }
}
