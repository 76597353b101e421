// What was altered, removed or inserted in the store is found and named: cases, messages and their files.
// What somebody with the store's password alters by hand is named by the command: entries, heads, stored messages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Files } from "../../bff/src/attachments/models.ts";
import { verifyMessages } from "../../bff/src/audit/verify-messages.ts";
import type { CaseDoc } from "../../bff/src/cases/model.ts";
import { sealBytes } from "../../bff/src/crypto/sealed.ts";
import { cases, inbox } from "../../bff/src/exchange/collections.ts";
import { queue } from "../../bff/src/exchange/queue.ts";
import { closeScene, decided, forget, heard, later, learnt, openScene, other, swapped } from "./tampering.ts";

before(openScene);
after(closeScene);

test("untouched, every stored message is as the trail tells", async () => {
  await decided();
  await learnt();
  const { messages, finding } = await verifyMessages(later());
  assert.equal(finding, null);
  assert.ok(messages >= 9);
});

const set = (of: CaseDoc, fields: object) => cases().updateOne({ _id: of._id }, { $set: fields });
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
  ["whose a case is", (of) => set(of, { ownerId: "f".repeat(32) }), /^case \d+/, "altered"],
  ["a photo of a case", (of) => set(of, { "attachments.0.file": other }), /^case \d+/, "altered"],
  ["the state that a person is shown", (of) => set(of, { state: "8" }), /^state of \d+/, "altered"],
  [
    "a certificate that another took the place of",
    (of) => set(of, { "feedbacks.0.files.0.file": other }),
    /^JD1004 F1/,
    "altered",
  ],
  [
    "a certificate that is said to be unfit",
    (of) => set(of, { "feedbacks.0.files.0.unfit": "打不开" }),
    /^JD1004 F1/,
    "altered",
  ],
  [
    "a message that counts as delivered and was never sent",
    async (of) => {
      const made = await queue(
        "QX1001",
        { QX1001: { businessSn: of.businessSn } },
        [],
        of.region,
        new Date(),
      );
      return set(of, { "outbox.1": { ...made, st: "DONE", code: "0000", at: later(72) } });
    },
    /^message \d+ of \d+/,
    "altered",
  ],
  ["a message that is gone", (of) => set(of, { outbox: [] }), /^message \d+$/, "removed"],
  ["a case that is gone", (of) => cases().deleteOne({ _id: of._id }), /^message \d+$/, "removed"],
  [
    "a certificate's bytes, those of another file",
    async (of) => {
      const { content } = await Files.findById(of.attachments[0]!.file).orFail();
      return Files.updateOne({ _id: of.feedbacks[0]!.files[0]!.file }, { content });
    },
    /^file [0-9a-f]{64}/,
    "altered",
  ],
  [
    "a certificate's bytes, sealed anew with our own keys",
    (of) => {
      const id = of.feedbacks[0]!.files[0]!.file;
      return Files.updateOne(
        { _id: id },
        { content: sealBytes(Buffer.from("%PDF-"), { id, path: "content" }) },
      );
    },
    /^file [0-9a-f]{64}/,
    "altered",
  ],
  [
    "a photo that is gone",
    (of) => Files.deleteOne({ _id: of.attachments[0]!.file }),
    /^file .* of \d+/,
    "removed",
  ],
];

for (const [name, tamper, stored, what] of tampering)
  test(`${name}: found and named`, async () => {
    await forget();
    await tamper(await heard());
    const { finding } = await verifyMessages(later());
    assert.match(finding?.stored ?? "nothing", stored);
    assert.equal(finding?.what, what);
  });
