import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { type Mood, type SimulatedWechat, startWechat } from "../../../test/simulators/wechat.ts";
import { AppError } from "../errors.ts";
import { httpWechat } from "./wechat.ts";

let wechat: SimulatedWechat;
before(async () => {
  wechat = await startWechat();
});
after(() => wechat.stop());
beforeEach(() => {
  wechat.state.mood = "well";
});

const adapter = (change = {}, timeoutMs?: number) => httpWechat({ ...wechat, ...change }, timeoutMs);

test("a phone is the same openid at each login, another phone another", async () => {
  const [one, other] = [wechat.phone(), wechat.phone()];
  const { openidOf } = adapter();
  assert.equal(await openidOf(one.login()), one.openid);
  assert.equal(await openidOf(one.login()), one.openid);
  assert.equal(await openidOf(other.login()), other.openid);
});

/** What a person is told, and nothing that belongs to WeChat or to us. */
async function refusal(ask: Promise<string>): Promise<[code: string, message: string]> {
  const error = await ask.then(
    () => assert.fail("was let in"),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof AppError);
  const all = [error, error.cause, (error.cause as Error).cause].map((one) => `${(one as Error)?.stack}`);
  for (const hidden of [wechat.secret, ...wechat.sessionKeys]) assert.ok(!all.join().includes(hidden));
  return [error.code, error.message];
}

test("a code works once, and for five minutes", async () => {
  const phone = wechat.phone();
  const [used, old] = [phone.login(), phone.login()];
  await adapter().openidOf(used);
  assert.deepEqual(await refusal(adapter().openidOf(used)), [
    "signInFailed",
    "这次微信登录已经用过，请再试一次。",
  ]);
  wechat.state.clock += 5 * 60_000 + 1;
  const invalid = ["signInFailed", "微信登录没有完成，请再试一次。"];
  assert.deepEqual(await refusal(adapter().openidOf(old)), invalid);
  assert.deepEqual(await refusal(adapter().openidOf("made-up")), invalid);
});

const away = "wechatAway";
const moods: readonly [Mood, code: string][] = [
  ["busy", away],
  ["down", away],
  ["garbage", away],
  ["odd", away],
  ["huge", away],
  ["silent", away],
  ["tooOften", "tooMany"],
  ["blocked", "signInFailed"],
];
describe("whatever WeChat says, a person is told what to do", () => {
  for (const [mood, code] of moods)
    test(mood, async () => {
      wechat.state.mood = mood;
      const [told, message] = await refusal(
        adapter({}, mood === "silent" ? 100 : undefined).openidOf(wechat.phone().login()),
      );
      assert.equal(told, code);
      assert.match(message, /请|稍后/);
    });

  for (const change of [{ secret: "wrong" }, { appId: "wrong" }, { url: "http://127.0.0.1:9" }])
    test(`with ${Object.keys(change)} wrong`, async () => {
      assert.equal((await refusal(adapter(change).openidOf(wechat.phone().login())))[0], away);
    });
});
