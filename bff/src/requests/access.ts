import { trusted } from "mongoose";
import type { FollowUp } from "shared-types";
import { type CaseDoc, Cases } from "../cases/model.ts";
import { personKey, profileOf } from "../identity/owners.ts";
import { maxTimeMS } from "../store/connection.ts";

interface Who {
  readonly ownerId: string;
  readonly actorId: string;
}

/** Requests that stand in a document of their own have these as `business`. */
export const withoutCase = ["HS1001", "PJ1003"] as const;

/** A case, not a request of its own. */
export const isCase = trusted({ $nin: [...withoutCase] });

/**
 * The case that somebody wants to ask about; null when it is none of his. Its owner may ask everything. A person whose
 * id number somebody else's application names may ask for its rollback, and see no more of it than that it exists.
 */
export async function readAskable(who: Who, caseId: string, request: FollowUp): Promise<CaseDoc | null> {
  const found = await Cases.findOne({ _id: caseId, business: isCase }).maxTimeMS(maxTimeMS).lean<CaseDoc>();
  if (found === null || found.ownerId === who.ownerId) return found;
  if (request !== "HT1001" || found.subject == null) return null;
  return found.subject === (await subjectKeyOf(who)) ? found : null;
}

/** What the person who acts is found by in other people's cases. */
export async function subjectKeyOf({ actorId }: Who): Promise<string> {
  const { idType, idCard } = await profileOf({ ownerId: actorId, actorId });
  return personKey(idType, idCard);
}
