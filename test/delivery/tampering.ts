// A portal with a case, a result and decisions that the tests on tampering alter.
// What somebody with the store's password alters by hand is named by the command: entries, heads, stored messages.
import assert from "node:assert/strict";
import { Files } from "../../bff/src/attachments/models.ts";
import { useAudit } from "../../bff/src/audit/current.ts";
import { openAuditLog } from "../../bff/src/audit/log.ts";
import { AuditEntries } from "../../bff/src/audit/model.ts";
import type { CaseDoc } from "../../bff/src/cases/model.ts";
import { type EducationDoc, EducationResults } from "../../bff/src/education/model.ts";
import { cases, decisions, inbox, settlements } from "../../bff/src/exchange/collections.ts";
import { settle } from "../../bff/src/operations/decide-message.ts";
import { listFindings, settleFinding } from "../../bff/src/operations/settle-finding.ts";
import { goodPdf } from "../support/documents.ts";
import { renewal } from "../support/test-application.ts";
import { type Person, startTestPortal, type TestPortal, testPerson } from "../support/test-portal.ts";
import { TestPeer } from "./peer.ts";
import { until } from "./portal.ts";

let portal: TestPortal;
let peer: TestPeer;
let anna: Person;
let token = "";
export const later = (hours = 1) => new Date(Date.now() + hours * 3_600_000);

/** A portal with a province, and anna, who applies. */
export async function openScene(): Promise<void> {
  portal = await startTestPortal();
  peer = await new TestPeer("110000").join();
  anna = await portal.signIn();
  const { body } = await post(peer.message("YZ1001", { YZ1001: { ...peer.account } }));
  token = String((body as { YZ1001: { token: string } }).YZ1001.token);
}

export async function closeScene(): Promise<void> {
  await peer.close();
  await portal.stop();
  useAudit(openAuditLog());
}

async function post(raw: Buffer) {
  const headers = { "Content-Type": "application/json" };
  const reply = await fetch(`${portal.url}/exchange`, { method: "POST", headers, body: new Uint8Array(raw) });
  return peer.open(await reply.text());
}

async function told(ipc: string, body: object): Promise<void> {
  const { header } = await post(peer.message(ipc, { [ipc]: { ...body } }, { Token: token }));
  assert.equal(header.Code, "0000", header.Message);
}

/** A case with a message that went out and one that came in, with a certificate. */
export async function heard(): Promise<CaseDoc> {
  const { json } = await anna.send("POST", "/api/applications", await renewal(anna));
  const read = async () => (await cases().findOne({ _id: json.caseId }))!;
  await until(async () => (await read()).outbox[0]!.st === "DONE");
  await told("JD1004", {
    ...{ feedbackSn: "F1", businessSn: json.businessSn, applyName: "测试甲", applyDate: "20261126080000" },
    ...{ interType: "SQ1008", telephone: "13800000001", busiState: "3", checkName: "测试员" },
    ...{ checkOrg: "测试机构", deptCode: "1", feedbackDate: "20261126090000" },
    certificateFile: (await goodPdf("证照")).toString("base64"),
  });
  return read();
}

/** A result of continuing education with its voucher. */
export async function learnt(): Promise<EducationDoc> {
  const result = {
    ...{ provinceCode: "110000", idType: "1", idCard: testPerson.idCard, staffName: testPerson.name },
    ...{ certificateCode: testPerson.idCard, totalScore: "0", totalTime: "24" },
    ...{ educationStartTime: "20240101", educationEndTime: "20241220" },
    certifyFile: (await goodPdf("凭证")).toString("base64"),
  };
  await told("CX1003", { educationInfo: [result] });
  return EducationResults.findOne().orFail().lean<EducationDoc>();
}

/** A refused message that an operator sends again, and a finding that he settles. */
export async function decided(): Promise<CaseDoc> {
  const of = await heard();
  const decision = { who: "甲", caseId: of._id, entry: of.outbox[0]!.id, reason: "已与对方核对" };
  await cases().updateOne({ _id: of._id }, { $set: { "outbox.0.st": "REFUSED" } });
  const [finding] = await listFindings(() => 20, later(), { caseId: of._id });
  await settleFinding({ who: "甲", id: finding!.id, reason: "已告知申请人" }, () => 20, later());
  await settle(decision, "对方书面回复");
  return of;
}

export const other = "0".repeat(64);
export const forget = () =>
  Promise.all(
    [cases(), inbox(), decisions(), settlements(), AuditEntries, EducationResults, Files].map((one) =>
      (one as typeof AuditEntries).deleteMany({}),
    ),
  );
const flip = (sealed: string) => (sealed[40] === "A" ? "B" : "A");
export const swapped = (sealed: string) => `${sealed.slice(0, 40)}${flip(sealed)}${sealed.slice(41)}`;
