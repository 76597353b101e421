// What was altered, removed or inserted in the store is found and named: results of continuing education, decisions.
// What somebody with the store's password alters by hand is named by the command: entries, heads, stored messages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Files } from "../../bff/src/attachments/models.ts";
import { verifyMessages } from "../../bff/src/audit/verify-messages.ts";
import { seal, unseal } from "../../bff/src/crypto/sealed.ts";
import { type EducationDoc, EducationResults } from "../../bff/src/education/model.ts";
import { idOfResult } from "../../bff/src/education/record-results.ts";
import { decisions, settlements } from "../../bff/src/exchange/collections.ts";
import { testPerson } from "../support/test-portal.ts";
import { closeScene, decided, forget, later, learnt, openScene, other, swapped } from "./tampering.ts";

before(openScene);
after(closeScene);

const change = (one: EducationDoc, fields: object) => EducationResults.updateOne({ _id: one._id }, fields);
const ofEducation: [name: string, tamper: (one: EducationDoc) => Promise<unknown>, what: string][] = [
  ["its values", (one) => change(one, { body: swapped(one.body) }), "altered"],
  [
    "its values, sealed anew with our own keys",
    (one) => {
      const values = JSON.parse(unseal(one.body, { id: one._id, path: "body" }));
      const body = seal(JSON.stringify({ ...values, totalTime: "240" }), { id: one._id, path: "body" });
      return change(one, { body });
    },
    "altered",
  ],
  ["whose it is", (one) => change(one, { person: other }), "altered"],
  ["its voucher", (one) => change(one, { file: other }), "altered"],
  ["that it has a voucher", (one) => change(one, { file: null }), "altered"],
  ["whether its voucher may be handed on", (one) => change(one, { unfit: "打不开" }), "altered"],
  ["it is gone", (one) => EducationResults.deleteOne({ _id: one._id }), "removed"],
  [
    "nobody told it",
    async ({ file, unfit, ...one }) => {
      const body = { idType: "1", idCard: testPerson.idCard, totalTime: "240" };
      const _id = idOfResult({ body, files: {} });
      return EducationResults.create({
        ...{ ...one, _id, file: null, unfit: null },
        body: seal(JSON.stringify(body), { id: _id, path: "body" }),
      });
    },
    "inserted",
  ],
  ["its voucher is gone", (one) => Files.deleteOne({ _id: one.file! }), "removed"],
];
for (const [name, tamper, what] of ofEducation)
  test(`a result of continuing education, ${name}: found and named`, async () => {
    await forget();
    await tamper(await learnt());
    const { finding } = await verifyMessages(later());
    assert.match(finding?.stored ?? "nothing", /^(result|file) [0-9a-f]{64}/);
    assert.equal(finding?.what, what);
  });

const ofDecisions: [name: string, tamper: () => Promise<unknown>, what: string][] = [
  ["a reason", () => decisions().updateOne({}, { $set: { words: "AAAA" } }), "altered"],
  ["who decided", () => decisions().updateOne({}, { $set: { who: "乙" } }), "inserted"],
  ["a decision that is gone", () => decisions().deleteOne({}), "removed"],
  ["the reason of a settlement", () => settlements().updateOne({}, { $set: { words: "AAAA" } }), "altered"],
  ["a settlement that is gone", () => settlements().deleteOne({}), "removed"],
];
for (const [name, tamper, what] of ofDecisions)
  test(`${name}: found and named`, async () => {
    await forget();
    await decided();
    await tamper();
    const { finding } = await verifyMessages(later());
    assert.match(finding?.stored ?? "nothing", /^decision /);
    assert.equal(finding?.what, what);
  });
