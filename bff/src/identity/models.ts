import mongoose, { Schema } from "mongoose";
import type { Sealed } from "../cases/model.ts";

/** Who owns cases, drafts and photos: a person or a legal person (法人). */
export interface OwnerDoc {
  /** Random. */
  _id: string;
  kind: "person" | "firm";
  name: Sealed;
  /** JT/T 697.7 5.2; null for a firm. */
  idType: string | null;
  /** Id number of a person, credit code of a firm. */
  idCard: Sealed;
  phone: Sealed | null;
  /** GB/T 2261.1; null when unknown. */
  sex: string | null;
  createdAt: Date;
  verifiedAt: Date;
  verifiedBy: "unified";
}

/** Finds an owner by what the state knows him by; the key is a blind index, so a dump names nobody. */
export interface IdentityDoc {
  _id: string;
  ownerId: string;
}

export interface SessionDoc {
  /** SM3 of the token: whoever reads the store cannot take over a session. */
  _id: string;
  ownerId: string;
  /** The person who acts; the same as the owner unless he acts for a firm. */
  actorId: string;
  startedAt: Date;
  /** When the person last proved who he is; the identity system may let him in later without asking again. */
  signedInAt: Date;
  seenAt: Date;
  /** The earlier of idle and absolute end. */
  endsAt: Date;
}

/** One sign-in under way at an outside identity system, bound to the browser by a cookie. */
export interface SignInDoc {
  /** SM3 of the cookie's value. */
  _id: string;
  state: string;
  nonce: string;
  verifier: Sealed;
  returnTo: string;
  endsAt: Date;
}

const text = { type: String, required: true } as const;
const free = { type: String, default: null } as const;
const date = { type: Date, required: true } as const;

function model<T>(name: string, collection: string, fields: Record<string, object>) {
  return mongoose.model<T>(name, new Schema<T>(fields as never, { collection, versionKey: false }));
}

export const Owners = model<OwnerDoc>("Owner", "owners", {
  _id: text,
  kind: text,
  name: text,
  idType: free,
  idCard: text,
  phone: free,
  sex: free,
  createdAt: date,
  verifiedAt: date,
  verifiedBy: text,
});

export const Identities = model<IdentityDoc>("Identity", "identities", { _id: text, ownerId: text });

export const Sessions = model<SessionDoc>("Session", "sessions", {
  _id: text,
  ownerId: text,
  actorId: text,
  startedAt: date,
  signedInAt: date,
  seenAt: date,
  endsAt: date,
});

export const SignIns = model<SignInDoc>("SignIn", "sign_ins", {
  _id: text,
  state: text,
  nonce: text,
  verifier: text,
  returnTo: text,
  endsAt: date,
});
