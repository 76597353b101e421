import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import mongoose from "mongoose";
import type { CaseAnswer, CertificatesAnswer, RequestSummary } from "shared-types";
import { qrIn } from "../support/documents.ts";
import { until } from "../support/portal-double.ts";
import { renewal } from "../support/test-application.ts";
import { testPerson } from "../support/test-portal.ts";
import { type Scene, startScene } from "./scene.ts";

let scene: Scene;
before(async () => {
  scene = await startScene();
});
after(() => scene?.stop());

const shown = async (caseId: string): Promise<CaseAnswer> =>
  (await scene.anna.get(`/api/cases/${caseId}`)).json;
const ask = async (request: string, answers: object, more: object = {}) => {
  const body = { submitId: randomUUID(), request, answers, attachments: [], ...more };
  const { status, json } = await scene.anna.send("POST", "/api/requests", body);
  assert.equal(status, 201, JSON.stringify(json));
  return json.requestId as string;
};
const withdraw = (caseId: string) => ask("QX1001", { cancelReason: "材料拍错了" }, { caseId });
/** A request once the office has answered it. */
const answered = (caseId: string, requestId: string): Promise<RequestSummary> =>
  until(async () =>
    (await shown(caseId)).requests.find((one) => one.requestId === requestId && one.result !== undefined),
  );
const ended = (caseId: string) =>
  until(async () => {
    const { case: summary } = await shown(caseId);
    return summary.final && summary;
  });
const atProvince = (businessSn: string) => scene.province.province.ledger.cases.get(businessSn)!;

test("a withdrawal comes back as done, the same on both sides", async () => {
  const { caseId, businessSn } = await scene.delivered();
  const { result, delivery } = await answered(caseId, await withdraw(caseId));
  assert.deepEqual([result?.good, delivery.status], [true, "delivered"]);
  assert.equal((await ended(caseId)).stateName, "已撤回");
  assert.equal(atProvince(businessSn).state, "2");
  assert.equal((await scene.press(`cases/${businessSn}/accept`)).status, 409);
});

/** Withdraws a case that is accepted `gap` milliseconds later (before it, when negative); gives the one outcome: 2 or 3. */
async function race(application: object, gap: number): Promise<string> {
  const { json: made } = await scene.anna.send("POST", "/api/applications", {
    ...application,
    submitId: randomUUID(),
  });
  const { caseId, businessSn } = made;
  await until(() => scene.province.province.ledger.cases.has(businessSn));
  const body = { submitId: randomUUID(), request: "QX1001", caseId, attachments: [] };
  const pressed = () => scene.press(`cases/${businessSn}/accept`);
  const sent = () =>
    scene.anna.send("POST", "/api/requests", { ...body, answers: { cancelReason: "拍错了" } });
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
  const [reply] = await Promise.all([wait(-gap).then(sent), wait(gap).then(pressed)]);
  const taken = reply.status === 201;
  // Where the acceptance was known already, the person is told at once.
  if (!taken) assert.match(reply.json.error.message, /已经受理/);
  const result = taken ? (await answered(caseId, reply.json.requestId)).result : undefined;
  const { state } = atProvince(businessSn);
  const { case: summary, timeline } = await until(async () => {
    const now = await shown(caseId);
    return now.case.state === state && now;
  });
  assert.equal(result?.good ?? false, state === "2");
  assert.match(summary.stateName, state === "2" ? /^已撤回/ : /^已受理/);
  assert.equal(
    timeline.some((entry) => entry.title === "撤回未成功"),
    taken && state === "3",
  );
  return state;
}

/** No person does so much in an hour; the limit on it, and on the age of his sign-in, are looked at elsewhere. */
async function refreshed(): Promise<void> {
  await mongoose.connection.collection("rates").deleteMany({});
  await mongoose.connection.collection("sessions").updateMany({}, { $set: { signedInAt: new Date() } });
}

/** RACES=1000 for the long run. */
const races = Number(process.env.RACES ?? 24);
const step = 60;

test(`withdrawal and acceptance at once, ${races} times: one outcome each, the same on both sides, in words`, async (t) => {
  const application = await renewal(scene.anna);
  const outcomes = new Map<string, number>();
  let begun = 0;
  // Whoever lost gets a little more time, so that all races are run where it is close, on a machine of any speed.
  const lane = async () => {
    for (let gap = 100; begun < races; ) {
      if (begun % 10 === 0) await refreshed();
      begun += 1;
      const outcome = await race(application, gap);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      const stride = outcomes.size < 2 ? 3 * step : step;
      if (begun % 100 === 0) t.diagnostic(`after ${begun}: ${JSON.stringify([...outcomes])}`);
      gap += outcome === "3" ? stride : -stride;
    }
  };
  await Promise.all([lane(), lane()]);
  t.diagnostic(`withdrawn ${outcomes.get("2")}, accepted ${outcomes.get("3")}`);
  assert.deepEqual([...outcomes.keys()].sort(), ["2", "3"], "both can win");
});

test("a case is rated, complained about and rolled back after its end, and each answer is shown", async () => {
  const { caseId, businessSn } = await scene.delivered();
  await scene.press(`cases/${businessSn}/good-end`);
  await ended(caseId);
  const rating = await ask("PJ1001", { satisfaction: "2", evalDetail: "201,205", named: "no" }, { caseId });
  assert.match((await answered(caseId, rating)).result!.words, /整改/);
  const about = { about: "case", businessSn, interType: "SQ1008" };
  const words = {
    subject: "太慢",
    content: "办了很久",
    named: "yes",
    contactName: "测试甲",
    telephone: "13800000001",
  };
  const pictures = { attachments: await scene.photos("28"), caseId };
  const complaint = await ask("PJ1003", { ...about, ...words }, pictures);
  assert.equal((await answered(caseId, complaint)).result!.title, "投诉已处理");
  const more = { attachments: await scene.photos("1", "2", "25"), caseId };
  const rollback = await ask("HT1001", { rollBackReason: "不是我办的" }, more);
  assert.equal((await answered(caseId, rollback)).result!.good, true);
  const { case: summary } = await shown(caseId);
  assert.deepEqual([summary.stateName, summary.final], ["已退回", true]);
  assert.equal(atProvince(businessSn).state, "HT");
});

test("wrong information and a complaint about no case are answered in the list of requests", async () => {
  const answers = { certificateType: "1", certificateId: "110101197001019918", checkDetail: "姓名不对" };
  const photos = { attachments: await scene.photos("95") };
  const verification = await ask("HS1001", { place: "110105", ...answers }, photos);
  const other = { about: "other", place: "110105", interType: "SQ1008" };
  const complaint = await ask("PJ1003", { ...other, subject: "太慢", content: "办了很久", named: "no" });
  const requests: RequestSummary[] = await until(async () => {
    const { requests: all } = (await scene.anna.get("/api/requests")).json;
    return all.length === 2 && all.every((one: RequestSummary) => one.result) && all;
  });
  const titles = requests.map((one) => [one.requestId, one.result!.title]);
  assert.deepEqual(Object.fromEntries(titles), { [verification]: "核实通过", [complaint]: "投诉已处理" });
});

/** The voucher's own QR says to anybody that it is genuine. */
async function verify(caseId: string) {
  const { certificates }: CertificatesAnswer = (await scene.anna.get("/api/certificates")).json;
  const mine = certificates.filter((one) => one.caseId === caseId);
  assert.deepEqual(new Set(mine.map(({ kind }) => kind)), new Set(["voucher", "certificate"]));
  const voucher = mine.find(({ kind }) => kind === "voucher")!;
  const page = new URL(qrIn((await scene.anna.get(voucher.file!.url)).bytes));
  assert.equal(page.origin, scene.portal.url);
  const code = page.searchParams.get("code");
  const { json } = await scene.portal.request("GET", `/api/verifications/${code}`);
  assert.deepEqual([json.genuine, json.number], [true, voucher.number]);
}

test("a window case arrives at once, its voucher is made again, and it is rolled back", async () => {
  const { idCard, name } = testPerson;
  const fields = { business: "SQ1006", applyName: name, idCard, certificateCode: idCard };
  const { businessSn } = (await scene.press("window", fields)).json;
  const notice = await until(async () => (await scene.anna.get("/api/notices")).json.notices[0]);
  const { caseId } = notice;
  const { timeline, case: summary } = await until(async () => {
    const now = await shown(caseId);
    return now.case.final && now;
  });
  assert.deepEqual([summary.businessSn, summary.origin, summary.good], [businessSn, "window", true]);
  const entry = timeline.at(-1)!;
  await verify(caseId);
  const again = await ask("CX1004", {}, { caseId, entry: entry.id });
  assert.equal((await answered(caseId, again)).result!.title, "凭证已重新生成");
  assert.equal((await shown(caseId)).timeline.filter((one) => one.title === entry.title).length, 2);
  const more = { attachments: await scene.photos("1", "2", "25"), caseId };
  const rollback = await ask("HT1001", { rollBackReason: "不是我办的" }, more);
  assert.equal((await answered(caseId, rollback)).result!.good, true);
  assert.equal((await shown(caseId)).case.stateName, "已退回");
});

test("the province found no fault in any of our messages", async () => {
  const { ledger } = scene.province.province;
  assert.deepEqual(
    ledger.messages.flatMap(({ ipc, faults }) => faults.map((fault) => ({ ipc, ...fault }))),
    [],
  );
  assert.deepEqual(ledger.otherFaults, []);
  const sent = new Set(ledger.messages.map(({ ipc }) => ipc));
  for (const ipc of ["QX1001", "HT1001", "HS1001", "CX1004", "PJ1001", "PJ1003"])
    assert.ok(sent.has(ipc), ipc);
});
