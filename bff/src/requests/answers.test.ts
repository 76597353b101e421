import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { twoHalves } from "../../../test/support/pictures.ts";
import { RequestScene } from "../../../test/support/request-scene.ts";
import { putFile } from "../attachments/files.ts";
import { recordFeedback } from "../cases/record-feedback.ts";

let scene: RequestScene;
before(async () => {
  scene = await RequestScene.start();
});
beforeEach(() => scene.newCase());
after(() => scene?.portal.stop());

const requests = async () => (await scene.shown()).requests;
const last = async () => (await scene.shown()).timeline.at(-1);
const date = "20991231120000";

test("a withdrawal that the province took ends the case, in words", async () => {
  await scene.tried();
  await scene.post(scene.withdrawal());
  await scene.told("", { cancelResult: "1", cancelFeedbackDate: date }, "QX1002");
  const { case: summary, requests: asked, actions } = await scene.shown();
  assert.deepEqual([summary.stateName, summary.final, summary.good], ["已撤回", true, false]);
  assert.deepEqual([asked[0].result.good, asked[0].result.title], [true, "已撤回"]);
  assert.equal(asked[0].delivery.status, "delivered");
  assert.deepEqual(
    (await scene.read()).outbox.map((one) => one.st),
    ["DONE", "DONE"],
  );
  assert.deepEqual(
    actions.map((one: { request: string }) => one.request),
    ["PJ1001", "PJ1003"],
  );
});

test("an answer that a province dates to the very second of its request stands after it", async () => {
  await scene.tried();
  await scene.post(scene.withdrawal());
  const { submittedAt } = (await requests())[0];
  const there = new Date(Date.parse(submittedAt) + 8 * 3_600_000).toISOString();
  const cancelFeedbackDate = there.slice(0, 19).replace(/\D/g, "");
  await scene.told("", { cancelResult: "1", cancelFeedbackDate }, "QX1002");
  const titles = (await scene.shown()).timeline.map((entry: { title: string }) => entry.title);
  assert.deepEqual(titles.slice(-2), ["已提交撤回申请", "已撤回"]);
});

test("one that it refused says why, the case goes on, and nothing is proved but the request's arrival", async () => {
  await scene.tried();
  await scene.post(scene.withdrawal());
  const why = { cancelResult: "2", cancelFailReason: "业务已受理", cancelFeedbackDate: date };
  await scene.told("", why, "QX1002");
  const entry = await last();
  assert.deepEqual([entry.title, entry.reason], ["撤回未成功", "业务已受理"]);
  assert.match((await requests())[0].result.words, /业务已受理/);
  assert.deepEqual(
    (await scene.read()).outbox.map((one) => one.st),
    ["WAIT", "DONE"],
  );
  assert.equal((await scene.openness("QX1001")).open, true);
});

test("a rollback wins over a final state, and a later feedback does not undo it", async () => {
  await scene.told("8");
  const attachment = (await scene.anna.upload(await twoHalves(64, 48, "jpeg"))).json.id;
  const attachments = ["1", "2", "25"].map((imageType) => ({ imageType, attachment }));
  await scene.post(scene.body("HT1001", { rollBackReason: "不是我办的" }, { attachments }));
  await scene.told("", { rollResult: "1", rollFeedbackDate: "20260302090059" }, "HT1002");
  const { case: summary, requests: asked, actions } = await scene.shown();
  assert.deepEqual([summary.state, summary.stateName, summary.final], ["HT", "已退回", true]);
  assert.equal(asked[0].result.good, true);
  assert.equal(
    actions.some((one: { request: string }) => one.request === "HT1001"),
    false,
  );
  await scene.told("3", { feedbackDate: date });
  assert.deepEqual([(await scene.read()).state, (await scene.read()).needsOperator], ["HT", true]);
});

test("what an office did about each of two ratings stands at that rating, with its picture", async () => {
  await scene.told("8");
  const [one, two] = [(await scene.post(scene.rating())).json, (await scene.post(scene.rating())).json];
  const sent = await Promise.all([one, two].map(({ requestId }) => scene.messageOf(requestId)));
  const [first, second] = sent.map(({ PJ1001 }) => PJ1001.satisfactionInfo.feedbackSn);
  const kind = "image/jpeg";
  const picture = { file: await putFile(Buffer.from("picture"), kind), kind };
  const handled = {
    checkName: "核实人",
    checkDate: date,
    appStatus: "2",
    effectivEvalua: "1",
    deptCode: "1",
  };
  const about = { businessSn: scene.businessSn, checkOrg: "测试机构", ...handled };
  const say = (feedbackSn: string, more: Record<string, string>, files = {}) =>
    recordFeedback({
      ...{ ipc: "PJ1002", peer: "110000", serial: feedbackSn, receivedAt: new Date(), files },
      body: { ...about, feedbackSn, ...more },
    });
  await say(second, { rectifStatus: "1", rectification: "窗口已整改" }, { base64Binary: picture });
  await say(first, { rectifStatus: "0" });
  await say(first, { rectifStatus: "1", rectification: "后来也整改了" });
  const asked = await requests();
  assert.match(asked[0].result.words, /后来也整改了/);
  assert.match(asked[1].result.words, /窗口已整改/);
  const files = (await scene.shown()).timeline.flatMap((entry: { files?: object[] }) => entry.files ?? []);
  assert.equal(files[0].name, "整改情况图片");
  assert.equal((await scene.anna.get(files[0].url)).status, 200);
  assert.equal((await scene.read()).state, "8");
});

describe("an answer to what is about no case", () => {
  const sendTo = (ipc: string, body: Record<string, string>, peer = "110000") =>
    recordFeedback({ ipc, peer, serial: "S", receivedAt: new Date(), files: {}, body });

  test("of a verification is shown at it, and only its own province may give it", async () => {
    const attachment = (await scene.anna.upload(await twoHalves(64, 48, "jpeg"))).json.id;
    const answers = { place: "110105", certificateType: "1", certificateId: "1", checkDetail: "姓名不对" };
    const more = { caseId: undefined, attachments: [{ imageType: "95", attachment }] };
    const { requestId } = (await scene.post(scene.body("HS1001", answers, more))).json;
    const { businessSn } = (await scene.messageOf(requestId)).HS1001.userCheckApplyInfo;
    const body = { feedbackSn: "F", businessSn, checkName: "核实人", checkDate: date, checkResult: "2" };
    const told = { ...body, checkFailResult: "与登记一致", deptCode: "1" };
    assert.equal((await sendTo("HS1002", told, "320000")).code, "0004");
    assert.equal((await sendTo("JD1004", { ...told, busiState: "3", interType: "SQ1008" })).code, "0004");
    assert.equal((await sendTo("HS1002", told)).code, "0000");
    const { requests: mine } = (await scene.anna.get("/api/requests")).json;
    const own = mine.find((one: { requestId: string }) => one.requestId === requestId);
    assert.deepEqual([own.result.good, own.delivery.status], [false, "delivered"]);
    assert.match(own.result.words, /与登记一致/);
    assert.equal((await sendTo("HS1002", { ...told, businessSn: "1" })).code, "0003");
  });

  test("of a complaint is found by the complaint's number", async () => {
    const other = { about: "other", place: "110105", businessSn: undefined };
    const one = (await scene.post(scene.complaint(other, { caseId: undefined }))).json;
    const two = (await scene.post(scene.complaint())).json;
    const numbers = await Promise.all(
      [one, two].map(
        async ({ requestId }) => (await scene.messageOf(requestId)).PJ1003.complainInfo.feedbackSn,
      ),
    );
    const words = { checkName: "核实人", checkDate: date, appStatus: "2", effectivEvalua: "1" };
    const handled = { ...words, rectifStatus: "1", checkOrg: "测试机构", deptCode: "1" };
    for (const feedbackSn of numbers)
      assert.equal((await sendTo("PJ1004", { ...handled, feedbackSn })).code, "0000");
    assert.equal((await sendTo("PJ1004", { ...handled, feedbackSn: "unknown" })).code, "0003");
    const list = (await scene.anna.get("/api/requests")).json.requests;
    assert.equal(
      list.find((each: { requestId: string }) => each.requestId === one.requestId).result.good,
      true,
    );
    assert.equal((await requests())[0].result.title, "投诉已处理");
  });
});
