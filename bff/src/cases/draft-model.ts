import mongoose, { Schema } from "mongoose";
import type { Sealed } from "./model.ts";

/** What a person has filled in so far; the same on all of his devices. */
export interface DraftDoc {
  /** As of the case that it becomes. */
  _id: string;
  ownerId: string;
  submitId: string;
  business: string;
  /** JSON text of the answers. */
  answers: Sealed;
  attachments: { imageType: string; attachment: string; name: string }[];
  /** JSON text of what an office objected to in the case that this draft corrects. */
  objections?: Sealed | null;
  step: number;
  /** Counts up with each save, so that a second device cannot overwrite what it has not seen. */
  version: number;
  savedAt: Date;
  keepUntil: Date;
}

/** A draft is kept so long after it was last saved. */
export const draftDays = 90;

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const date = { type: Date, required: true } as const;
const attachment = new Schema(
  { imageType: text, attachment: text, name: { type: String, default: "" } },
  { _id: false, strict: "throw" },
);

export const Drafts = mongoose.model<DraftDoc>(
  "Draft",
  new Schema<DraftDoc>(
    {
      _id: text,
      ownerId: text,
      submitId: text,
      business: text,
      answers: text,
      attachments: [attachment],
      objections: { type: String, default: null },
      step: number,
      version: number,
      savedAt: date,
      keepUntil: date,
    },
    { collection: "drafts", versionKey: false },
  ),
);
