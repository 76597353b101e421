import { trusted } from "mongoose";
import { record } from "../audit/current.ts";
import { EducationResults } from "../education/model.ts";
import { cases, inbox } from "../exchange/collections.ts";

/** Years that content is kept (requirement: at least five); after them only its digests stay. */
const kept = 5;

/**
 * Erases the personal content of cases and messages past their keeping time: answers, Bodies, files, whose it is; of
 * continuing education everything. Numbers, states and digests stay, and so does the audit trail, which never held content. Gives how many cases.
 */
export async function eraseOldContent(now: Date): Promise<number> {
  const before = new Date(now);
  before.setUTCFullYear(before.getUTCFullYear() - kept);
  const past = { createdAt: { $lt: before }, answers: { $ne: "" }, "send.due": { $exists: false } };
  let erased = 0;
  for (;;) {
    const found = await cases()
      .find(past, { projection: { _id: 1, businessSn: 1 } })
      .limit(200)
      .toArray();
    if (found.length === 0) break;
    for (const { _id, businessSn } of found) {
      await record({ who: "system", act: "erase", on: businessSn, result: `kept ${kept} years`, digest: "" });
      await cases().updateOne({ _id, ...past }, [{ $set: erasure }]);
      erased += 1;
    }
  }
  await eraseResults(before);
  await inbox().updateMany(
    { st: "done", at: { $lt: before }, message: { $gt: "" } },
    { $set: { message: "" } },
  );
  return erased;
}

async function eraseResults(before: Date): Promise<void> {
  const past = { receivedAt: trusted({ $lt: before }) };
  const results = await EducationResults.countDocuments(past);
  if (results === 0) return;
  const result = `${results} results, kept ${kept} years`;
  await record({ who: "system", act: "erase", on: "CX1003", result, digest: "" });
  await EducationResults.deleteMany(past);
}

const withoutContent = (list: string, more: object = {}) => ({
  $map: {
    input: { $ifNull: [list, []] },
    in: { $mergeObjects: ["$$this", { body: "", files: [], ...more }] },
  },
});

/** Photos and documents are swept once nothing refers to them. */
const erasure = {
  ...{ answers: "", attachments: [], ownerId: null, actorId: null, claim: null, subject: null },
  outbox: withoutContent("$outbox"),
  feedbacks: withoutContent("$feedbacks", { doubts: "", qr: "" }),
};
