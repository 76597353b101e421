import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, beforeEach, test } from "node:test";
import { RequestScene } from "../../../test/support/request-scene.ts";

let scene: RequestScene;
let token = "";
before(async () => {
  scene = await RequestScene.start();
});
beforeEach(async () => {
  await scene.newCase();
  const { json } = await scene.anna.get(`/api/cases/${scene.caseId}/window-rating`);
  token = new URL(json.url).searchParams.get("token")!;
});
after(() => scene?.portal.stop());

const headers = { "X-Requested-With": "portal" };
const address = (own = token) => `/api/window-ratings/${own}`;
const form = (own = token) => scene.portal.request("GET", address(own));
const rate = (body: object, own = token) => scene.portal.request("POST", address(own), { headers, body });
const good = () => ({
  submitId: randomUUID(),
  answers: { satisfaction: "1", evalDetail: "105", named: "no" },
});

test("whoever scans the code rates the case without a sign-in, once for each time he presses", async () => {
  await scene.told("8");
  const { status, json } = await form();
  assert.equal(status, 200);
  assert.deepEqual(Object.keys(json).sort(), ["codes", "definition", "regionName", "title"]);
  const one = good();
  const replies = await Promise.all([rate(one), rate(one), rate(one)]);
  assert.deepEqual(replies.map((reply) => reply.status).sort(), [200, 200, 201]);
  assert.equal((await rate({ ...one, answers: { satisfaction: "5", named: "no" } })).status, 409);
  const { requests } = await scene.shown();
  assert.equal(requests.length, 1);
  const { satisfactionInfo } = (await scene.messageOf(requests[0].requestId)).PJ1001;
  const { businessSn, satisfaction, assessNumber, contactName } = satisfactionInfo;
  assert.deepEqual(
    [businessSn, satisfaction, assessNumber, contactName],
    [scene.businessSn, "1", "1", "匿名"],
  );
});

test("before the end it is not yet open, and says so", async () => {
  const [shown, sent] = [await form(), await rate(good())];
  assert.deepEqual([shown.status, sent.status], [422, 422]);
  assert.match(shown.json.error.message, /办结以后/);
});

test("a code that we did not make opens nothing", async () => {
  await scene.told("8");
  const changed = token.slice(0, -2) + (token.endsWith("AA") ? "BB" : "AA");
  const other = (token.startsWith("B") ? "C" : "B") + token.slice(1);
  for (const forged of [changed, "A".repeat(64), other])
    assert.deepEqual([(await form(forged)).status, (await rate(good(), forged)).status], [404, 404]);
});

test("nothing personal can be read from the code or the form", async () => {
  await scene.told("8");
  const text = (await form()).bytes.toString() + Buffer.from(token, "base64url").toString("latin1");
  for (const secret of [scene.businessSn, "测试甲", "110101197001019918"]) assert.ok(!text.includes(secret));
});

test("an answer that is wrong is refused at its field, and a flood ends", async () => {
  await scene.told("8");
  const wrong = await rate({ ...good(), answers: { satisfaction: "9", named: "no" } });
  assert.deepEqual([wrong.status, wrong.json.error.fields[0].name], [422, "satisfaction"]);
  const statuses: number[] = [];
  while (statuses.length < 41 && statuses.at(-1) !== 429) statuses.push((await rate(good())).status);
  assert.equal(statuses.at(-1), 429);
});
