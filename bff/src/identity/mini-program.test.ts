import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import mongoose from "mongoose";
import type { SessionAnswer } from "shared-types";
import { firms, people } from "../../../test/simulators/people.ts";
import { Browser } from "../../../test/support/browser-session.ts";
import type { Reply } from "../../../test/support/test-portal.ts";
import {
  entrance,
  newSecret,
  startWechatScene,
  type WechatScene,
} from "../../../test/support/wechat-scene.ts";
import { settleRestored } from "../backup/settle.ts";
import { maskName } from "./mask.ts";
import { Bindings, HandOvers, Sessions, SignIns } from "./models.ts";

const [anna, berta] = [people[0]!, people[1]!];
let scene: WechatScene;
before(async () => {
  scene = await startWechatScene();
});
after(() => scene?.stop());
beforeEach(() => {
  scene.wechat.state.mood = "well";
});

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const enter: WechatScene["enter"] = (...given) => scene.enter(...given);
const bound: WechatScene["bound"] = (...given) => scene.bound(...given);

const profileOf = async (token: string) =>
  (await scene.portal.request("GET", "/api/profile", { headers: bearer(token) })).json;
const nobody = { token: null, user: null };

test("a phone that nobody has proved to be his is told nothing", async () => {
  const { status, json } = await enter(scene.wechat.phone());
  assert.deepEqual([status, json], [200, nobody]);
});

test("who has proved once who he is, is known by his WeChat from then on", async () => {
  const phone = scene.wechat.phone();
  const first = await bound(phone, anna.id);
  assert.equal(first.json.user.name, maskName(anna.name));
  assert.equal((await profileOf(first.json.token)).idCard, anna.idNumber);
  const again = await enter(phone);
  assert.deepEqual(again.json.user, first.json.user);
  assert.notEqual(again.json.token, first.json.token);
  assert.equal((await profileOf(again.json.token)).idCard, anna.idNumber);
  assert.deepEqual((await enter(scene.wechat.phone())).json, nobody);
});

test("a clerk comes back as the firm that he acted for, and another person takes the phone over", async () => {
  const phone = scene.wechat.phone();
  await bound(phone, firms[0]!.id);
  const firm = (await enter(phone)).json;
  assert.deepEqual([firm.user.kind, firm.user.name], ["firm", firms[0]!.firmName]);
  const profile = await profileOf(firm.token);
  assert.deepEqual([profile.creditCode, profile.name], [firms[0]!.creditCode, firms[0]!.clerk.name]);
  await bound(phone, berta.id);
  assert.equal((await profileOf((await enter(phone)).json.token)).idCard, berta.idNumber);
});

test("a clerk proves every 30 days that he acts for the firm, a person never again that he is himself", async () => {
  const [clerk, person] = [scene.wechat.phone(), scene.wechat.phone()];
  await bound(clerk, firms[0]!.id);
  await bound(person, anna.id);
  const aged = (days: number) =>
    Bindings.updateMany({}, { $set: { signedInAt: new Date(Date.now() - days * 86_400_000) } });
  await aged(29);
  assert.equal((await enter(clerk)).json.user.kind, "firm");
  await aged(31);
  assert.deepEqual((await enter(clerk)).json, nobody);
  await aged(3_000);
  assert.equal((await enter(person)).json.user.kind, "person");
});

test("the session is as fresh as the last proof: after ten minutes it needs a new one", async () => {
  const phone = scene.wechat.phone();
  await bound(phone, anna.id);
  const claim = async ({ json }: Reply) => {
    const body = { businessSn: "窗口-1", place: "110105" };
    const headers = bearer(json.token);
    return (await scene.portal.request("POST", "/api/window-cases", { headers, body })).json.error.code;
  };
  assert.equal(await claim(await enter(phone)), "notFound");
  await Bindings.updateMany({}, { $set: { signedInAt: new Date(Date.now() - 3_600_000) } });
  assert.equal(await claim(await enter(phone)), "stepUp");
  assert.equal(await claim(await bound(phone, anna.id)), "notFound");
});

test("a sign-in ends the session that it is asked with", async () => {
  const phone = scene.wechat.phone();
  const { token } = (await bound(phone, anna.id)).json;
  assert.notEqual((await enter(phone, undefined, bearer(token))).json.token, null);
  const left = await scene.portal.request("GET", "/api/profile", { headers: bearer(token) });
  assert.equal(left.status, 401);
});

describe("what is handed over", () => {
  const refused = /没有登录，请点“登录”再来一次/;
  const told = ({ status, json }: Reply) => `${status} ${json.error?.code} ${json.error?.message}`;

  test("works once, however many ask at once", async () => {
    const secret = newSecret();
    const code = await scene.handedOver(anna.id, secret);
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => enter(scene.wechat.phone(), { code, secret })),
    );
    assert.equal(replies.filter(({ status }) => status === 200).length, 1);
    for (const reply of replies.filter(({ status }) => status !== 200)) {
      assert.match(told(reply), /^400 signInFailed/);
      assert.match(told(reply), refused);
    }
  });

  test("opens nothing without the secret of the run that asked for it", async () => {
    const secret = newSecret();
    const code = await scene.handedOver(berta.id, secret);
    const victim = scene.wechat.phone();
    assert.match(told(await enter(victim, { code, secret: newSecret() })), refused);
    assert.deepEqual((await enter(victim)).json, nobody);
    assert.equal((await enter(scene.wechat.phone(), { code, secret })).status, 200);
  });

  test("opens nothing after two minutes", async () => {
    const secret = newSecret();
    const code = await scene.handedOver(anna.id, secret);
    await HandOvers.updateMany({}, { $set: { endsAt: new Date(0) } });
    assert.match(told(await enter(scene.wechat.phone(), { code, secret })), refused);
  });

  test("is not used up by a code that WeChat does not take", async () => {
    const secret = newSecret();
    const code = await scene.handedOver(anna.id, secret);
    const phone = scene.wechat.phone();
    scene.wechat.state.mood = "busy";
    assert.match(told(await enter(phone, { code, secret })), /^503 wechatAway 微信登录暂时连不上/);
    scene.wechat.state.mood = "well";
    assert.equal((await enter(phone, { code, secret })).status, 200);
  });

  test("leaves the browser signed in to nothing", async () => {
    const browser = new Browser();
    const { text } = await scene.identify(anna.id, newSecret(), browser);
    assert.match(text, /正在回到小程序/);
    const session = await browser.fetch(`${scene.portal.url}/api/session`);
    assert.equal(((await session.json()) as SessionAnswer).user, null);
    assert.equal(await SignIns.countDocuments(), 0);
  });
});

test("a person takes his lost phone off from anywhere, and what it had open ends", async () => {
  const [lost, other] = [scene.wechat.phone(), scene.wechat.phone()];
  const { token } = (await bound(lost, berta.id)).json;
  await bound(other, anna.id);
  const person = { name: berta.name, idType: berta.idType, idCard: berta.idNumber };
  const elsewhere = await scene.portal.signIn(person);
  const { status, json } = await elsewhere.send("DELETE", entrance);
  assert.deepEqual([status, json.removed > 0], [200, true], JSON.stringify(json));
  assert.equal((await scene.portal.request("GET", "/api/profile", { headers: bearer(token) })).status, 401);
  assert.deepEqual((await enter(lost)).json, nobody);
  assert.notEqual((await enter(other)).json.token, null);
  assert.equal((await elsewhere.get("/api/profile")).status, 200);
});

test("whoever binds a phone stands in the audit trail, by no name", async () => {
  const phone = scene.wechat.phone();
  const { token } = (await bound(phone, anna.id)).json;
  const entries = await mongoose.connection.collection("audit").find({ act: "bind wechat" }).toArray();
  const { actorId } = await Sessions.findOne({ by: "wechat" }).sort({ startedAt: -1 }).orFail().lean();
  assert.ok(entries.some(({ who, result }) => who === actorId && result === "ok"));
  assert.ok(token);
});

test("a failure at the identity system is told in the web-view, with the way back", async () => {
  const callback = "/api/sign-in/unified/callback?error=access_denied&state=mini-program.x";
  const { status, bytes, headers } = await scene.portal.request("GET", callback);
  assert.equal(status, 200);
  assert.match(bytes.toString(), /刚才没有登录成功。请回到小程序再试一次/);
  const policy = headers.get("content-security-policy") ?? "";
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /https?:|unsafe|\*/);
});

test("a flood from one address is stopped before WeChat hears of it", async () => {
  const rates = mongoose.connection.collection<{ _id: string; n: number; endsAt: Date }>("rates");
  const [, who, window] = /^(mini-program:.*):(\d+)$/.exec(
    (await rates.findOne({ _id: /^mini/ }, { sort: { _id: -1 } }))!._id,
  )!;
  // The next ones too: this window may end before the request.
  for (const ahead of [0, 1, 2])
    await rates.updateOne(
      { _id: `${who}:${Number(window) + ahead}` },
      { $set: { n: 6_000, endsAt: new Date(Date.now() + 3_600_000) } },
      { upsert: true },
    );
  const { asked } = scene.wechat.state;
  const reply = await enter(scene.wechat.phone());
  assert.deepEqual([reply.status, scene.wechat.state.asked], [429, asked]);
  await rates.deleteMany({ _id: /^mini/ });
});

test("after a restore a phone is nobody's: it may have been taken off since", async () => {
  const phone = scene.wechat.phone();
  const { token } = (await bound(phone, anna.id)).json;
  await settleRestored(new Date(Date.now() - 60_000));
  assert.deepEqual((await enter(phone)).json, nobody);
  const left = await scene.portal.request("GET", "/api/profile", { headers: bearer(token) });
  assert.equal(left.status, 401);
});

test("store, log and answers know no openid, code, secret or key of a session", async () => {
  const collections = await mongoose.connection.db!.listCollections().toArray();
  const stored = await Promise.all(
    collections.map(({ name }) => mongoose.connection.collection(name).find().toArray()),
  );
  const { hidden, answers } = scene;
  const all = [JSON.stringify(stored), ...scene.portal.log, ...answers].join("\n");
  assert.ok(hidden.length > 50 && scene.wechat.sessionKeys.length > 10);
  for (const one of [...hidden, ...scene.wechat.sessionKeys, scene.wechat.secret])
    assert.ok(!all.includes(one), `found ${hidden.indexOf(one)}`);
});

test("where WeChat is not set up, nobody is told that the mini-program can sign in", async () => {
  await scene.stop();
  scene = await startWechatScene({ WECHAT_APP_ID: "" });
  const { json } = await scene.portal.request("GET", "/api/session");
  assert.equal(json.signIn.miniProgram, false);
  const start = new URL(scene.startOf(newSecret()));
  assert.equal((await scene.portal.request("GET", start.pathname + start.search)).status, 404);
});
