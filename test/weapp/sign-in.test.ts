// The built mini-program signs in at a real portal, with the simulated WeChat and identity system.
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { maskName } from "../../bff/src/identity/mask.ts";
import { Bindings, Sessions } from "../../bff/src/identity/models.ts";
import { firms, people } from "../simulators/people.ts";
import { entrance, startWechatScene, type WechatScene } from "../support/wechat-scene.ts";
import type { MiniProgram } from "./mini-program.ts";
import { Phone } from "./phone.ts";
import type { Call } from "./wx.ts";

const [anna, berta] = [people[0]!, people[1]!];

let scene: WechatScene;
before(async () => {
  scene = await startWechatScene();
});
after(() => scene?.stop());

/** Until `holds`, at most twenty seconds: real servers answer. */
async function until(holds: () => boolean, app?: MiniProgram) {
  for (let round = 0; round < 1_000 && !holds(); round += 1)
    await new Promise((done) => setTimeout(done, 20));
  assert.ok(holds(), `never came true: ${holds}\n${app?.text}`);
}

const route = (app: MiniProgram) => app.pages.at(-1)?.route;
const asked = (app: MiniProgram, path: string) =>
  app.calls.filter(({ name, url }: Call) => name === "request" && String(url).endsWith(path));
const shows = (app: MiniProgram, words: string) => until(() => app.text.includes(words), app);
const isSignedIn = (phone: Phone) => typeof phone.kept.session === "string";

/** Whether `find` finds something on the page. */
function there(find: () => unknown): boolean {
  try {
    return Boolean(find());
  } catch {
    return false;
  }
}

/** Taps what says these words, once it is there. */
async function tap(app: MiniProgram, words: string) {
  await until(() => there(() => app.byText(words).handlers.tap), app);
  app.tap(app.byText(words));
}

/** In the web-view: the identity system's page, then the page that hands over, which leads back. */
async function identify(app: MiniProgram, account: string): Promise<void> {
  await until(() => there(() => app.byTag("web-view")), app);
  const src = new URL(String(app.byTag("web-view").attributes.src));
  const secret = src.searchParams.get("miniProgram") ?? "";
  assert.match(secret, /^[0-9a-f]{32}$/);
  assert.equal(src.pathname, "/api/sign-in/unified");
  app.replace(`pages/sign-in/index?handOver=${await scene.handedOver(account, secret)}`);
}

/** From a page that wants a person, through the first sign-in. */
async function firstTime(phone: Phone, account = anna.id): Promise<MiniProgram> {
  const app = phone.start("pages/requests/index");
  await tap(app, "登录");
  await tap(app, "用微信登录");
  await identify(app, account);
  await until(() => route(app) === "pages/requests/index", app);
  return app;
}

test("the first time he is told that he is asked once, proves who he is, and is back where he was", async () => {
  const phone = new Phone(scene);
  const app = phone.start("pages/cases/index");
  await tap(app, "登录");
  await shows(app, "第一次使用需要核验身份，一次即可");
  await tap(app, "用微信登录");
  await identify(app, anna.id);
  await until(() => route(app) === "pages/cases/index", app);
  await shows(app, maskName(anna.name));
  assert.equal(app.pages.length, 1);
  assert.ok(isSignedIn(phone));
});

test("from then on he is signed in, in a new run, when the session has ended, and on a phone without memory", async () => {
  const phone = new Phone(scene);
  await firstTime(phone);
  await Sessions.deleteMany({});
  const second = phone.start("pages/cases/index");
  await shows(second, maskName(anna.name));
  assert.equal(asked(second, entrance).length, 1);

  for (const key of Object.keys(phone.kept)) delete phone.kept[key];
  await shows(phone.start("pages/cases/index"), maskName(anna.name));
});

test("a session that ends in the middle is noticed by nobody", async () => {
  const phone = new Phone(scene);
  const app = await firstTime(phone);
  await shows(app, "还没有");
  const before = asked(app, entrance).length;
  await Sessions.deleteMany({});
  app.open("pages/certificates/index");
  await shows(app, "还没有证照");
  assert.equal(asked(app, entrance).length, before + 1);
  assert.ok(!app.text.includes("登录已过期"));
});

test("who signs out stays out, and the phone keeps nothing of him, until he wants to be in again", async () => {
  const phone = new Phone(scene);
  await firstTime(phone);
  const app = phone.start("pages/sign-in/index");
  await tap(app, "退出登录");
  await shows(app, "已退出登录");
  assert.deepEqual(phone.kept, { "signed-out": "true" });

  const next = phone.start("pages/cases/index");
  await shows(next, "登录");
  assert.equal(next.calls.filter(({ name }) => name === "login").length, 0);
  await tap(next, "登录");
  await tap(next, "用微信登录");
  await shows(next, maskName(anna.name));
  assert.equal(route(next), "pages/cases/index");
});

test("who has signed out comes in as another identity by a proof of it", async () => {
  const phone = new Phone(scene);
  await firstTime(phone);
  const app = phone.start("pages/sign-in/index?returnTo=%2Fpages%2Fcases%2Findex");
  await tap(app, "退出登录");
  await tap(app, "换一个身份登录（如单位）");
  await identify(app, firms[0]!.id);
  await shows(app, firms[0]!.firmName);
  assert.equal(route(app), "pages/cases/index");
});

test("what needs a fresh proof leads to the identity system, and back to what was typed", async () => {
  const phone = new Phone(scene);
  phone.kept["request/claim"] = JSON.stringify({ businessSn: "窗口-1", place: "110105" });
  await firstTime(phone);
  const old = { $set: { signedInAt: new Date(Date.now() - 3_600_000) } };
  await Promise.all([Bindings.updateMany({}, old), Sessions.updateMany({}, old)]);

  const app = phone.start("pages/claim/index");
  await until(() => app.text.includes("业务申请流水号"), app);
  await tap(app, "登记");
  await tap(app, "重新登录");
  await identify(app, anna.id);
  await until(() => route(app) === "pages/claim/index", app);
  assert.equal(app.byId("claim-number").attributes.value, "窗口-1");
  await until(() => !app.text.includes("重新登录"), app);
  await tap(app, "登记");
  await until(() => asked(app, "/api/window-cases").length === 2, app);
  await shows(app, "没有找到");
});

describe("what somebody sends signs nobody in", () => {
  const refused = "这次身份核验不是在您这里发起的，没有登录";
  let attack: { code: string };
  beforeEach(async () => {
    attack = { code: await scene.handedOver(berta.id, "f".repeat(32)) };
  });

  test("a link to the page that takes what is handed over", async () => {
    const phone = new Phone(scene);
    const app = phone.start(`pages/sign-in/index?handOver=${attack.code}`);
    await shows(app, refused);
    assert.ok(asked(app, entrance).every(({ data }) => !("handOver" in (data as object))));
    assert.ok(!isSignedIn(phone));
  });

  test("a link to the page of the identity system", async () => {
    const app = new Phone(scene).start("pages/identify/index?secret=1");
    await shows(app, refused);
  });

  test("a link in the middle of a sign-in of his own", async () => {
    const phone = new Phone(scene);
    const app = phone.start("pages/sign-in/index");
    await shows(app, "用微信登录");
    await tap(app, "用微信登录");
    await until(() => route(app) === "pages/identify/index", app);
    app.open(`pages/sign-in/index?handOver=${attack.code}`);
    await shows(app, "没有登录，请点“登录”再来一次");
    assert.ok(!isSignedIn(phone));
    app.close();
    await identify(app, anna.id);
    await until(() => isSignedIn(phone), app);
    await shows(phone.start("pages/cases/index"), maskName(anna.name));
  });
});

test("where his WeChat has become another identity elsewhere, nobody is changed without a tap", async () => {
  const phone = new Phone(scene);
  await firstTime(phone);
  phone.kept["request/claim"] = "1";
  await scene.bound(phone.wechat, berta.id);
  await Sessions.deleteMany({});

  const app = phone.start("pages/requests/index");
  await shows(app, "登录");
  assert.equal(asked(app, entrance).length, 1);
  assert.ok(!isSignedIn(phone) && phone.kept["request/claim"] === "1");
  await tap(app, "登录");
  await tap(app, "用微信登录");
  await until(() => isSignedIn(phone) && route(app) === "pages/requests/index", app);
  assert.equal(phone.kept["request/claim"], undefined);
  assert.equal(app.pages.length, 1);
});

test("解除微信绑定 signs out, and the next time he proves anew who he is", async () => {
  const phone = new Phone(scene);
  await firstTime(phone);
  const app = phone.start("pages/sign-in/index");
  await tap(app, "解除微信绑定");
  await shows(app, "已解除微信绑定");
  assert.ok(!isSignedIn(phone));
  await tap(app, "用微信登录");
  await until(() => route(app) === "pages/identify/index", app);
});

test("with WeChat away he is told so, and can go on looking", async () => {
  const phone = new Phone(scene);
  scene.wechat.state.mood = "down";
  const app = phone.start("pages/sign-in/index");
  await tap(app, "用微信登录");
  await shows(app, "微信登录暂时连不上，请稍后再试");
  scene.wechat.state.mood = "well";
  await tap(app, "用微信登录");
  await until(() => route(app) === "pages/identify/index", app);
});
