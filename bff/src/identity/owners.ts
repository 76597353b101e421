import { randomBytes } from "node:crypto";
import { blindIndex, seal, unseal } from "../crypto/sealed.ts";
import { isDuplicate } from "../store/connection.ts";
import { Identities, type OwnerDoc, Owners } from "./models.ts";

/** What an identity system has verified about the one who signed in. */
export interface VerifiedIdentity {
  readonly person: {
    readonly name: string;
    readonly idType: string;
    readonly idCard: string;
    readonly phone: string | null;
    readonly sex: string | null;
  };
  /** Present when the person acts for a legal person. */
  readonly firm: { readonly name: string; readonly creditCode: string } | null;
}

/** What a form can be filled in with; "" where nothing is known. */
export interface Profile {
  readonly kind: "person" | "firm";
  readonly name: string;
  readonly idCard: string;
  readonly idType: string;
  readonly phone: string;
  readonly sex: string;
  readonly firmName: string;
  readonly creditCode: string;
}

/** The owner and the actor for a verified identity, made at their first sign-in, their facts brought up to date. */
export async function ownersOf(
  identity: VerifiedIdentity,
  now: Date,
): Promise<{ ownerId: string; actorId: string }> {
  const { person, firm } = identity;
  const actorId = await ownerIdOf(personKey(person.idType, person.idCard));
  await remember(actorId, { kind: "person", ...person }, now);
  if (firm === null) return { ownerId: actorId, actorId };
  const ownerId = await ownerIdOf(blindIndex(`firm:${firm.creditCode}`));
  const facts = {
    kind: "firm",
    name: firm.name,
    idType: null,
    idCard: firm.creditCode,
    phone: null,
    sex: null,
  } as const;
  await remember(ownerId, facts, now);
  return { ownerId, actorId };
}

/** What a person is found by; systems write the same id type as `1` and as `01`, and numbers with blanks around them. */
export function personKey(idType: string, idCard: string): string {
  const type = idType.trim().replace(/^0+(?=.)/, "");
  return blindIndex(`person:${type}:${idCard.replace(/\s/g, "").toUpperCase()}`);
}

/** The owner of a `personKey`, if he ever signed in. */
export async function findOwnerByKey(key: string): Promise<string | null> {
  const found = await Identities.findById(key).lean();
  return found?.ownerId ?? null;
}

/** Two sign-ins at once: the identity's `_id` lets only one of them name the owner. */
async function ownerIdOf(key: string): Promise<string> {
  const found = await Identities.findById(key).lean();
  if (found !== null) return found.ownerId;
  const ownerId = randomBytes(16).toString("hex");
  try {
    await Identities.create({ _id: key, ownerId });
    return ownerId;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return (await Identities.findById(key).orFail().lean()).ownerId;
  }
}

type Facts = Pick<OwnerDoc, "kind" | "idType" | "sex"> & {
  name: string;
  idCard: string;
  phone: string | null;
};

async function remember(id: string, facts: Facts, now: Date): Promise<void> {
  const sealed = (path: string, value: string) => seal(value, { id, path });
  await Owners.updateOne(
    { _id: id },
    {
      $set: {
        kind: facts.kind,
        name: sealed("name", facts.name),
        idType: facts.idType,
        idCard: sealed("idCard", facts.idCard),
        phone: facts.phone === null ? null : sealed("phone", facts.phone),
        sex: facts.sex,
        verifiedAt: now,
        verifiedBy: "unified",
      },
      $setOnInsert: { createdAt: now },
    },
    { upsert: true },
  );
}

/** The name under which an owner was verified; "" for one that is not there. */
export async function verifiedName(ownerId: string): Promise<string> {
  const owner = await Owners.findById(ownerId, { name: 1 }).lean();
  return owner === null ? "" : unseal(owner.name, { id: ownerId, path: "name" });
}

/** The facts of the owner, and of the person who acts for him. */
export async function profileOf(who: { ownerId: string; actorId: string }): Promise<Profile> {
  const actor = await factsOf(who.actorId);
  const firm = who.ownerId === who.actorId ? null : await factsOf(who.ownerId);
  const { name, idCard, idType, phone, sex } = actor;
  return {
    kind: firm === null ? "person" : "firm",
    ...{ name, idCard, idType, phone, sex },
    firmName: firm?.name ?? "",
    creditCode: firm?.idCard ?? "",
  };
}

async function factsOf(id: string) {
  const owner = await Owners.findById(id).orFail().lean();
  const open = (path: "name" | "idCard" | "phone") => {
    const value = owner[path];
    return value === null ? "" : unseal(value, { id, path });
  };
  return {
    name: open("name"),
    idCard: open("idCard"),
    phone: open("phone"),
    idType: owner.idType ?? "",
    sex: owner.sex ?? "",
  };
}
