import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { RequestScene } from "../../../test/support/request-scene.ts";
import { Sessions } from "../identity/models.ts";

let scene: RequestScene;
before(async () => {
  scene = await RequestScene.start();
});
beforeEach(() => scene.newCase());
after(() => scene?.portal.stop());

test("a withdrawal before the first attempt never leaves, and says so", async () => {
  const { status, json } = await scene.post(scene.withdrawal());
  assert.equal(status, 201);
  assert.equal(json.caseId, scene.caseId);
  const { outbox, send } = await scene.read();
  assert.deepEqual(
    outbox.map((one) => one.st),
    ["CANCELLED", "CANCELLED"],
  );
  assert.equal(send.due, undefined);
  const { case: summary, requests, actions } = await scene.shown();
  assert.deepEqual([summary.stateName, summary.final], ["已撤回", true]);
  assert.match(requests[0].delivery.words, /没有送往任何机构/);
  assert.deepEqual(actions, []);
});

test("a withdrawal after that goes its way behind the application, with the case's number and business", async () => {
  await scene.tried();
  const { json } = await scene.post(scene.withdrawal());
  assert.deepEqual(
    (await scene.read()).outbox.map((one) => one.ipc),
    ["SQ1008", "QX1001"],
  );
  const { QX1001 } = await scene.messageOf(json.requestId);
  const { cancelDate, ...rest } = QX1001;
  assert.match(cancelDate!, /^\d{14}$/);
  assert.deepEqual(rest, { businessSn: scene.businessSn, interType: "SQ1008", cancelReason: "材料拍错了" });
  assert.deepEqual((await scene.openness("QX1001")).open, false);
});

test("after the acceptance was fed back there is no withdrawal, and after the end it is not offered", async () => {
  await scene.tried();
  await scene.told("3");
  const { status, json } = await scene.post(scene.withdrawal());
  assert.deepEqual([status, json.error.code], [422, "closed"]);
  assert.match(json.error.message, /已经受理/);
  assert.match((await scene.openness("QX1001")).why, /已经受理/);
  await scene.told("8");
  assert.equal(await scene.openness("QX1001"), undefined);
  assert.equal((await scene.post(scene.withdrawal())).status, 422);
});

test("withdrawal and acceptance at once: one of both, and nothing in between", async () => {
  for (let round = 0; round < 6; round++) {
    await scene.newCase();
    await scene.tried();
    const [answer] = await Promise.all([scene.post(scene.withdrawal()), scene.told("3")]);
    const { outbox } = await scene.read();
    assert.equal(outbox.length, answer!.status === 201 ? 2 : 1);
  }
});

describe("the same request again", () => {
  test("is the same one, with 200, however often at once", async () => {
    await scene.tried();
    const one = scene.withdrawal();
    const replies = await Promise.all(Array.from({ length: 10 }, () => scene.post(one)));
    assert.deepEqual(replies.map((reply) => reply.status).sort(), [...Array(9).fill(200), 201]);
    assert.equal(new Set(replies.map((reply) => reply.json.requestId)).size, 1);
    assert.equal((await scene.read()).requests?.length, 1);
  });

  test("of one that left nothing is the same one too", async () => {
    const one = scene.withdrawal();
    assert.deepEqual([(await scene.post(one)).status, (await scene.post(one)).status], [201, 200]);
  });

  test("with another content is 409", async () => {
    await scene.tried();
    const one = scene.withdrawal();
    await scene.post(one);
    assert.equal((await scene.post({ ...one, answers: { cancelReason: "另一个原因" } })).status, 409);
  });

  test("without a case is one document", async () => {
    const one = scene.complaint(
      { about: "other", place: "110105", businessSn: undefined },
      { caseId: undefined },
    );
    const replies = await Promise.all(Array.from({ length: 5 }, () => scene.post(one)));
    assert.deepEqual(replies.map((reply) => reply.status).sort(), [200, 200, 200, 200, 201]);
    assert.equal((await scene.post({ ...one, answers: { ...one.answers, subject: "x" } })).status, 409);
  });
});

test("two withdrawals at once from two devices: one goes, the other is told", async () => {
  await scene.tried();
  const replies = await Promise.all([scene.post(scene.withdrawal()), scene.post(scene.withdrawal())]);
  assert.deepEqual(replies.map((one) => one.status).sort(), [201, 422]);
});

test("an old sign-in is not enough to withdraw or roll back", async () => {
  const old = await scene.portal.signIn();
  const long = new Date(Date.now() - 11 * 60_000);
  await Sessions.updateMany({ ownerId: old.ownerId }, { $set: { signedInAt: long } });
  const { status, json } = await scene.post(scene.withdrawal(), old);
  assert.deepEqual([status, json.error.code], [401, "stepUp"]);
  assert.equal((await scene.read()).requests?.length, 0);
  assert.equal((await scene.post(scene.complaint(), old)).status, 201);
  scene.anna = await scene.portal.signIn();
});

test("the case of somebody else is not there", async () => {
  for (const one of [
    scene.withdrawal(),
    scene.rating(),
    scene.complaint(),
    scene.body("CX1004"),
    scene.body("HT1001"),
  ])
    assert.equal((await scene.post(one, scene.berta)).status, 404);
  for (const request of ["QX1001", "PJ1001", "PJ1003", "HT1001"])
    assert.equal((await scene.berta.get(`/api/request-forms/${request}?caseId=${scene.caseId}`)).status, 404);
});

const faults: readonly [what: string, make: () => object, field: string][] = [
  ["without a reason", () => scene.body("QX1001"), "cancelReason"],
  [
    "with a reason that is too long",
    () => scene.body("QX1001", { cancelReason: "长".repeat(4_001) }),
    "cancelReason",
  ],
  [
    "with an answer that is filled in by us",
    () => scene.body("QX1001", { cancelReason: "x", businessSn: "1" }),
    "businessSn",
  ],
  [
    "with a photo that nobody asked for",
    () => ({ ...scene.withdrawal(), attachments: [{ imageType: "1", attachment: "0".repeat(32) }] }),
    "material:1",
  ],
];
for (const [what, make, field] of faults)
  test(`a request ${what} is refused at its field and changes nothing`, async () => {
    const { status, json } = await scene.post(make());
    assert.equal(status, 422);
    assert.ok(
      json.error.fields.some((one: { name: string }) => one.name === field),
      JSON.stringify(json),
    );
    assert.equal((await scene.read()).requests?.length, 0);
  });
