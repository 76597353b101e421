import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { renewal } from "../../../test/support/test-application.ts";
import { type Person, startTestPortal, type TestPortal } from "../../../test/support/test-portal.ts";
import { Drafts } from "./draft-model.ts";

let portal: TestPortal;
let anna: Person;
before(async () => {
  portal = await startTestPortal();
  anna = await portal.signIn();
});
after(() => portal?.stop());

const draft = (applyName: string, version: number) => ({
  business: "SQ1008",
  answers: { applyName },
  attachments: [],
  step: 1,
  version,
});
const put = (id: string, body: unknown) => anna.send("PUT", `/api/drafts/${id}`, body);

test("a draft is the same on another device, and nothing of it is readable in the store", async () => {
  const id = randomUUID();
  assert.equal((await put(id, draft("草稿中的名字", 0))).json.version, 1);
  const phone = await portal.signIn();
  const { json } = await phone.get(`/api/drafts/${id}`);
  assert.equal(json.answers.applyName, "草稿中的名字");
  assert.equal(json.version, 1);
  assert.equal(JSON.stringify(await Drafts.findOne({ submitId: id }).lean()).includes("草稿中的名字"), false);
});

test("what another device has saved is not overwritten unseen: 409 with the stored draft", async () => {
  const id = randomUUID();
  await put(id, draft("甲", 0));
  await put(id, draft("乙", 1));
  for (const stale of [0, 1, 7]) {
    const { status, json } = await put(id, draft("丙", stale));
    assert.equal(status, 409);
    assert.deepEqual([json.error.draft.answers.applyName, json.error.draft.version], ["乙", 2]);
  }
  assert.equal((await put(id, draft("丙", 2))).json.version, 3);
});

test("of two first saves at once one wins and the other is told", async () => {
  const id = randomUUID();
  const replies = await Promise.all([put(id, draft("甲", 0)), put(id, draft("乙", 0))]);
  assert.deepEqual(replies.map((one) => one.status).sort(), [200, 409]);
});

test("a page left open cannot bring back what has been sent", async () => {
  const application = await renewal(anna);
  await anna.send("POST", "/api/applications", application);
  const late = await put(application.submitId, draft("甲", 0));
  assert.equal(late.status, 409);
  assert.equal(late.json.error.code, "submitConflict");
});

test("a deleted draft is gone from list and store", async () => {
  const id = randomUUID();
  await put(id, draft("甲", 0));
  assert.equal((await anna.send("DELETE", `/api/drafts/${id}`)).status, 200);
  assert.equal((await anna.get(`/api/drafts/${id}`)).status, 404);
  assert.equal(await Drafts.countDocuments({ submitId: id }), 0);
});

test("drafts are listed, the latest first", async () => {
  const dora = await portal.signIn({ name: "测试丁", idCard: "11010519491231002X" });
  for (const name of ["甲", "乙"]) await dora.send("PUT", `/api/drafts/${randomUUID()}`, draft(name, 0));
  const { drafts } = (await dora.get("/api/drafts")).json;
  assert.deepEqual(
    drafts.map((one: { answers: { applyName: string } }) => one.answers.applyName),
    ["乙", "甲"],
  );
});
