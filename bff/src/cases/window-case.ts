import { seal } from "../crypto/sealed.ts";
import type { Incoming } from "../exchange/deps.ts";
import { findOwnerByKey, personKey } from "../identity/owners.ts";
import { isDuplicate } from "../store/connection.ts";
import { windowCaseIdOf } from "./case-id.ts";
import { windowBusiness } from "./feedback-kinds.ts";
import { Cases } from "./model.ts";

/**
 * A case handled at an office window, known to us only by what the province tells. JD1002 and JD1003 carry an id
 * number: it belongs to that person, now or when he first signs in. The others stay unclaimed (never matched by name).
 */
export async function openWindowCase(incoming: Incoming, businessSn: string): Promise<void> {
  const { peer, body, receivedAt } = incoming;
  const id = windowCaseIdOf(peer, businessSn);
  const { idType, idCard, applyName } = body;
  const claim = idType && idCard ? personKey(idType, idCard) : null;
  const ownerId = claim === null ? null : await findOwnerByKey(claim);
  try {
    await Cases.create({
      ...{ _id: id, submitId: id, ownerId, actorId: null, claim: ownerId === null ? claim : null },
      ...{ business: windowBusiness(incoming) ?? "", region: peer, place: peer, businessSn, bodyHash: "" },
      answers: seal(JSON.stringify({ applyName: applyName ?? "" }), { id, path: "answers" }),
      ...{
        createdAt: receivedAt,
        channel: "1",
        state: "0",
        stateAt: null,
        needsOperator: false,
        origin: "window",
      },
      ...{ attachments: [], outbox: [], feedbacks: [], requests: [] },
      send: { peer, fence: 0, owner: null, until: null },
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** Gives a person the window cases that were waiting for him. */
export async function claimWindowCases(key: string, ownerId: string): Promise<void> {
  await Cases.updateMany({ claim: key }, { $set: { ownerId, claim: null } });
}
