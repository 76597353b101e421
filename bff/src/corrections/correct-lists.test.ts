import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { rowsOf, withRows } from "shared-types";
import { pdfText } from "../../../test/support/pdf-text.ts";
import { repairFiling } from "../../../test/support/repair-application.ts";
import { type Person, startTestPortal, type TestPortal } from "../../../test/support/test-portal.ts";
import { Attachments } from "../attachments/models.ts";
import { recordFeedback } from "../cases/record-feedback.ts";

let portal: TestPortal;
let anna: Person;
before(async () => {
  portal = await startTestPortal();
  anna = await portal.signIn();
});
after(() => portal?.stop());

async function declined() {
  const { json } = await anna.send("POST", "/api/applications", await repairFiling(anna));
  const body = {
    ...{ feedbackSn: `F-${json.businessSn}`, businessSn: json.businessSn, applyName: "测试修理厂" },
    ...{ applyDate: "20260301080000", interType: "SQ1011", telephone: "13800000002", busiState: "4" },
    ...{ checkName: "测试员", checkOrg: "测试机构", deptCode: "1", feedbackDate: "20260302090000" },
    checkResult: "技术人员不够",
  };
  const message = { peer: "110000", serial: body.feedbackSn, receivedAt: new Date(), files: {} };
  assert.equal((await recordFeedback({ ipc: "JD1004", body, ...message })).code, "0000");
  return json.caseId as string;
}

const correction = async (caseId: string) => {
  const { submitId } = (await anna.send("POST", `/api/cases/${caseId}/correction`)).json;
  return (await anna.get(`/api/drafts/${submitId}`)).json;
};
const types = (attachments: readonly { imageType: string }[]) => attachments.map((one) => one.imageType);

for (const [when, prepare] of [
  ["while the uploads are there", async () => {}],
  ["long after the uploads were swept", () => Attachments.deleteMany({})],
] as const)
  test(`${when}, the tables that we made do not come back as photos, the rows do`, async () => {
    const caseId = await declined();
    await prepare();
    const draft = await correction(caseId);
    assert.deepEqual(types(draft.attachments), ["40", "41", "42", "43", "44", "45"]);
    assert.deepEqual(
      [rowsOf(draft.answers, "people").length, rowsOf(draft.answers, "equipment").length],
      [12, 30],
    );
  });

test("what is sent again has new tables, of the corrected rows, once", async () => {
  const { submitId, business, answers, attachments } = await correction(await declined());
  const people = [...rowsOf(answers, "people"), { name: "测试新人", post: "1" }];
  const corrected = { submitId, business, answers: withRows(answers, "people", people), attachments };
  const { status, json } = await anna.send("POST", "/api/applications", corrected);
  assert.equal(status, 201, JSON.stringify(json));
  const shown = (await anna.get(`/api/cases/${json.caseId}`)).json.attachments;
  assert.deepEqual(types(shown).sort(), ["40", "41", "42", "42", "43", "43", "44", "44", "45"]);
  const table = shown.find((one: { name: string }) => one.name === "技术人员汇总表");
  assert.match(pdfText((await anna.get(table.url)).bytes).join("\n"), /\n13\n测试新人\n/);
});
