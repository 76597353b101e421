import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { renewal } from "../../../test/support/test-application.ts";
import {
  type Person,
  startTestPortal,
  type TestPortal,
  testPerson,
} from "../../../test/support/test-portal.ts";
import type { Incoming } from "../exchange/deps.ts";
import { Cases } from "./model.ts";
import { recordFeedback } from "./record-feedback.ts";

let portal: TestPortal;
let anna: Person;
let caseId: string;
let businessSn: string;

before(async () => {
  portal = await startTestPortal();
  anna = await portal.signIn();
});
beforeEach(async () => {
  ({ caseId, businessSn } = (await anna.send("POST", "/api/applications", await renewal(anna))).json);
});
after(() => portal?.stop());

let count = 0;
function feedback(
  busiState: string,
  minute: number,
  more: Record<string, string> = {},
  peer = "110000",
): Incoming {
  count += 1;
  const body = {
    ...{
      feedbackSn: `F${count}`,
      businessSn,
      applyName: "测试甲",
      applyDate: "20260301080000",
      interType: "SQ1008",
    },
    ...{
      telephone: "13800000001",
      busiState,
      feedbackDate: `2026030209${String(minute).padStart(2, "0")}00`,
    },
    ...{ checkName: "测试员", checkOrg: "测试机构", deptCode: "1", ...more },
  };
  return { ipc: "JD1004", peer, serial: `S${count}`, receivedAt: new Date(), body, files: {} };
}

const readCase = () => Cases.findById(caseId).orFail().lean();
const shown = async () => (await anna.get(`/api/cases/${caseId}`)).json;

test("a feedback sets the state, is shown with its reason, and proves that the application arrived", async () => {
  assert.equal((await shown()).case.state, "0");
  assert.equal((await recordFeedback(feedback("4", 1, { checkResult: "照片不清楚" }))).code, "0000");
  const of = await readCase();
  assert.equal(of.state, "4");
  assert.equal(of.outbox[0]!.st, "DONE");
  assert.equal(of.send.due, undefined);
  const { timeline, case: summary } = await shown();
  assert.equal(summary.delivery.status, "delivered");
  assert.deepEqual([summary.final, summary.good], [true, false]);
  const last = timeline.at(-1);
  assert.equal(last.title, "不予受理");
  assert.equal(last.reason, "照片不清楚");
  assert.equal(last.at, "2026-03-02T01:01:00.000Z");
});

test("what the province wrote stands in the store sealed", async () => {
  await recordFeedback(feedback("4", 1, { checkResult: "隐秘的理由" }));
  assert.equal(JSON.stringify(await readCase()).includes("隐秘的理由"), false);
});

test("the same feedback under another serial number has no second effect", async () => {
  const one = feedback("3", 1);
  await recordFeedback(one);
  assert.equal((await recordFeedback({ ...one, serial: "other" })).code, "0000");
  assert.equal((await readCase()).feedbacks.length, 1);
});

test("the same number with another content is a new entry", async () => {
  const one = feedback("3", 1);
  await recordFeedback(one);
  await recordFeedback({ ...one, body: { ...one.body, checkResult: "补充" } });
  assert.equal((await readCase()).feedbacks.length, 2);
});

test("twelve feedbacks at once are all kept", async () => {
  const all = Array.from({ length: 12 }, (_, minute) => feedback("3", minute));
  const codes = await Promise.all(all.map((one) => recordFeedback(one)));
  assert.deepEqual(new Set(codes.map((one) => one.code)), new Set(["0000"]));
  assert.equal((await readCase()).feedbacks.length, 12);
});

test("in any order they give the same state", async () => {
  const way: [state: string, minute: number][] = [
    ["3", 1],
    ["5", 2],
    ["7", 3],
    ["8", 4],
  ];
  const orders = [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [1, 3, 0, 2],
    [3, 0, 1, 2],
  ];
  for (const order of orders) {
    ({ caseId, businessSn } = (await anna.send("POST", "/api/applications", await renewal(anna))).json);
    for (const at of order) await recordFeedback(feedback(...way[at]!));
    const { state, stateAt, needsOperator } = await readCase();
    assert.deepEqual(
      { state, stateAt, needsOperator },
      { state: "8", stateAt: "20260302090400", needsOperator: false },
    );
    const titles = (await shown()).timeline.slice(-4).map((one: { at: string }) => one.at);
    assert.deepEqual(titles, [...titles].sort());
  }
});

test("of one second the feedback that decides stands last, whichever came first", async () => {
  for (const state of ["8", "5", "3", "7"]) await recordFeedback(feedback(state, 1));
  const { timeline, case: summary } = await shown();
  const titles = timeline.slice(-4).map(({ title }: { title: string }) => title);
  assert.deepEqual(titles, ["已受理，待审查", "审查通过，待制证", "已制证，待领取", "已发证"]);
  assert.equal(titles.at(-1), summary.stateName);
});

test("a state after a final one is kept and put before an operator", async () => {
  await recordFeedback(feedback("8", 1));
  await recordFeedback(feedback("3", 2));
  const { state, needsOperator } = await readCase();
  assert.deepEqual([state, needsOperator], ["8", true]);
});

test("a feedback that speaks of another business is kept and put before an operator", async () => {
  assert.equal((await recordFeedback(feedback("3", 1, { interType: "SQ1009" }))).code, "0000");
  assert.equal((await readCase()).needsOperator, true);
});

test("a state that B.12 does not have is shown as it came", async () => {
  await recordFeedback(feedback("42", 1));
  const { case: summary } = await shown();
  assert.equal(summary.stateName, "状态42");
  assert.equal((await readCase()).needsOperator, true);
});

test("a document of the province's opens for the owner only", async () => {
  const { putFile } = await import("../attachments/files.ts");
  const digest = await putFile(Buffer.from("%PDF-1.7 a certificate"), "application/octet-stream");
  await recordFeedback({
    ...feedback("8", 1),
    files: { certificateFile: { file: digest, kind: "application/pdf" } },
  });
  const { url } = (await shown()).timeline.at(-1).files[0];
  const file = await anna.get(url);
  assert.equal(file.headers.get("content-type"), "application/pdf");
  assert.equal(file.bytes.toString(), "%PDF-1.7 a certificate");
  const berta = await portal.signIn({ name: "测试乙", idCard: "320102197505059927" });
  assert.equal((await berta.get(url)).status, 404);
});

describe("a province touches its own cases only", () => {
  test("a feedback about another province's case is refused and changes nothing", async () => {
    const before = await readCase();
    assert.equal((await recordFeedback(feedback("8", 1, {}, "320000"))).code, "0004");
    assert.deepEqual(await readCase(), before);
  });
});

describe("a case of an office window", () => {
  const window = (more: Record<string, string>) => ({ ...feedback("3", 1, more, "320000"), ipc: "JD1002" });

  test("is shown to the person whose id number it carries", async () => {
    const sn = "窗口-1";
    const { idCard, idType } = testPerson;
    assert.equal(
      (await recordFeedback(window({ businessSn: sn, idCard, idType: `0${idType}` }))).code,
      "0000",
    );
    const { cases } = (await anna.get("/api/cases")).json;
    const own = cases.find((one: { businessSn: string }) => one.businessSn === sn);
    assert.equal(own.origin, "window");
    assert.equal(own.business, "SQ1005");
    assert.equal((await anna.get(`/api/cases/${own.caseId}`)).status, 200);
  });

  test("is his too when his number came with blanks", async () => {
    const idCard = ` ${testPerson.idCard.slice(0, 6)} ${testPerson.idCard.slice(6)} `;
    await recordFeedback(window({ businessSn: "窗口-6", idCard, idType: " 1" }));
    const found = await Cases.findOne({ businessSn: "窗口-6" }).orFail().lean();
    assert.equal(found.ownerId, anna.ownerId);
  });

  test("waits for a person who has never signed in", async () => {
    const idCard = "440106198008089938";
    await recordFeedback(window({ businessSn: "窗口-2", idCard, idType: "1" }));
    assert.equal((await Cases.findOne({ businessSn: "窗口-2" }).orFail().lean()).ownerId, null);
    const { claimWindowCases } = await import("./window-case.ts");
    const { personKey } = await import("../identity/owners.ts");
    const carla = await portal.signIn({ name: "测试丙", idCard });
    await claimWindowCases(personKey("1", idCard), carla.ownerId);
    assert.equal((await carla.get("/api/cases")).json.cases.length, 1);
  });

  test("without an id number belongs to nobody", async () => {
    await recordFeedback({ ...feedback("3", 1, { businessSn: "窗口-3" }, "320000") });
    assert.equal((await Cases.findOne({ businessSn: "窗口-3" }).orFail().lean()).ownerId, null);
  });

  test("opens once however often it is told at once", async () => {
    const told = Array.from({ length: 8 }, (_, minute) =>
      feedback("3", minute, { businessSn: "窗口-4" }, "320000"),
    );
    await Promise.all(told.map((one) => recordFeedback(one)));
    const found = await Cases.find({ businessSn: "窗口-4" }).lean();
    assert.deepEqual(
      found.map((one) => one.feedbacks.length),
      [8],
    );
  });

  test("is never begun by an answer to a withdrawal", async () => {
    const body = {
      feedbackSn: "F",
      businessSn: "窗口-5",
      cancelResult: "1",
      cancelFeedbackDate: "20260302090000",
      deptCode: "1",
    };
    const answer = await recordFeedback({ ...feedback("3", 1), ipc: "QX1002", body });
    assert.equal(answer.code, "0003");
  });
});
