import { stateOf } from "shared-types";
import { record } from "../audit/current.ts";
import { sealedQr } from "../certificates/voucher-qr.ts";
import { seal } from "../crypto/sealed.ts";
import { cases } from "../exchange/collections.ts";
import type { Incoming } from "../exchange/deps.ts";
import { proofStages } from "../exchange/outbox-stages.ts";
import { provenBy } from "../exchange/proof.ts";
import { type Answered, answerOf } from "../exchange/return-codes.ts";
import { withoutCase } from "../requests/access.ts";
import { voucherOf } from "../requests/facts.ts";
import { maxTimeMS } from "../store/connection.ts";
import { useCertificate } from "./certificate-owners.ts";
import { sealDoubts } from "./doubts.ts";
import { keyOfFeedback } from "./feedback-key.ts";
import { progressIn, progressOf, windowBusiness } from "./feedback-kinds.ts";
import type { CaseDoc, Feedback } from "./model.ts";
import { openWindowCase } from "./window-case.ts";

/**
 * Keeps a feedback in its case, once for the same interface, number and content, and makes the case's state from the
 * set of all, in one update. Gives our answer: 0000, 0003 for a case we do not know, 0004 for another province's.
 */
export async function recordFeedback(incoming: Incoming): Promise<Answered> {
  const key = keyOf(incoming);
  for (;;) {
    const found = await findAbout(incoming);
    const own = found.find((one) => one.region === incoming.peer && isAbout(one, incoming.ipc));
    if (own === undefined) {
      if (found.some((one) => one.origin === "portal")) return answerOf("noPermission");
      if (windowBusiness(incoming) === null) return answerOf("noData");
      await openWindowCase(incoming, String(incoming.body.businessSn ?? ""));
    } else if (own.feedbacks.some((one) => one.key === key) || (await add(own, key, incoming))) {
      // Also at a repeat: the first time may have ended before this.
      await useCertificate(own, incoming);
      return answerOf("done");
    }
    // Somebody else added one in between: the state has to be made from the new set.
  }
}

/** What a feedback is about: by the number that its interface refers to. */
async function findAbout({ ipc, body }: Incoming): Promise<CaseDoc[]> {
  const businessSn = String(body.businessSn ?? "");
  const find = (filter: object) => cases().find(filter, { maxTimeMS }).limit(10).toArray();
  // A complaint has a number of its own; its case's, where it is about one, may be missing (A.7.4).
  if (ipc === "PJ1004") {
    const named = await find({ "requests.sn": String(body.feedbackSn ?? "") });
    if (named.length > 0) return named;
  }
  return find({ businessSn });
}

/** An answer to a verification is about one; all others are about cases (a complaint's was found by its number). */
function isAbout({ business }: CaseDoc, ipc: string): boolean {
  if (ipc === "PJ1004") return true;
  return ipc === "HS1002" ? business === "HS1001" : !withoutCase.some((one) => one === business);
}

async function add(to: CaseDoc, key: string, incoming: Incoming): Promise<boolean> {
  const feedback = feedbackOf(to, key, incoming);
  const all = [...to.feedbacks, feedback];
  const progress = stateOf(to.business, progressOf(all));
  const state = progress.decidedBy === undefined ? to.state : progress.state;
  const values = {
    state,
    stateAt: progress.decidedBy?.feedbackDate ?? to.stateAt,
    needsOperator: progress.needsOperator || all.some((one) => one.doubtful),
  };
  await record({
    ...{ who: `province:${incoming.peer}`, act: `feedback ${incoming.ipc}`, on: to.businessSn },
    ...{ result: feedback.state ?? "ok", digest: key },
  });
  // `$literal`, since a value may begin with `$`.
  const done = await cases().updateOne(
    { _id: to._id, feedbacks: { $size: to.feedbacks.length }, "feedbacks.key": { $ne: key } },
    [
      { $set: { feedbacks: { $concatArrays: ["$feedbacks", [{ $literal: feedback }]] } } },
      {
        $set: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { $literal: value }])),
      },
      ...proofStages(provenBy(incoming.ipc, incoming.body)),
    ],
  );
  return done.modifiedCount === 1;
}

function feedbackOf(
  to: CaseDoc,
  key: string,
  { ipc, body, files, receivedAt, doubts = [] }: Incoming,
): Feedback {
  const { state, date, about } = progressIn(ipc, body);
  const voucher = voucherOf({ ipc, state });
  const qr = voucher && sealedQr({ of: to, feedback: { key }, body, element: voucher });
  return {
    ...{ key, ipc, state, date, receivedAt },
    sn: String(body.feedbackSn ?? ""),
    body: seal(JSON.stringify(body), { id: to._id, path: `feedbacks.${key}` }),
    files: Object.entries(files).map(([name, file]) => ({ name, ...file })),
    // It speaks of another business than the case's: kept and shown, but somebody should look.
    doubtful: (about !== null && about !== to.business) || doubts.length > 0,
    ...(doubts.length > 0 && { doubts: sealDoubts(to, key, doubts) }),
    ...(qr !== null && { qr }),
  };
}

/** The same interface, values and files: the same feedback. */
export function keyOf({ ipc, body, files }: Pick<Incoming, "ipc" | "body" | "files">): string {
  const digests = Object.entries(files).map(([name, { file }]) => [name, file]);
  return keyOfFeedback(ipc, body, Object.fromEntries(digests));
}
