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
  /** How he was let in; absent: by the unified identity system itself. */
  by?: "wechat";
}

/** A WeChat account in our mini-program, and who has proved at the unified identity system that it is his. */
export interface BindingDoc {
  /** Blind index of the mini-program's app id and the openid. */
  _id: string;
  ownerId: string;
  actorId: string;
  /** When he last proved it. */
  signedInAt: Date;
}

/** A proof of who somebody is, on its way from the web page into the mini-program that asked for it. */
export interface HandOverDoc extends Omit<BindingDoc, "_id"> {
  /** SM3 of its code and of the mini-program's own secret. */
  _id: string;
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
  /** The secret of the mini-program that waits for the outcome; null in a browser. */
  miniProgram: string | null;
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
  by: { type: String },
});

const proof = { _id: text, ownerId: text, actorId: text, signedInAt: date };
export const Bindings = model<BindingDoc>("Binding", "bindings", proof);
export const HandOvers = model<HandOverDoc>("HandOver", "hand_overs", { ...proof, endsAt: date });

export const SignIns = model<SignInDoc>("SignIn", "sign_ins", {
  _id: text,
  state: text,
  nonce: text,
  verifier: text,
  returnTo: text,
  miniProgram: free,
  endsAt: date,
});
