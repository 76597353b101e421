import { type Answers, type Objections, requestOf } from "shared-types";
import { keepPhotos, ownPhotos } from "../attachments/photos.ts";
import { seal, unseal } from "../crypto/sealed.ts";
import { AppError } from "../errors.ts";
import { isDuplicate, maxTimeMS } from "../store/connection.ts";
import { caseIdOf } from "./case-id.ts";
import { type DraftDoc, Drafts, draftDays } from "./draft-model.ts";
import { Cases } from "./model.ts";

/** A draft as its owner sees it. `version` 0: not saved yet. */
export interface Draft {
  readonly submitId: string;
  readonly business: string;
  readonly answers: Answers;
  readonly attachments: readonly {
    readonly imageType: string;
    readonly attachment: string;
    readonly name: string;
  }[];
  readonly step: number;
  readonly version: number;
  readonly savedAt: string;
  /** What an office objected to in the case that it corrects. */
  readonly objections?: Objections;
}

/**
 * Saves over version `draft.version` and gives the new one. Throws `draftConflict` with the stored draft when another
 * device has saved since, `submitConflict` when it has been sent already.
 */
export async function saveDraft(
  ownerId: string,
  draft: Omit<Draft, "savedAt" | "objections">,
  now: Date,
): Promise<{ version: number; savedAt: string }> {
  if (requestOf(draft.business) === undefined) throw new AppError("notFound");
  const id = caseIdOf(ownerId, draft.submitId);
  const keepUntil = new Date(now.getTime() + draftDays * 86_400_000);
  const photos = draft.attachments.map((one) => one.attachment);
  if ((await ownPhotos(ownerId, photos)).size !== new Set(photos).size) throw new AppError("notFound");
  const content = {
    business: draft.business,
    answers: seal(JSON.stringify(draft.answers), { id, path: "answers" }),
    attachments: draft.attachments.map(({ imageType, attachment, name }) => ({
      imageType,
      attachment,
      name,
    })),
    step: draft.step,
    savedAt: now,
    keepUntil,
  };
  const version = draft.version + 1;
  if (draft.version === 0) await insert({ _id: id, ownerId, submitId: draft.submitId, version, ...content });
  else {
    const { matchedCount } = await Drafts.updateOne(
      { _id: id, ownerId, version: draft.version },
      { $set: { ...content, version } },
    );
    if (matchedCount === 0) throw await conflict(id);
  }
  await keepPhotos(ownerId, photos, keepUntil);
  return { version, savedAt: now.toISOString() };
}

async function insert(draft: DraftDoc): Promise<void> {
  // A late save of a page left open must not bring back what has been sent.
  if (await Cases.exists({ _id: draft._id })) throw new AppError("submitConflict");
  try {
    await Drafts.create(draft);
  } catch (error) {
    throw isDuplicate(error) ? await conflict(draft._id) : error;
  }
}

async function conflict(id: string): Promise<AppError> {
  const stored = await Drafts.findById(id).lean();
  if (stored !== null) return new AppError("draftConflict", { data: { draft: present(stored) } });
  return new AppError((await Cases.exists({ _id: id })) ? "submitConflict" : "notFound");
}

export async function readDraft(ownerId: string, submitId: string): Promise<Draft | null> {
  const draft = await Drafts.findOne({ _id: caseIdOf(ownerId, submitId), ownerId })
    .maxTimeMS(maxTimeMS)
    .lean();
  return draft && present(draft);
}

/** The owner's drafts, the latest first. */
export async function listDrafts(ownerId: string): Promise<Draft[]> {
  const drafts = await Drafts.find({ ownerId }).sort({ savedAt: -1 }).limit(100).maxTimeMS(maxTimeMS).lean();
  return drafts.map(present);
}

/** Deletes a draft; its photos are swept a day later unless something else holds them. */
export async function deleteDraft(ownerId: string, submitId: string): Promise<boolean> {
  const { deletedCount } = await Drafts.deleteOne({ _id: caseIdOf(ownerId, submitId), ownerId });
  return deletedCount === 1;
}

function present(draft: DraftDoc): Draft {
  const { submitId, business, step, version } = draft;
  return {
    ...{ submitId, business, step, version },
    answers: JSON.parse(unseal(draft.answers, { id: draft._id, path: "answers" })),
    attachments: draft.attachments.map(({ imageType, attachment, name }) => ({
      imageType,
      attachment,
      name,
    })),
    savedAt: draft.savedAt.toISOString(),
    ...(draft.objections && {
      objections: JSON.parse(unseal(draft.objections, { id: draft._id, path: "objections" })),
    }),
  };
}
