import mongoose, { Schema } from "mongoose";
import type { Sealed } from "../cases/model.ts";

/** One result of continuing education (CX1003), for whoever has this id number, now or when he first signs in. */
export interface EducationDoc {
  /** Blind index of the content: the same result is there once, however often and by whomever it is sent. */
  _id: string;
  /** `personKey` of its id number. */
  person: string;
  /** Who sent it first. */
  peer: string;
  /** JSON text of the values by wire name. */
  body: Sealed;
  /** Digest of its voucher. */
  file: string | null;
  /** Why nobody may get the voucher. */
  unfit: string | null;
  receivedAt: Date;
}

const text = { type: String, required: true } as const;
const free = { type: String, default: null } as const;

export const EducationResults = mongoose.model<EducationDoc>(
  "EducationResult",
  new Schema<EducationDoc>(
    {
      ...{ _id: text, person: text, peer: text, body: text, file: free, unfit: free },
      receivedAt: { type: Date, required: true },
    },
    { collection: "education_results", versionKey: false },
  ),
);
