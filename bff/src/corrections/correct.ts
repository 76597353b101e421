import { type CorrectionAnswer, requestOf } from "shared-types";
import { caseIdOf } from "../cases/case-id.ts";
import { type DraftDoc, Drafts, draftDays } from "../cases/draft-model.ts";
import { type CaseDoc, Cases } from "../cases/model.ts";
import { contextOf } from "../config.ts";
import { sm3Hex } from "../crypto/provider.ts";
import { seal, unseal } from "../crypto/sealed.ts";
import { AppError } from "../errors.ts";
import { isCorrectable } from "../requests/facts.ts";
import { bodyOfFeedback } from "../requests/make.ts";
import type { Services } from "../services.ts";
import { isDuplicate } from "../store/connection.ts";
import { placeObjections } from "./objections.ts";
import { ownPhotosAgain } from "./own-photos-again.ts";

const day = 86_400_000;

/**
 * A draft that begins with everything that a declined, rejected or withdrawn case had, and says what was objected to
 * and where. Asked again it gives the same draft, until that has been sent. Throws `closed` for any other case.
 */
export async function correct(
  of: CaseDoc,
  ownerId: string,
  services: Pick<Services, "config" | "now">,
): Promise<CorrectionAnswer> {
  const definition = requestOf(of.business);
  if (definition === undefined || !isCorrectable(of))
    throw new AppError("closed", { message: "这件业务不需要重新申请。" });
  const submitId = await freeSubmitId(of._id, ownerId);
  const id = caseIdOf(ownerId, submitId);
  if (await Drafts.exists({ _id: id })) return { submitId, business: of.business };
  const now = services.now();
  const keepUntil = new Date(now.getTime() + draftDays * day);
  const answers = unseal(of.answers, { id: of._id, path: "answers" });
  const reason = reasonOf(of);
  const context = contextOf(services.config(), of.region, now);
  const objections = reason && placeObjections(definition, JSON.parse(answers), context, reason);
  const draft: DraftDoc = {
    ...{ _id: id, ownerId, submitId, business: of.business, step: 0, version: 1 },
    ...{ savedAt: now, keepUntil },
    answers: seal(answers, { id, path: "answers" }),
    attachments: await ownPhotosAgain(of, ownerId, now, keepUntil),
    objections: objections ? seal(JSON.stringify(objections), { id, path: "objections" }) : null,
  };
  await Drafts.create(draft).catch((error) => {
    if (!isDuplicate(error)) throw error;
  });
  return { submitId, business: of.business };
}

/** One for each case, and after that has been sent the next. */
async function freeSubmitId(caseId: string, ownerId: string): Promise<string> {
  for (let turn = 0; ; turn++) {
    const submitId = `correction-${sm3Hex(`${caseId}:${turn}`).slice(0, 32)}`;
    if ((await Cases.exists({ _id: caseIdOf(ownerId, submitId) })) === null) return submitId;
  }
}

/** The office's reason, from the feedback that decided. */
function reasonOf(of: CaseDoc): string {
  const decided = of.feedbacks.filter(({ state, date }) => state === of.state && date === of.stateAt).at(-1);
  const reason = decided && bodyOfFeedback(of, decided).checkResult;
  return typeof reason === "string" ? reason : "";
}
