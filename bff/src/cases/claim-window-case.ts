import { regionOfPlace } from "shared-types";
import { unseal } from "../crypto/sealed.ts";
import { AppError } from "../errors.ts";
import { verifiedName } from "../identity/owners.ts";
import { maxTimeMS } from "../store/connection.ts";
import { sameName } from "./certificate-owners.ts";
import { type CaseDoc, Cases } from "./model.ts";

/**
 * Gives a person the window case whose number he knows, if the province named no other person and its applicant has
 * his name. Throws `notFound` with the same words whatever does not fit, so that numbers cannot be tried out.
 */
export async function claimWindowCase(
  { businessSn, place }: { businessSn: string; place: string },
  who: { ownerId: string; actorId: string },
): Promise<string> {
  const named = { businessSn, region: regionOfPlace(place), origin: "window" } as const;
  const found = await Cases.findOne(named).maxTimeMS(maxTimeMS).lean<CaseDoc>();
  const missing = new AppError("notFound", {
    message: "没有找到您名下的这件业务，请核对流水号和办理的地区。",
  });
  if (found === null) throw missing;
  if (found.ownerId === who.ownerId) return found._id;
  const free = found.ownerId === null && found.claim === null;
  if (!free || !sameName(await verifiedName(who.ownerId), applicantOf(found))) throw missing;
  const claimed = await Cases.updateOne(
    { _id: found._id, ownerId: null, claim: null },
    // Who looks for it by its number knows that it is his.
    { $set: { ownerId: who.ownerId }, $addToSet: { mine: who.actorId } },
  );
  if (claimed.matchedCount === 0) throw missing;
  return found._id;
}

function applicantOf({ _id, answers }: CaseDoc): string {
  const { applyName = "" } = JSON.parse(unseal(answers, { id: _id, path: "answers" })) as {
    applyName?: string;
  };
  return applyName;
}
