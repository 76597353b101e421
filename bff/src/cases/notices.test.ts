import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, beforeEach, describe, test } from "node:test";
import { twoHalves } from "../../../test/support/pictures.ts";
import { RequestScene } from "../../../test/support/request-scene.ts";
import { renewal } from "../../../test/support/test-application.ts";
import { type Person, testPerson } from "../../../test/support/test-portal.ts";
import { Sessions } from "../identity/models.ts";
import { Cases } from "./model.ts";
import { recordFeedback } from "./record-feedback.ts";

let scene: RequestScene;
let anna: Person;
before(async () => {
  scene = await RequestScene.start();
});
beforeEach(async () => {
  await Cases.deleteMany({});
  anna = await scene.portal.signIn();
});
after(() => scene?.portal.stop());

const notices = async (who = anna) => (await who.get("/api/notices")).json.notices;
const cases = async (who = anna) => (await who.get("/api/cases")).json.cases;

let count = 0;
/** A province tells of a case that we did not issue. */
async function window(ipc: string, more: Record<string, string>, peer = "110000") {
  count += 1;
  const businessSn = `窗口-${count}`;
  const body = {
    ...{ feedbackSn: `W${count}`, businessSn, applyName: "测试甲", applyDate: "20260301080000" },
    ...{ interType: "SQ1008", telephone: testPerson.phone!, busiState: "8", feedbackDate: "20260302090000" },
    ...{ checkName: "测试员", checkOrg: "测试机构", deptCode: "1", ...more },
  };
  const code = (
    await recordFeedback({ ipc, peer, serial: businessSn, receivedAt: new Date(), files: {}, body })
  ).code;
  assert.equal(code, "0000");
  return businessSn;
}

test("a window case with my id number is told to me at once, and no more once I say that it is mine", async () => {
  const { idCard, idType } = testPerson;
  await window("JD1002", { idCard, idType });
  const [notice] = await notices();
  assert.match(notice.words, /北京.*办事窗口.*退回/);
  assert.equal(notice.own, true);
  assert.equal((await scene.berta.send("POST", `/api/notices/${notice.caseId}/mine`)).status, 404);
  assert.equal((await anna.send("POST", `/api/notices/${notice.caseId}/mine`)).status, 200);
  assert.deepEqual(await notices(), []);
});

test("from the notice to the rollback it is one step, and that answers the notice", async () => {
  const { idCard, idType } = testPerson;
  await window("JD1003", { idCard, idType, certificateCode: idCard, workTypeCode: "02" });
  const [{ caseId }] = await notices();
  const { answers } = (await anna.get(`/api/request-forms/HT1001?caseId=${caseId}`)).json;
  const attachment = (await anna.upload(await twoHalves(64, 48, "jpeg"))).json.id;
  const attachments = ["1", "2", "25"].map((imageType) => ({ imageType, attachment }));
  const sent = { submitId: randomUUID(), request: "HT1001", caseId, answers, attachments };
  assert.equal((await anna.send("POST", "/api/requests", sent)).status, 201);
  assert.deepEqual(await notices(), []);
  assert.deepEqual(
    (await Cases.findById(caseId).orFail().lean()).outbox.map((one) => [one.ipc, one.st]),
    [["HT1001", "READY"]],
  );
});

test("an application of somebody else's account with my id number is told to me, and I may have it rolled back", async () => {
  const { json } = await scene.berta.send("POST", "/api/applications", await renewal(scene.berta));
  const [notice] = await notices();
  assert.equal(notice.caseId, json.caseId);
  assert.match(notice.words, /另一个账号/);
  assert.equal(notice.own, false);
  await Cases.updateOne({ _id: json.caseId }, { $set: { "outbox.0.tries": 1 } });
  assert.equal((await anna.get(`/api/cases/${json.caseId}`)).status, 404);
  const attachment = (await anna.upload(await twoHalves(64, 48, "jpeg"))).json.id;
  const attachments = ["1", "2", "25"].map((imageType) => ({ imageType, attachment }));
  const answers = { rollBackReason: "不是我办的" };
  const sent = { submitId: randomUUID(), request: "HT1001", caseId: json.caseId, answers, attachments };
  const { status, json: asked } = await anna.send("POST", "/api/requests", sent);
  assert.equal(status, 201);
  const { requests } = (await anna.get("/api/requests")).json;
  assert.equal(requests[0].requestId, asked.requestId);
  assert.deepEqual((await scene.berta.get(`/api/cases/${json.caseId}`)).json.requests, []);
  for (const request of ["QX1001", "PJ1003"])
    assert.equal((await anna.get(`/api/request-forms/${request}?caseId=${json.caseId}`)).status, 404);
  assert.deepEqual(await notices(), []);
});

test("what I began here myself is no news, and what nobody has to do with is not told to others", async () => {
  await anna.send("POST", "/api/applications", await renewal(anna));
  assert.deepEqual(await notices(), []);
  assert.deepEqual(await notices(scene.berta), []);
});

test("a colleague's case for the firm is told to the one who did not begin it", async () => {
  const firm = { name: "某运输公司", creditCode: "91110000MA0000000X" };
  const [one, two] = [
    await scene.portal.signIn({}, firm),
    await scene.portal.signIn({ name: "测试乙", idCard: "320102197505059927" }, firm),
  ];
  await one.send("POST", "/api/applications", await renewal(one));
  assert.deepEqual(await notices(one), []);
  assert.match((await notices(two))[0].words, /另一位经办人/);
});

describe("a window case without an id number", () => {
  test("goes to the person whose certificate it names, if the name is his too", async () => {
    const { json } = await anna.send("POST", "/api/applications", await renewal(anna));
    const own = { businessSn: json.businessSn, feedbackNo: "京字第0001号" };
    await window("JD1004", own);
    const named = await window("JD1004", { feedbackNo: "京字第0001号" });
    const other = await window("JD1004", { feedbackNo: "京字第0001号", applyName: "测试乙" });
    const unknown = await window("JD1004", { feedbackNo: "京字第0002号" });
    const numbers = (await cases()).map((one: { businessSn: string }) => one.businessSn);
    assert.ok(numbers.includes(named));
    assert.ok(!numbers.includes(other) && !numbers.includes(unknown));
    assert.equal((await notices()).length, 1);
  });

  test("goes to him by a qualification certificate with his id number, never by name and phone", async () => {
    const mine = await window("JD1004", { feedbackNo: testPerson.idCard });
    const nobodys = await window("JD1001", { transCertificateCode: "京字第0009号" });
    const numbers = (await cases()).map((one: { businessSn: string }) => one.businessSn);
    assert.deepEqual([numbers.includes(mine), numbers.includes(nobodys)], [true, false]);
  });

  const claim = (businessSn: string, who = anna, place = "110105") =>
    who.send("POST", "/api/window-cases", { businessSn, place });

  test("is claimed by its number, by one person of its name only, and again without harm", async () => {
    const businessSn = await window("JD1001", { transCertificateCode: "京字第0010号" });
    assert.equal((await claim(businessSn, scene.berta)).status, 404);
    assert.equal((await claim(businessSn, anna, "320102")).status, 404);
    const { status, json } = await claim(businessSn);
    assert.equal(status, 200);
    assert.deepEqual((await claim(businessSn)).json, json);
    assert.equal((await cases())[0].caseId, json.caseId);
    assert.deepEqual(await notices(), []);
    const twin = await scene.portal.signIn({ idCard: "440106198008089938" });
    assert.equal((await claim(businessSn, twin)).status, 404);
  });

  test("that names somebody else's id number cannot be claimed", async () => {
    const businessSn = await window("JD1002", { idType: "1", idCard: "440106198008089938" });
    assert.equal((await claim(businessSn)).status, 404);
  });

  test("needs a fresh sign-in, and trying numbers out ends soon", async () => {
    const old = await scene.portal.signIn({ name: "测试丁", idCard: "11010519491231002X" });
    const replies: number[] = [];
    // Ten an hour; twice as many where the clock strikes in between.
    while (replies.length < 21 && replies.at(-1) !== 429)
      replies.push((await claim(`试-${replies.length}`, old)).status);
    assert.deepEqual([replies[0], replies.at(-1)], [404, 429]);
    const long = new Date(Date.now() - 11 * 60_000);
    await Sessions.updateMany({ ownerId: old.ownerId }, { $set: { signedInAt: long } });
    assert.equal((await claim("x", old)).json.error.code, "stepUp");
  });
});
