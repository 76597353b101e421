import mongoose, { Schema } from "mongoose";

/** The bytes of a file, once for each content. */
export interface FileDoc {
  /** Hex SM3 of the content. */
  _id: string;
  kind: string;
  bytes: number;
  /** Sealed. */
  content: Buffer;
  /** When it was last put: a file that nothing refers to is swept a day later. */
  at: Date;
}

/** A photo as its owner sees it: a random id that opens it for him alone. */
export interface AttachmentDoc {
  _id: string;
  ownerId: string;
  file: string;
  bytes: number;
  width: number;
  height: number;
  at: Date;
  /** When it may be swept: a day after the upload, later when a draft or a case holds it. */
  keepUntil: Date;
}

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const date = { type: Date, required: true } as const;

export const Files = mongoose.model<FileDoc>(
  "File",
  new Schema<FileDoc>(
    { _id: text, kind: text, bytes: number, content: { type: Buffer, required: true }, at: date },
    { collection: "files", versionKey: false },
  ),
);

export const Attachments = mongoose.model<AttachmentDoc>(
  "Attachment",
  new Schema<AttachmentDoc>(
    {
      _id: text,
      ownerId: text,
      file: text,
      bytes: number,
      width: number,
      height: number,
      at: date,
      keepUntil: date,
    },
    { collection: "attachments", versionKey: false },
  ),
);
