// What somebody with the store's password alters by hand is named by the command: entries, heads, stored messages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { useAudit } from "../../bff/src/audit/current.ts";
import { openAuditLog } from "../../bff/src/audit/log.ts";
import { AuditEntries } from "../../bff/src/audit/model.ts";
import { verifyMessages } from "../../bff/src/audit/verify-messages.ts";
import type { CaseDoc } from "../../bff/src/cases/model.ts";
import { cases, inbox } from "../../bff/src/exchange/collections.ts";
import { renewal } from "../support/test-application.ts";
import { type Person, startTestPortal, type TestPortal } from "../support/test-portal.ts";
import { TestPeer } from "./peer.ts";

let portal: TestPortal;
let peer: TestPeer;
let anna: Person;
let token = "";
const later = () => new Date(Date.now() + 3_600_000);

before(async () => {
  portal = await startTestPortal();
  peer = await new TestPeer("110000").join();
  anna = await portal.signIn();
  const { body } = await post(peer.message("YZ1001", { YZ1001: { ...peer.account } }));
  token = String((body as { YZ1001: { token: string } }).YZ1001.token);
});
after(async () => {
  await peer.close();
  await portal.stop();
  useAudit(openAuditLog());
});

async function post(raw: Buffer) {
  const headers = { "Content-Type": "application/json" };
  const reply = await fetch(`${portal.url}/exchange`, { method: "POST", headers, body: new Uint8Array(raw) });
  return peer.open(await reply.text());
}

/** A case with a message that went out and one that came in. */
async function heard(): Promise<CaseDoc> {
  const { json } = await anna.send("POST", "/api/applications", await renewal(anna));
  const body = {
    ...{ feedbackSn: "F1", businessSn: json.businessSn, applyName: "测试甲", applyDate: "20261126080000" },
    ...{ interType: "SQ1008", telephone: "13800000001", busiState: "3", checkName: "测试员" },
    ...{ checkOrg: "测试机构", deptCode: "1", feedbackDate: "20261126090000" },
  };
  const { header } = await post(peer.message("JD1004", { JD1004: body }, { Token: token }));
  assert.equal(header.Code, "0000");
  return (await cases().findOne({ _id: json.caseId }))!;
}

test("untouched, every stored message is as the trail tells", async () => {
  await heard();
  const { messages, finding } = await verifyMessages(later());
  assert.equal(finding, null);
  assert.ok(messages >= 3);
});

const flip = (sealed: string) => (sealed[40] === "A" ? "B" : "A");
const set = (of: CaseDoc, fields: object) => cases().updateOne({ _id: of._id }, { $set: fields });
const swapped = (sealed: string) => `${sealed.slice(0, 40)}${flip(sealed)}${sealed.slice(41)}`;
const kept = (of: CaseDoc) =>
  inbox().findOne({ at: { $gte: new Date(of.feedbacks[0]!.receivedAt.getTime() - 1) } });

const tampering: [name: string, tamper: (of: CaseDoc) => Promise<unknown>, stored: RegExp, what: string][] = [
  ["the answers of a case", (of) => set(of, { answers: swapped(of.answers) }), /^case \d+/, "altered"],
  [
    "a message of ours",
    (of) => set(of, { "outbox.0.body": swapped(of.outbox[0]!.body) }),
    /^message \d+ of \d+/,
    "altered",
  ],
  [
    "what was submitted when",
    (of) => set(of, { proof: of.proof!.replace(/"at":"2/, '"at":"1') }),
    /^case \d+/,
    "altered",
  ],
  [
    "the text of a feedback",
    (of) => set(of, { "feedbacks.0.body": swapped(of.feedbacks[0]!.body) }),
    /^JD1004 F1 of \d+/,
    "altered",
  ],
  ["the state of a feedback", (of) => set(of, { "feedbacks.0.state": "4" }), /^JD1004 F1/, "altered"],
  [
    "a feedback that another case got",
    async (of) => {
      const other = await heard();
      return set(of, { feedbacks: [...of.feedbacks, other.feedbacks[0]!] });
    },
    /^JD1004 F1/,
    "altered",
  ],
  ["a feedback that is gone", (of) => set(of, { feedbacks: [] }), /^feedback JD1004 of \d+/, "removed"],
  [
    "a message that came in",
    async (of) => {
      const doc = (await kept(of))!;
      return inbox().updateOne({ _id: doc._id }, { $set: { message: swapped(doc.message) } });
    },
    /^message 110000:\d+/,
    "altered",
  ],
  [
    "a message that came in and is gone",
    async (of) => inbox().deleteOne({ _id: (await kept(of))!._id }),
    /^message 110000:\d+/,
    "removed",
  ],
];
for (const [name, tamper, stored, what] of tampering)
  test(`${name}: found and named`, async () => {
    await Promise.all([cases().deleteMany({}), inbox().deleteMany({}), AuditEntries.deleteMany({})]);
    await tamper(await heard());
    const { finding } = await verifyMessages(later());
    assert.match(finding?.stored ?? "nothing", stored);
    assert.equal(finding?.what, what);
  });
