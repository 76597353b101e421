import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, beforeEach, describe, test } from "node:test";
import { twoHalves } from "../../../test/support/pictures.ts";
import { RequestScene } from "../../../test/support/request-scene.ts";
import { Cases } from "../cases/model.ts";

let scene: RequestScene;
before(async () => {
  scene = await RequestScene.start();
});
beforeEach(() => scene.newCase());
after(() => scene?.portal.stop());

test("a rating is possible after the end, counted, and carries the state", async () => {
  assert.equal((await scene.post(scene.rating())).status, 422);
  await scene.told("8");
  const replies = await Promise.all([1, 2, 3].map(() => scene.post(scene.rating({ evalDetail: "501,504" }))));
  assert.deepEqual(
    replies.map((one) => one.status),
    [201, 201, 201],
  );
  const sent = await Promise.all(replies.map((one) => scene.messageOf(one.json.requestId)));
  const infos = sent.map(
    (one) => (one as { PJ1001: { satisfactionInfo: Record<string, string> } }).PJ1001.satisfactionInfo,
  );
  assert.deepEqual(infos.map((one) => one.assessNumber).sort(), ["1", "2", "3"]);
  assert.equal(new Set(infos.map((one) => one.feedbackSn)).size, 3);
  const { busiState, contactName, telephone, evalDetail, interType } = infos[0]!;
  assert.deepEqual(
    { busiState, contactName, telephone, evalDetail, interType },
    { busiState: "8", contactName: "匿名", telephone: "无", evalDetail: "501,504", interType: "SQ1008" },
  );
  assert.deepEqual((await scene.post(scene.rating({ evalDetail: "101" }))).status, 422);
});

test("the hundredth rating is refused", async () => {
  await scene.told("8");
  await scene.post(scene.rating());
  const { requests, outbox } = await scene.read();
  const many = Array.from({ length: 98 }, (_, at) => ({ ...requests![0]!, id: `r${at}` }));
  await Cases.updateOne({ _id: scene.caseId }, { $set: { requests: [...requests!, ...many] } });
  assert.equal(outbox.length, 2);
  const { status, json } = await scene.post(scene.rating());
  assert.equal(status, 422);
  assert.match(json.error.message, /99/);
});

test("a rollback takes photos along and what the person says", async () => {
  await scene.told("8");
  const photo = (await scene.anna.upload(await twoHalves(64, 48, "jpeg"))).json.id;
  const form = (await scene.anna.get(`/api/request-forms/HT1001?caseId=${scene.caseId}`)).json;
  const attachments = ["1", "2", "25"].map((imageType) => ({ imageType, attachment: photo }));
  const missing = await scene.post(scene.body("HT1001", form.answers));
  assert.equal(missing.status, 422);
  assert.equal(missing.json.error.fields[0].name, "material:1");
  const { status, json } = await scene.post(scene.body("HT1001", form.answers, { attachments }));
  assert.equal(status, 201);
  const { HT1001 } = await scene.messageOf(json.requestId);
  assert.equal(HT1001.businessSn, scene.businessSn);
  assert.deepEqual(
    (HT1001.certificateInfo as { imageType: string; base64Binary: string }[]).map((one) => one.imageType),
    ["1", "2", "25"],
  );
  assert.equal((await scene.openness("HT1001")).open, false);
});

test("what never left can be withdrawn, not rolled back", async () => {
  assert.match((await scene.openness("HT1001")).why, /直接撤回/);
});

describe("a complaint", () => {
  test("about a case goes with the case's messages, its pictures too", async () => {
    const attachment = (await scene.anna.upload(await twoHalves(64, 48, "jpeg"))).json.id;
    const { json } = await scene.post(
      scene.complaint({}, { attachments: [{ imageType: "28", attachment }] }),
    );
    assert.equal(json.caseId, scene.caseId);
    const { PJ1003 } = (await scene.messageOf(json.requestId)) as {
      PJ1003: { complainInfo: Record<string, string>; certificateInfo: object[] };
    };
    assert.deepEqual(PJ1003.certificateInfo, [{ base64Binary: Buffer.from("photo").toString("base64") }]);
    assert.equal(PJ1003.complainInfo.email, "无");
  });

  test("names the case by its number only, and it is found", async () => {
    assert.equal((await scene.post(scene.complaint({}, { caseId: undefined }))).json.caseId, scene.caseId);
    const foreign = await scene.post(scene.complaint({}, { caseId: undefined }), scene.berta);
    assert.deepEqual([foreign.status, foreign.json.error.fields[0].name], [422, "businessSn"]);
  });

  test("with the number of another case is refused at its field", async () => {
    const { status, json } = await scene.post(scene.complaint({ businessSn: "1" }));
    assert.deepEqual([status, json.error.fields[0].name], [422, "businessSn"]);
  });

  test("about something else goes to the place chosen, and is in the list of requests, not of cases", async () => {
    const cases = (await scene.anna.get("/api/cases")).json.cases.length;
    const other = { about: "other", place: "110105", businessSn: undefined };
    const { status, json } = await scene.post(scene.complaint(other, { caseId: undefined }));
    assert.deepEqual([status, json.caseId], [201, undefined]);
    const { requests } = (await scene.anna.get("/api/requests")).json;
    assert.equal(requests[0].requestId, json.requestId);
    assert.equal((await scene.anna.get("/api/cases")).json.cases.length, cases);
    assert.equal((await scene.anna.get(`/api/cases/${json.requestId}`)).status, 404);
    assert.deepEqual((await scene.berta.get("/api/requests")).json.requests, []);
  });
});

test("wrong information is reported with a number of its own, to the place of the certificate", async () => {
  const attachment = (await scene.anna.upload(await twoHalves(64, 48, "jpeg"))).json.id;
  const answers = {
    place: "110105",
    certificateType: "1",
    certificateId: "110101197001019918",
    checkDetail: "姓名不对",
  };
  const sent = {
    ...scene.body("HS1001", answers, { attachments: [{ imageType: "95", attachment }] }),
    caseId: undefined,
  };
  const { status, json } = await scene.post(sent);
  assert.equal(status, 201);
  const { HS1001 } = (await scene.messageOf(json.requestId)) as {
    HS1001: { userCheckApplyInfo: Record<string, string> };
  };
  assert.match(HS1001.userCheckApplyInfo.businessSn!, /^110105\d{3}\d{8}\d{7}$/);
  const closed = await scene.post({
    ...sent,
    submitId: randomUUID(),
    answers: { ...answers, place: "540102" },
  });
  assert.deepEqual([closed.status, closed.json.error.code], [422, "closed"]);
});

test("a form says what is known, and that what cannot be done cannot be done", async () => {
  const { status, json } = await scene.anna.get(`/api/request-forms/PJ1003?caseId=${scene.caseId}`);
  assert.equal(status, 200);
  assert.deepEqual(json.answers, {
    named: "no",
    about: "case",
    businessSn: scene.businessSn,
    interType: "SQ1008",
  });
  assert.equal(json.case.caseId, scene.caseId);
  assert.equal((await scene.anna.get(`/api/request-forms/PJ1001?caseId=${scene.caseId}`)).status, 422);
  assert.equal((await scene.anna.get("/api/request-forms/QX1001")).status, 404);
  assert.equal((await scene.anna.get("/api/request-forms/SQ1008")).status, 404);
  assert.deepEqual((await scene.anna.get("/api/request-forms/HS1001?place=110105")).json.answers, {
    place: "110105",
  });
});
