import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { RequestScene } from "../../../test/support/request-scene.ts";
import { renewalAnswers } from "../../../test/support/test-application.ts";
import { Attachments } from "../attachments/models.ts";
import { Drafts } from "../cases/draft-model.ts";

let scene: RequestScene;
before(async () => {
  scene = await RequestScene.start();
});
beforeEach(() => scene.newCase());
after(() => scene?.portal.stop());

const correct = (who = scene.anna) => who.send("POST", `/api/cases/${scene.caseId}/correction`);
const draftOf = async (submitId: string) => (await scene.anna.get(`/api/drafts/${submitId}`)).json;

test("a declined case opens again with every answer and photo, and the objection at its place", async () => {
  await scene.told("4", { checkResult: "联系电话打不通" });
  const { status, json } = await correct();
  assert.equal(status, 200);
  const draft = await draftOf(json.submitId);
  assert.deepEqual(draft.answers, renewalAnswers);
  assert.deepEqual(draft.objections, {
    reason: "联系电话打不通",
    at: [{ name: "telephone", message: "联系电话打不通" }],
  });
  const { version, savedAt, objections, step, submitId, ...application } = draft;
  const changed = { ...application, answers: { ...application.answers, telephone: "13800000009" } };
  const saved = await scene.anna.send("PUT", `/api/drafts/${submitId}`, { ...changed, step: 1, version });
  assert.equal(saved.status, 200);
  assert.equal((await draftOf(submitId)).objections.reason, "联系电话打不通");
  const sent = await scene.anna.send("POST", "/api/applications", { ...changed, submitId });
  assert.equal(sent.status, 201);
  assert.notEqual(sent.json.businessSn, scene.businessSn);
});

test("asked twice it is one draft; after that was sent, a new one", async () => {
  await scene.told("6", { checkResult: "不符合要求" });
  const replies = await Promise.all([correct(), correct()]);
  assert.deepEqual(replies[0]!.json, replies[1]!.json);
  const { submitId } = replies[0]!.json;
  const { answers, attachments } = await draftOf(submitId);
  await scene.anna.send("POST", "/api/applications", { submitId, business: "SQ1008", answers, attachments });
  const next = (await correct()).json.submitId;
  assert.notEqual(next, submitId);
  assert.deepEqual((await draftOf(next)).answers, renewalAnswers);
});

test("photos whose uploads were swept long ago are there all the same", async () => {
  await scene.told("4", { checkResult: "材料不齐" });
  await Attachments.deleteMany({});
  const { attachments } = await draftOf((await correct()).json.submitId);
  assert.equal(attachments.length, 4);
  assert.equal((await scene.anna.get(`/api/attachments/${attachments[0].attachment}`)).status, 200);
});

test("what an office wrote stands in the store sealed", async () => {
  await scene.told("4", { checkResult: "隐秘的理由" });
  await correct();
  assert.equal(JSON.stringify(await Drafts.find().lean()).includes("隐秘的理由"), false);
});

test("a withdrawn case can be done again; nothing was objected to", async () => {
  await scene.post(scene.withdrawal());
  assert.equal((await scene.shown()).correctable, true);
  const { status, json } = await correct();
  assert.equal(status, 200);
  assert.equal((await draftOf(json.submitId)).objections, undefined);
});

test("a case that was rolled back was never this person's: nothing starts from it", async () => {
  await scene.told("4", { checkResult: "材料不齐" });
  assert.equal((await scene.shown()).correctable, true);
  const rolled = { rollFeedbackDate: "20260303090000", rollResult: "1" };
  await scene.told("", rolled, "HT1002");
  const { case: summary, correctable } = await scene.shown();
  assert.deepEqual([summary.stateName, correctable], ["已退回", false]);
  assert.equal((await correct()).status, 422);
});

test("a case that goes on or ended well is not corrected, and nobody corrects somebody else's", async () => {
  assert.equal((await correct()).status, 422);
  await scene.told("8");
  assert.equal((await correct()).status, 422);
  assert.equal((await correct(scene.berta)).status, 404);
});
