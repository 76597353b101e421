// What provinces ask and tell about vouchers, over HTTP, and what people then see of it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Jimp } from "jimp";
import decodeQR from "qr/decode.js";
import { Cases } from "../../bff/src/cases/model.ts";
import { qrCodeOf } from "../../bff/src/certificates/qr-code.ts";
import { crypto } from "../../bff/src/crypto/provider.ts";
import { sign } from "../../bff/src/crypto/signature.ts";
import { eraseOldContent } from "../../bff/src/retention/erase.ts";
import { type Body, TestPeer } from "../delivery/peer.ts";
import { RequestScene } from "../support/request-scene.ts";

let scene: RequestScene;
let peer: TestPeer;
let other: TestPeer;
const tokens = new Map<TestPeer, string>();

before(async () => {
  scene = await RequestScene.start();
  peer = await new TestPeer("110000").join();
  other = await new TestPeer("320000").join();
  for (const one of [peer, other]) {
    const { body } = await say(one, "YZ1001", { YZ1001: one.account });
    tokens.set(one, body === "" ? "" : String(body.YZ1001?.token));
  }
  await scene.newCase();
});
after(async () => {
  await Promise.all([peer?.close(), other?.close()]);
  await scene?.portal.stop();
});

async function say(from: TestPeer, ipc: string, body: Body) {
  const raw = from.message(ipc, body, { Token: tokens.get(from) ?? "" });
  const headers = { "Content-Type": "application/json" };
  const { bytes } = await scene.portal.request("POST", "/exchange", { headers, body: raw.toString() });
  return from.open(bytes);
}

const number = "110105001202603020001";
const asked = (more: object = {}) => ({
  CX1002: {
    ...{ businessSn: scene.businessSn, recordType: "1", checkCertifyNo: number },
    ...{ applyDate: "20260302090000", areaCode: "110105", ...more },
  },
});

async function codeIn(body: Body): Promise<string> {
  const png = Buffer.from(String(body === "" ? "" : body.CX1002?.base64Binary), "base64");
  const { width, height, data } = (await Jimp.read(png)).bitmap;
  const page = new URL(decodeQR({ width, height, data }));
  assert.deepEqual([page.origin, page.pathname], [scene.portal.url, "/pages/verify/index"]);
  return page.searchParams.get("code") ?? "";
}

const verified = async (code: string) =>
  (await scene.portal.request("GET", `/api/verifications/${code}`)).json;

test("the picture that a province gets leads to the page where anybody sees that it is genuine", async () => {
  const { header, body } = await say(peer, "CX1002", asked());
  assert.equal(header.Code, "0000");
  const { words, ...answer } = await verified(await codeIn(body));
  assert.deepEqual(answer, {
    ...{ genuine: true, title: "普通货运车辆网上年度审验凭证", number },
    ...{ issuer: "北京市朝阳区", issuedOn: "2026-03-02" },
  });
  assert.match(words, /尚未收到/);
});

test("once the result is there, it says whose it is, masked, and until when", async () => {
  const { body } = await say(peer, "CX1002", asked({ recordType: "1" }));
  await scene.told("3", { checkCertifyNo: number, expireDate: "20270302" }, "JD1001");
  const answer = await verified(await codeIn(body));
  assert.deepEqual([answer.holder, answer.validUntil], ["**甲", "2027-03-02"]);
  assert.match(answer.words, /同一编号/);
});

const refused: [string, () => TestPeer, object, string][] = [
  ["a place of another province", () => peer, { areaCode: "320100" }, "0004"],
  ["a case of another province", () => other, { areaCode: "320100" }, "0004"],
  ["a case that nobody knows", () => peer, { businessSn: "unknown" }, "0003"],
  ["a type that nobody knows", () => peer, { recordType: "9" }, "0003"],
];
for (const [name, from, more, code] of refused)
  test(`no picture for ${name}: ${code}`, async () => {
    const { header, body } = await say(from(), "CX1002", asked(more));
    assert.deepEqual([header.Code, body], [code, ""]);
  });

test("a forged or altered code is called so and says nothing else", async () => {
  const content = {
    type: "1",
    number,
    region: "110105",
    applyDate: "20260302",
    businessSn: scene.businessSn,
  };
  const good = qrCodeOf(content);
  const [text = "", signature = ""] = good.split(".");
  const altered = Buffer.from(Buffer.from(text, "base64url").toString().replace("0001", "0002"));
  const plain = Buffer.from(text, "base64url").toString();
  const foreign = Buffer.from(sign(plain, crypto.sm2.newKeyPair()), "hex").toString("base64url");
  const codes = [`${altered.toString("base64url")}.${signature}`, `${text}.${foreign}`, `${good}.x`, text];
  for (const code of codes) {
    const answer = await verified(code);
    assert.deepEqual([answer.genuine, Object.keys(answer).length], [false, 2], code);
  }
  assert.equal((await verified(good)).genuine, true);
});

test("the code itself holds no name", async () => {
  const of = await Cases.findById(scene.caseId).orFail().lean();
  const { body } = await say(peer, "CX1002", asked({ businessSn: of.businessSn }));
  const [text = ""] = (await codeIn(body)).split(".");
  assert.ok(!Buffer.from(text, "base64url").toString().includes("测试"));
});

test("a code outlives what was kept of its case: genuine still, without a name", async () => {
  const { body } = await say(peer, "CX1002", asked());
  const code = await codeIn(body);
  assert.equal((await verified(code)).holder, "**甲");
  const odd = { "feedbacks.0.doubts": "sealed words", "feedbacks.0.qr": "a sealed code" };
  await Cases.updateOne({ _id: scene.caseId }, { $set: odd }, { strict: false });
  await eraseOldContent(new Date(Date.now() + 6 * 366 * 86_400_000));
  const left = JSON.stringify((await scene.read()).feedbacks);
  assert.ok(!/sealed/.test(left), left);
  const { genuine, holder, number: told } = await verified(code);
  assert.deepEqual({ genuine, holder, told }, { genuine: true, holder: undefined, told: number });
});
