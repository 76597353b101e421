import { trusted } from "mongoose";
import { rolledBack } from "shared-types";
import { type CaseDoc, Cases, type Feedback, type FeedbackFile } from "../cases/model.ts";
import { fileRule } from "../received-files/rules.ts";
import { isCase } from "../requests/access.ts";
import { voucherOf } from "../requests/facts.ts";
import { bodyOfFeedback } from "../requests/make.ts";
import { maxTimeMS } from "../store/connection.ts";

/** Whose: the legal person's and the one's who acts for it, or one person's. */
export interface Who {
  readonly ownerId: string;
  readonly actorId: string;
}

/** A voucher or certificate that a province gave with a result. */
export interface Held {
  /** Names case, feedback and element; opens for its owner only. */
  readonly id: string;
  readonly of: CaseDoc;
  readonly feedback: Feedback;
  readonly body: Readonly<Record<string, unknown>>;
  /** Wire name of the element that carries it, also where none came. */
  readonly element: string;
  readonly file?: FeedbackFile;
}

const projection = { outbox: 0, answers: 0, proof: 0, attachments: 0 } as const;

/** What they hold over all their cases, the latest first; of what was undone (HT1002) nothing. */
export async function heldBy(who: Who): Promise<Held[]> {
  const withFeedback = { feedbacks: trusted({ $ne: [] }), state: trusted({ $ne: rolledBack }) };
  const found = await Cases.find({ ...owned(who), ...withFeedback }, projection)
    .sort({ createdAt: -1 })
    .limit(500)
    .maxTimeMS(maxTimeMS)
    .lean<CaseDoc[]>();
  return found.flatMap(heldIn).sort((a, b) => (a.feedback.date < b.feedback.date ? 1 : -1));
}

/** One of theirs; null for anybody else's. */
export async function heldNamed(who: Who, id: string): Promise<Held | null> {
  const [caseId = ""] = id.split("-");
  const of = await Cases.findOne({ _id: caseId, ...owned(who) }, projection)
    .maxTimeMS(maxTimeMS)
    .lean<CaseDoc>();
  return (of?.feedbacks ?? []).flatMap((one) => piecesOf(of!, one)).find((one) => one.id === id) ?? null;
}

const owned = ({ ownerId, actorId }: Who) => ({
  ownerId: trusted({ $in: [ownerId, actorId] }),
  business: isCase,
});

/** Of one case: what was made again takes the place of what was there before, unless that alone can be shown. */
function heldIn(of: CaseDoc): Held[] {
  const pieces = [...of.feedbacks]
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .flatMap((feedback) => piecesOf(of, feedback));
  const last = new Map<string, Held>();
  for (const piece of pieces) {
    const before = last.get(piece.element);
    if (before === undefined || isFit(piece) || !isFit(before)) last.set(piece.element, piece);
  }
  return [...last.values()];
}

export const isFit = ({ file }: Pick<Held, "file">) => file !== undefined && file.unfit === undefined;

/** A good end brings a voucher though no file came; a certificate is there where its file or its number is. */
function piecesOf(of: CaseDoc, feedback: Feedback): Held[] {
  const elements = new Set(
    feedback.files.map(({ name }) => name).filter((name) => fileRule(name).use !== "picture"),
  );
  const voucher = voucherOf(feedback);
  if (voucher !== null) elements.add(voucher);
  if (elements.size === 0 && feedback.state === null) return [];
  const body = bodyOfFeedback(of, feedback);
  if (typeof body.certificateIdentifier === "string") elements.add("certificateFile");
  return [...elements].map((element) => {
    const file = feedback.files.find(({ name }) => name === element);
    const id = `${of._id}-${feedback.key}-${element}`;
    return { id, of, feedback, body, element, ...(file && { file }) };
  });
}
