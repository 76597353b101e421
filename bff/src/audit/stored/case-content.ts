import { stateOf } from "shared-types";
import { caseIdOf } from "../../cases/case-id.ts";
import { placeOfDoubts } from "../../cases/doubts.ts";
import { keyOfFeedback } from "../../cases/feedback-key.ts";
import { progressIn, progressOf } from "../../cases/feedback-kinds.ts";
import type { CaseDoc } from "../../cases/model.ts";
import { placeOfQr } from "../../certificates/voucher-qr.ts";
import { bodyPlace } from "../../exchange/queue.ts";
import { statementOf } from "../../proofs/statement.ts";
import { altered, isWhole, opened, type StoredFinding } from "./finding.ts";

/**
 * A case by itself: every sealed part opens at its place, and what stands beside it in the open is what follows from it.
 * Content that was erased after its time ("") is passed over.
 */
export function contentOf(of: CaseDoc): StoredFinding | null {
  const { businessSn, outbox } = of;
  if (!isSubmission(of)) return altered(`case ${businessSn}`);
  for (const { body, serial } of outbox)
    if (body && !isWhole(body, bodyPlace(serial))) return altered(`message ${serial} of ${businessSn}`);
  for (const one of of.feedbacks)
    if (!isFeedback(of, one)) return altered(`${one.ipc} ${one.sn} of ${businessSn}`);
  return null;
}

/** Whose it is, what he answered, with which photos and when. */
function isSubmission(of: CaseDoc): boolean {
  const { _id, answers, proof, origin, ownerId, submitId } = of;
  if (!answers) return true;
  // A request without a case carries its own id, a window case its peer's.
  const own = origin === "portal" && submitId !== _id && ownerId;
  if (own && caseIdOf(ownerId, submitId) !== _id) return false;
  const text = opened(answers, { id: _id, path: "answers" });
  return text !== null && (!proof || statementOf(of, JSON.parse(text)) === proof);
}

function isFeedback(
  { _id }: CaseDoc,
  { body, key, ipc, state, date, files, ...more }: CaseDoc["feedbacks"][number],
) {
  const { doubts, qr } = more;
  if (doubts && !isWhole(doubts, placeOfDoubts(_id, key))) return false;
  if (qr && !isWhole(qr, placeOfQr(_id, key))) return false;
  if (!body) return true;
  const text = opened(body, { id: _id, path: `feedbacks.${key}` });
  if (text === null) return false;
  const values = JSON.parse(text);
  const said = progressIn(ipc, values);
  const digests = Object.fromEntries(files.map(({ name, file }) => [name, file]));
  return said.state === state && said.date === date && keyOfFeedback(ipc, values, digests) === key;
}

/** The state that people are shown follows from the feedbacks alone. */
export function isState({ business, feedbacks, state, stateAt, needsOperator }: CaseDoc): boolean {
  const { decidedBy, ...progress } = stateOf(business, progressOf(feedbacks));
  if (decidedBy === undefined) return state === "0";
  const odd = progress.needsOperator || feedbacks.some(({ doubtful }) => doubtful);
  return state === progress.state && stateAt === decidedBy.feedbackDate && needsOperator === odd;
}
