import type { Answers } from "shared-types";
import { record } from "../audit/current.ts";
import { sm3Hex } from "../crypto/provider.ts";
import { seal } from "../crypto/sealed.ts";
import { AppError } from "../errors.ts";
import { failpoint } from "../exchange/failpoint.ts";
import { queue } from "../exchange/queue.ts";
import { personKey } from "../identity/owners.ts";
import { statementOf } from "../proofs/statement.ts";
import type { Services } from "../services.ts";
import { isDuplicate, isStoreFault, maxTimeMS } from "../store/connection.ts";
import { nextBusinessSn } from "./business-sn.ts";
import { caseFilesOf } from "./case-files.ts";
import { caseIdOf } from "./case-id.ts";
import { type Application, checkApplication } from "./check-application.ts";
import { Drafts } from "./draft-model.ts";
import { type CaseDoc, Cases } from "./model.ts";
import { wireBody } from "./wire-body.ts";

export interface ApplicationRequest {
  readonly submitId: string;
  readonly business: string;
  readonly answers: Answers;
  readonly attachments: readonly { readonly imageType: string; readonly attachment: string }[];
}

interface Who {
  readonly ownerId: string;
  readonly actorId: string;
}

/**
 * Takes an application: case and first message in one insert, answered only after majority and journal. The same
 * submitId with the same content gives the stored case (`created: false`), with other content `submitConflict`.
 * Throws AppError `invalid`, `closed`, `notFound` (business), `storeAway`.
 */
export async function apply(
  request: ApplicationRequest,
  who: Who,
  services: Services,
): Promise<{ case: CaseDoc; created: boolean }> {
  const id = caseIdOf(who.ownerId, request.submitId);
  const bodyHash = hashOf(request);
  const made = await checkApplication(request, who, services)
    .then((application) => caseOf(id, bodyHash, application, request, who, services))
    .catch((fault) => fault as Error);
  // What was taken stays taken, even if it would be refused today.
  if (made instanceof Error) return { case: await takenBefore(id, bodyHash, made), created: false };
  await writeDown(made);
  try {
    failpoint("before-insert");
    await Cases.create(made);
    failpoint("after-insert");
  } catch (error) {
    return { case: await settle(error, id, bodyHash), created: false };
  }
  services.exchange.wake(made.region);
  await forgetDraft(id, services);
  return { case: made, created: true };
}

async function takenBefore(id: string, bodyHash: string, fault: Error): Promise<CaseDoc> {
  if (!(fault instanceof AppError)) throw fault;
  const there = await stored(id, bodyHash);
  if (there === null) throw fault;
  return there;
}

/** Before anybody is told: what the log does not hold was not submitted. */
async function writeDown({ actorId, business, businessSn, proof = "" }: CaseDoc): Promise<void> {
  const fact = { who: actorId ?? "", act: `submit ${business}`, on: businessSn, result: "ok" };
  await record({ ...fact, digest: sm3Hex(proof) }).catch((cause) => {
    throw isStoreFault(cause) ? new AppError("storeAway", { cause }) : cause;
  });
}

/** The insert failed, or its outcome is not known: what the store says now decides. Never a second case. */
async function settle(error: unknown, id: string, bodyHash: string): Promise<CaseDoc> {
  if (!isDuplicate(error) && !isStoreFault(error)) throw error;
  const there = await stored(id, bodyHash).catch((cause) => {
    throw cause instanceof AppError ? cause : new AppError("storeAway", { cause });
  });
  if (there === null) throw new AppError("storeAway", { cause: error });
  return there;
}

async function stored(id: string, bodyHash: string): Promise<CaseDoc | null> {
  const found = await Cases.findById(id).maxTimeMS(maxTimeMS).lean<CaseDoc>();
  if (found !== null && found.bodyHash !== bodyHash) throw new AppError("submitConflict");
  return found;
}

/** The case exists; a draft that outlives it does no harm, so nobody waits for the journal. */
async function forgetDraft(id: string, { log }: Services): Promise<void> {
  await Drafts.deleteOne({ _id: id }, { writeConcern: { w: 1, journal: false } }).catch((error) =>
    log.warn({ caseId: id, reason: String(error) }, "a draft was not deleted after its submit"),
  );
}

/** The whole content in one order, so that a repeat is known as such. */
function hashOf({ business, answers, attachments }: ApplicationRequest): string {
  const sorted = Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1));
  return sm3Hex(
    JSON.stringify([business, sorted, attachments.map((one) => [one.imageType, one.attachment])]),
  );
}

async function caseOf(
  id: string,
  bodyHash: string,
  application: Application,
  request: ApplicationRequest,
  who: Who,
  services: Services,
): Promise<CaseDoc> {
  const { definition, answers, place, region, context } = application;
  const now = services.now();
  const businessSn = await nextBusinessSn(place, context.province, now);
  const attachments = await caseFilesOf(application, request.attachments, businessSn, services);
  const { idType, idCard } = answers;
  const body = wireBody({ definition, answers, attachments, businessSn, now, context });
  const files = definition.attachmentNames ? [] : [...new Set(attachments.map((one) => one.file))];
  const first = await queue(definition.code, body, files, region, now);
  const submitted = { _id: id, business: definition.code, businessSn, region, attachments, createdAt: now };
  const proof = statementOf({ ...submitted, channel: "1" }, answers);
  return {
    ...{ _id: id, submitId: request.submitId, ownerId: who.ownerId, actorId: who.actorId, claim: null },
    subject: idCard ? personKey(idType ?? "1", idCard) : null,
    ...{ business: definition.code, region, place, businessSn, bodyHash, attachments },
    answers: seal(JSON.stringify(answers), { id, path: "answers" }),
    ...{ createdAt: now, channel: "1", state: "0", stateAt: null, needsOperator: false, origin: "portal" },
    outbox: [first],
    send: { peer: region, due: now, fence: 0, owner: null, until: null },
    ...{ feedbacks: [], requests: [] },
    proof,
  };
}
