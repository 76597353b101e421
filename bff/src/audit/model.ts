import mongoose, { Schema } from "mongoose";
import type { SignedHead } from "./close-day.ts";
import type { Entry } from "./entry.ts";

const text = { type: String, required: true } as const;
// An empty digest is a digest: `required` would refuse it.
const optional = { type: String, default: "" } as const;

export const AuditEntries = mongoose.model<Entry>(
  "AuditEntry",
  new Schema<Entry>(
    {
      _id: text,
      chain: text,
      seq: { type: Number, required: true },
      at: text,
      who: text,
      act: text,
      on: optional,
      result: optional,
      digest: optional,
      prev: text,
      hash: text,
    },
    { collection: "audit", versionKey: false },
  ),
);

const range = new Schema({ chain: text, from: Number, to: Number, last: text }, { _id: false });

export const AuditHeads = mongoose.model<SignedHead>(
  "AuditHead",
  new Schema<SignedHead>(
    {
      _id: text,
      day: text,
      ranges: [range],
      entries: Number,
      root: text,
      prev: text,
      hash: text,
      signature: text,
      publicKey: text,
    },
    { collection: "audit_heads", versionKey: false },
  ),
);
