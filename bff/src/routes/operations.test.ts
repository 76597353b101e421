import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import mongoose from "mongoose";
import { renewal } from "../../../test/support/test-application.ts";
import { startTestPortal, type TestPortal } from "../../../test/support/test-portal.ts";
import { nameOf } from "../../../test/support/walk.ts";
import { AuditEntries } from "../audit/model.ts";
import { cases, settlements } from "../exchange/collections.ts";
import { addOperator, removeOperator } from "../operations/operators.ts";
import { routes } from "./index.ts";

let portal: TestPortal;
let key: string;
before(async () => {
  portal = await startTestPortal();
  key = await addOperator("甲", new Date());
});
after(() => portal?.stop());

const own = routes.filter(({ access }) => access === "operator");
const id = "a".repeat(64);
const given: Record<string, string> = {
  caseId: id,
  entry: "b",
  region: "110000",
  day: "20261126",
  finding: `${id}.0123456789ab`,
};
const addressOf = (path: string) => path.replace(/:(\w+)/g, (_, name) => given[name] ?? name);
const body = { reason: "已与对方核对", proof: "对方书面回复", changes: { applyName: "乙" } };

describe("an operator's route opens for a key in force and nothing else", () => {
  for (const route of own)
    test(nameOf(route), async () => {
      const person = await portal.signIn();
      await mongoose.connection.collection("rates").deleteMany({}); // three strangers at each door are many
      const gone = await addOperator("离职", new Date());
      await removeOperator("离职");
      const strangers: Record<string, string>[] = [
        {},
        { Cookie: `session=${person.token}`, "X-Requested-With": "portal" },
        { "X-Operator-Key": gone },
      ];
      for (const headers of strangers) {
        const { status } = await portal.request(route.method, addressOf(route.path), {
          headers,
          ...(route.method === "POST" && { body }),
        });
        assert.equal(status, 401);
      }
    });
});

describe("an auditor reads everything and changes nothing", () => {
  for (const route of own)
    test(nameOf(route), async () => {
      const auditor = await addOperator("审计", new Date(), "auditor");
      const { status } = await portal.request(route.method, addressOf(route.path), {
        headers: { "X-Operator-Key": auditor },
        ...(route.method === "POST" && { body }),
      });
      if (route.method === "POST") assert.equal(status, 403);
      else assert.ok(status === 200 || status === 404, String(status));
    });
});

test("whoever tries keys is slowed down", async () => {
  const guess = () =>
    portal.request("GET", "/api/operations/messages", { headers: { "X-Operator-Key": "x" } });
  const statuses = await Promise.all(Array.from({ length: 30 }, async () => (await guess()).status));
  assert.ok(statuses.includes(429));
});

test("a held message of an application is found, shown masked, and settled once", async () => {
  const person = await portal.signIn();
  const { json: made } = await person.send("POST", "/api/applications", await renewal(person));
  await cases().updateOne(
    { _id: made.caseId },
    {
      $set: { "outbox.0.st": "HELD", "outbox.0.unsure": true, "outbox.0.code": "1001" },
      $unset: { "send.due": "" },
    },
  );
  const headers = { "X-Operator-Key": key };
  const list = await portal.request("GET", "/api/operations/messages?region=110000", { headers });
  const { caseId, entry } = list.json.messages[0];
  assert.equal(caseId, made.caseId);
  const path = `/api/operations/messages/${caseId}/${entry}`;
  const shown = await portal.request("GET", path, { headers });
  for (const secret of ["测试甲", "110101197001019918", "13800000001", "某市某路"])
    assert.ok(!shown.bytes.toString().includes(secret), secret);
  const settle = () =>
    portal.request("POST", `${path}/settle`, { headers, body: { reason: body.reason, proof: body.proof } });
  assert.deepEqual((await settle()).json, { done: true, st: "DONE" });
  assert.deepEqual((await settle()).json, { done: false, st: "DONE" });
  const { json } = await person.get(`/api/cases/${caseId}`);
  assert.equal(json.delivery.status, "delivered");
});

test("a refused message that is corrected goes out anew; its applicant is not told of a withdrawal", async () => {
  const person = await portal.signIn();
  const { json: made } = await person.send("POST", "/api/applications", await renewal(person));
  await cases().updateOne(
    { _id: made.caseId },
    {
      $set: { "outbox.0.st": "REFUSED", "outbox.0.tries": 1, "outbox.0.code": "1001" },
      $unset: { "send.due": "" },
    },
  );
  const wrong = (await cases().findOne({ _id: made.caseId }))!.outbox[0]!;
  const path = `/api/operations/messages/${made.caseId}/${wrong.id}/correct`;
  const correct = (changes: object) =>
    portal.request("POST", path, {
      headers: { "X-Operator-Key": key },
      body: { reason: body.reason, changes },
    });
  assert.equal((await correct({ applyDate: "2026" })).status, 400);
  assert.deepEqual((await correct({ telephone: "13900000002" })).json, { done: true, st: "READY" });
  assert.deepEqual((await correct({ telephone: "13900000002" })).json, { done: false, st: "READY" });
  const { outbox, send } = (await cases().findOne({ _id: made.caseId }))!;
  assert.deepEqual(
    outbox.map(({ st, serial }) => [st === "CANCELLED", serial === wrong.serial]),
    [
      [false, false],
      [true, true],
    ],
  );
  assert.ok(send.due);
  const { json } = await person.get(`/api/cases/${made.caseId}`);
  assert.notEqual(json.delivery.status, "cancelled");
});

test("a feedback with a doubt is settled once, with its reason, and comes back with the next doubt", async () => {
  const person = await portal.signIn();
  const { json: made } = await person.send("POST", "/api/applications", await renewal(person));
  const doubt = (n: number) => ({
    ...{
      key: `k${n}`,
      ipc: "JD1004",
      sn: `F${n}`,
      state: "3",
      date: "20261126090000",
      receivedAt: new Date(),
    },
    ...{ body: "", files: [], doubtful: true },
  });
  const arrive = (n: number) =>
    cases().updateOne({ _id: made.caseId }, { $push: { feedbacks: doubt(n) } } as never);
  await arrive(1);
  const headers = { "X-Operator-Key": key };
  const list = async (more = "") =>
    (await portal.request("GET", `/api/operations/findings?number=${made.businessSn}${more}`, { headers }))
      .json.findings;
  const [found] = await list();
  assert.deepEqual([found.kind, found.open, found.settlements], ["doubtful", true, []]);
  const settle = (reason: string) =>
    portal.request("POST", `/api/operations/findings/${found.id}/settle`, { headers, body: { reason } });
  assert.equal((await settle(" ")).status, 400);
  const reason = "对方来函确认内容无误";
  const both = await Promise.all([settle(reason), settle(reason)]);
  assert.equal(both.filter(({ json }) => json.done).length, 1);
  assert.equal((await settle(reason)).json.done, false);
  assert.deepEqual(await list(), []);
  const [kept] = await list("&all=yes");
  assert.deepEqual(
    [kept.open, kept.settlements.map((one: { who: string; reason: string }) => [one.who, one.reason])],
    [false, [["甲", reason]]],
  );
  await arrive(2);
  const [again] = await list();
  assert.deepEqual([again.id, again.open, again.settlements[0].reason], [found.id, true, reason]);
  const told = await AuditEntries.find({ on: made.businessSn, act: "settle finding doubtful" }).lean();
  const results = told.map(({ result }) => result);
  assert.deepEqual([results.filter((one) => one === "done").length, told[0]!.who], [1, "operator:甲"]);
  const row = await settlements().findOne({ finding: found.id });
  assert.doesNotMatch(row!.words, /来函/);
  await cases().deleteOne({ _id: made.caseId });
  assert.equal((await settle(reason)).status, 404);
});

test("what does not fit is listed with a text to copy, and a day's messages add up", async () => {
  const person = await portal.signIn();
  const { json: made } = await person.send("POST", "/api/applications", await renewal(person));
  await cases().updateOne(
    { _id: made.caseId },
    { $set: { "outbox.0.st": "HELD" }, $unset: { "send.due": "" } },
  );
  const headers = { "X-Operator-Key": key };
  const read = async (path: string) =>
    (await portal.request("GET", `/api/operations/${path}`, { headers })).json;
  const { findings } = await read(`findings?number=${made.businessSn}`);
  assert.deepEqual([findings.length, findings[0].kind, findings[0].proposal], [1, "held", "ask"]);
  assert.match(findings[0].text, new RegExp(`^您好.*${made.businessSn}`));
  const { sheet, rows } = await read(`days/110000/${made.businessSn.slice(9, 17)}`);
  assert.deepEqual([sheet.unexplained, sheet.sent], [0, rows.length]);
  assert.ok(rows.some((row: { businessSn: string; state: string }) => row.businessSn === made.businessSn));
});
