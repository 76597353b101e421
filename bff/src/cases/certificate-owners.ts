import mongoose, { Schema } from "mongoose";
import { blindIndex } from "../crypto/sealed.ts";
import type { Incoming } from "../exchange/deps.ts";
import { findOwnerByKey, personKey, verifiedName } from "../identity/owners.ts";
import { type CaseDoc, Cases } from "./model.ts";

/** Whose certificate a number is, as provinces have told in cases of his. */
interface CertificateOwnerDoc {
  /** Blind index of the number. */
  _id: string;
  ownerIds: string[];
}

const text = { type: String, required: true } as const;
const CertificateOwners = mongoose.model<CertificateOwnerDoc>(
  "CertificateOwner",
  new Schema<CertificateOwnerDoc>(
    { _id: text, ownerIds: [String] },
    { collection: "certificate_owners", versionKey: false },
  ),
);

/** The transport or qualification certificate that each interface speaks of. */
const elements: Readonly<Record<string, string>> = {
  JD1001: "transCertificateCode",
  JD1002: "certificateCode",
  JD1003: "certificateCode",
  JD1004: "feedbackNo",
};

/**
 * What a feedback says about whose certificate is whose. In a case that belongs to somebody of that name it is
 * remembered. A window case that names no person goes to the one owner of its certificate who has its applicant's
 * name (protocol: window cases; never by name and phone).
 */
export async function useCertificate(of: CaseDoc, { ipc, body }: Incoming): Promise<void> {
  const number = body[elements[ipc] ?? ""] ?? "";
  const name = body.applyName ?? "";
  if (number === "" || name === "") return;
  const _id = keyOf(number);
  if (of.ownerId !== null) {
    if (sameName(await verifiedName(of.ownerId), name))
      await CertificateOwners.updateOne({ _id }, { $addToSet: { ownerIds: of.ownerId } }, { upsert: true });
    return;
  }
  if (of.origin !== "window" || of.claim !== null) return;
  const owners = new Set((await CertificateOwners.findById(_id).lean())?.ownerIds ?? []);
  // A qualification certificate has its holder's id number: the verified identity is such a record itself.
  const holder = await findOwnerByKey(personKey("1", number));
  if (holder !== null) owners.add(holder);
  const named: string[] = [];
  for (const owner of owners) if (sameName(await verifiedName(owner), name)) named.push(owner);
  if (named.length === 1)
    await Cases.updateOne({ _id: of._id, ownerId: null }, { $set: { ownerId: named[0] } });
}

const keyOf = (number: string) => blindIndex(`certificate:${number.replace(/\s/g, "").toUpperCase()}`);

/** Blanks and the dot of foreign names are written in several ways. */
export function sameName(one: string, other: string): boolean {
  const plain = (name: string) => name.replace(/[\s·•．.]/g, "");
  return plain(one) !== "" && plain(one) === plain(other);
}
