import { getFile } from "../attachments/files.ts";
import { isCase } from "../requests/access.ts";
import { maxTimeMS } from "../store/connection.ts";
import { type CaseDoc, Cases } from "./model.ts";

/** The owner's cases, the latest first. Message bodies stay behind. */
export async function listCases(ownerId: string): Promise<CaseDoc[]> {
  return Cases.find(
    { ownerId, business: isCase },
    { "outbox.body": 0, "feedbacks.body": 0, answers: 0, proof: 0 },
  )
    .sort({ createdAt: -1 })
    .limit(200)
    .maxTimeMS(maxTimeMS)
    .lean<CaseDoc[]>();
}

/** One case of this owner; null for anybody else's. */
export async function readCase(ownerId: string, caseId: string): Promise<CaseDoc | null> {
  return Cases.findOne({ _id: caseId, ownerId, business: isCase }, { "outbox.body": 0 })
    .maxTimeMS(maxTimeMS)
    .lean<CaseDoc>();
}

/** A photo of this case, or a file of the province's that may be handed on; null when it is no such thing. */
export async function readCaseFile(ownerId: string, caseId: string, digest: string): Promise<Buffer | null> {
  const of = await readCase(ownerId, caseId);
  const known =
    of?.attachments.some((one) => one.file === digest) ||
    of?.feedbacks.some((one) => one.files.some(({ file, unfit }) => file === digest && unfit === undefined));
  return known ? getFile(digest) : null;
}
