// What people hold: vouchers and certificates that came with results over /exchange, listed and downloaded.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Jimp } from "jimp";
import decodeQR from "qr/decode.js";
import type { CertificateSummary } from "shared-types";
import { Cases } from "../../bff/src/cases/model.ts";
import { TestPeer } from "../delivery/peer.ts";
import { goodPdf, ofd, pdfOf } from "../support/documents.ts";
import { RequestScene } from "../support/request-scene.ts";
import { renewal } from "../support/test-application.ts";
import { goodResult } from "./good-result.ts";
import { Voice } from "./voice.ts";

let scene: RequestScene;
let peer: TestPeer;
let voice: Voice;

before(async () => {
  scene = await RequestScene.start();
  peer = await new TestPeer("110000").join();
  voice = await new Voice(peer, scene.portal.url).logIn();
});
after(async () => {
  await peer?.close();
  await scene?.portal.stop();
});

const say = (ipc: string, values: object) => voice.ask(ipc, { [ipc]: { ...values } });

let count = 0;
async function result(ipc: string, businessSn: string, values: object) {
  count += 1;
  const { header } = await say(ipc, { ...goodResult(ipc, businessSn, count), ...values });
  assert.equal(header.Code, "0000", header.Message);
}

const base64 = (bytes: Buffer) => bytes.toString("base64");
const held = async (who = scene.anna): Promise<CertificateSummary[]> =>
  (await who.get("/api/certificates")).json.certificates;
const own = async (caseId = scene.caseId) => (await held()).filter((one) => one.caseId === caseId);

const number = "110105001202603020001";

test("who holds nothing gets an empty list; who is not signed in none", async () => {
  assert.deepEqual(await held(scene.berta), []);
  assert.equal((await scene.portal.request("GET", "/api/certificates")).status, 401);
});

test("a voucher says what it is, until when it holds, and opens for its owner only", async () => {
  await scene.newCase();
  const pdf = await goodPdf();
  const more = { checkCertifyNo: number, expireDate: "202702", checkDate: "20260228" };
  await result("JD1001", scene.businessSn, { ...more, checkCertifyFile: base64(pdf) });
  const [one, ...others] = await own();
  assert.equal(others.length, 0);
  const { id, file, qr, ...facts } = one!;
  assert.deepEqual(facts, {
    ...{ kind: "voucher", title: "普通货运车辆网上年度审验凭证", number, holder: "**甲" },
    ...{ issuer: "测试机构", issuedOn: "2026-02-28", validUntil: "2027-02-28", caseId: scene.caseId },
  });
  const reply = await scene.anna.get(file!.url);
  assert.ok(reply.bytes.equals(pdf));
  assert.match(decodeURIComponent(reply.headers.get("content-disposition") ?? ""), /年度审验凭证\.pdf/);
  for (const url of [file!.url, qr!.image]) assert.equal((await scene.berta.get(url)).status, 404, id);
});

test("its QR leads to a page that anybody may see, and so does its link, within the app", async () => {
  const [{ qr }] = (await own()) as [CertificateSummary];
  const { width, height, data } = (await Jimp.read((await scene.anna.get(qr!.image)).bytes)).bitmap;
  const shown = new URL(decodeQR({ width, height, data }));
  const linked = new URL(qr!.page!, "http://app.invalid");
  assert.deepEqual([shown.origin, linked.origin], [scene.portal.url, "http://app.invalid"]);
  for (const { pathname, searchParams } of [shown, linked]) {
    assert.equal(pathname, "/pages/verify/index");
    const code = searchParams.get("code");
    const { json } = await scene.portal.request("GET", `/api/verifications/${code}`);
    assert.deepEqual([json.genuine, json.number, json.holder], [true, number, "**甲"]);
    assert.equal(json.validUntil, "2027-02-28");
  }
});

test("the code is made once, when the result comes; for a result from before that when its picture is shown, and by no list", async () => {
  const codeOf = (one: CertificateSummary) =>
    one.qr!.page && new URL(one.qr!.page, "http://app.invalid").searchParams.get("code");
  const code = codeOf((await own())[0]!)!;
  const of = await scene.read();
  assert.ok(of.feedbacks[0]!.qr && !JSON.stringify(of).includes(code), "kept, and sealed");
  assert.equal(codeOf((await own())[0]!), code);
  await Cases.updateOne({ _id: scene.caseId }, { $unset: { "feedbacks.0.qr": 1 } }, { strict: false });
  const [bare] = await own();
  assert.deepEqual([codeOf(bare!), (await scene.read()).feedbacks[0]!.qr], [undefined, undefined]);
  assert.equal((await scene.anna.get(bare!.qr!.image)).status, 200);
  const made = codeOf((await own())[0]!);
  assert.equal((await scene.anna.get(bare!.qr!.image)).status, 200);
  assert.equal(codeOf((await own())[0]!), made, "made once");
  const { json } = await scene.portal.request("GET", `/api/verifications/${made}`);
  assert.deepEqual([json.genuine, json.number], [true, number]);
});

test("a certificate stands beside the voucher, also as OFD; an id number in it is masked", async () => {
  await result("JD1004", scene.businessSn, {
    ...{ feedbackNo: "110101197001019918", certificateFile: base64(await ofd()) },
  });
  const certificate = (await own()).find(({ kind }) => kind === "certificate")!;
  assert.deepEqual([certificate.title, certificate.number], ["从业资格证电子证照", "1***************18"]);
  assert.equal(certificate.file?.name, "从业资格证电子证照.ofd");
  assert.equal((await scene.anna.get(certificate.file!.url)).headers.get("content-type"), "application/ofd");
  assert.equal(certificate.qr, undefined);
});

test("one that failed its check says so and where to get it; made again, the new one takes its place", async () => {
  await scene.newCase();
  const bad = pdfOf("<< /Type /Catalog /OpenAction << /S /JavaScript /JS (1) >> >>");
  const of = { assessmentNo: number };
  await result("JD1003", scene.businessSn, { ...of, certifyFile: base64(bad) });
  const [failed] = await own();
  assert.match(failed!.missing ?? "", /考核凭证没有通过安全检查（含有脚本）.*重新生成/);
  assert.equal(failed!.file, undefined);
  assert.equal((await scene.anna.get(`/api/certificates/${failed!.id}/file`)).status, 404);
  await result("JD1003", scene.businessSn, { ...of, certifyFile: base64(await goodPdf()) });
  const [again, ...more] = await own();
  assert.deepEqual([again!.missing, more.length], [undefined, 0]);
  await result("JD1003", scene.businessSn, { ...of, certifyFile: base64(bad) });
  assert.ok((await own())[0]!.file, "what can be shown stays");
});

test("a voucher that never came is named, and what an undone case brought is not", async () => {
  await scene.newCase();
  await result("JD1003", scene.businessSn, { assessmentNo: number });
  assert.match((await own())[0]!.missing ?? "", /还没有发来考核凭证的文件/);
  const { words } = (await scene.shown()).timeline.at(-1);
  assert.match(words, /还没有发来考核凭证的文件/);
  assert.ok(!words.includes("在下面"), words);
  const undone = { feedbackSn: "H", businessSn: scene.businessSn, rollResult: "1" };
  const { header } = await say("HT1002", { ...undone, rollFeedbackDate: "20260401090000", deptCode: "1" });
  assert.equal(header.Code, "0000", header.Message);
  assert.deepEqual(await own(), []);
});

test("a firm sees its own and those of the person who acts for it; other people of it not the person's", async () => {
  const firm = { name: "测试运输有限公司", creditCode: "91110000MA00000001" };
  const acting = await scene.portal.signIn({}, firm);
  const { json } = await acting.send("POST", "/api/applications", await renewal(acting));
  await result("JD1004", json.businessSn, { certificateFile: base64(await goodPdf()) });
  const [latest, ...personal] = await held(acting);
  assert.equal(latest!.caseId, json.caseId);
  assert.equal(personal.length, (await held()).length);
  for (const one of [latest!, personal.find(({ file }) => file)!])
    assert.equal((await acting.get(one.file!.url)).status, 200);
  const colleague = await scene.portal.signIn({ name: "测试乙", idCard: "320102197505059927" }, firm);
  assert.deepEqual(
    (await held(colleague)).map(({ caseId }) => caseId),
    [json.caseId],
  );
  assert.ok((await held()).every(({ caseId }) => caseId !== json.caseId));
});
