import type { FollowUp } from "shared-types";
import { requestIdOf } from "../cases/case-id.ts";
import { type CaseDoc, type CaseRequest, Cases } from "../cases/model.ts";
import { sm3Hex } from "../crypto/provider.ts";
import { AppError } from "../errors.ts";
import { cases } from "../exchange/collections.ts";
import { pushStages, withdrawStages } from "../exchange/outbox-stages.ts";
import { requireFresh } from "../identity/sessions.ts";
import type { Services } from "../services.ts";
import { isDuplicate, isStoreFault, maxTimeMS } from "../store/connection.ts";
import { isCase, readAskable } from "./access.ts";
import { type Checked, checkRequest, type Requested } from "./check-request.ts";
import { type Asker, type Made, makeAbout, makeAlone } from "./make.ts";
import { requireOpen } from "./openness.ts";

export interface Asked {
  readonly requestId: string;
  readonly caseId?: string;
  readonly submittedAt: string;
}

interface Who {
  readonly ownerId: string;
  readonly actorId: string;
  readonly signedInAt: Date;
}

/** What nobody but the person himself may do, at a device that was left open least of all. */
const sensitive = ["QX1001", "HT1001"];

/**
 * Takes a request: the same submitId with the same content gives the stored one (`created: false`), with other content
 * `submitConflict`. Throws AppError `invalid`, `notFound` (case), `closed`, `stepUp`, `storeAway`.
 */
export async function ask(
  requested: Requested,
  who: Who,
  services: Services,
): Promise<{ asked: Asked; created: boolean }> {
  const id = requestIdOf(who.ownerId, requested.submitId);
  const bodyHash = hashOf(requested);
  const before = await stored(id, bodyHash);
  if (before !== null) return { asked: before, created: false };
  if (sensitive.includes(requested.request)) requireFresh(who, services.now());
  const of = await caseMeant(requested, who);
  const checked = await checkRequest(requested, of, who.ownerId, services);
  if (of === null) return askAlone(id, bodyHash, checked, who, services);
  const read = () => readAskable(who, of._id, requested.request);
  return askAbout({ id, bodyHash, entry: requested.entry }, read, checked, who, services);
}

/** A case that is meant must be there; a complaint may name it by its number only. */
async function caseMeant({ request, caseId, answers }: Requested, who: Who): Promise<CaseDoc | null> {
  if (request === "HS1001" || (request === "PJ1003" && answers.about !== "case")) return null;
  if (caseId !== undefined) {
    const found = await readAskable(who, caseId, request);
    if (found === null) throw new AppError("notFound");
    return found;
  }
  if (request !== "PJ1003") throw new AppError("notFound");
  const named = { businessSn: answers.businessSn ?? "", ownerId: who.ownerId, business: isCase };
  const found = await Cases.findOne(named).maxTimeMS(maxTimeMS).lean<CaseDoc>();
  const message = "没有找到您名下的这件业务，请核对流水号；不是您办的业务，请选“其他的事情”。";
  if (found === null) throw new AppError("invalid", { fields: [{ name: "businessSn", message }] });
  return found;
}

async function askAlone(id: string, bodyHash: string, checked: Checked, who: Asker, services: Services) {
  const made = await makeAlone(checked, who, { id, bodyHash, now: services.now() });
  try {
    await Cases.create(made);
  } catch (error) {
    return { asked: await settle(error, id, bodyHash), created: false };
  }
  services.exchange.wake(checked.region);
  return { asked: { requestId: id, submittedAt: made.createdAt.toISOString() }, created: true };
}

const mostTurns = 20;

/**
 * Puts a request into its case, in one update that holds only if nothing that its openness depends on has changed since
 * it was judged: no feedback and no other request came in between. Else it is judged anew.
 */
export async function askAbout(
  given: { id: string; bodyHash: string; entry?: string | undefined },
  read: () => Promise<CaseDoc | null>,
  checked: Checked,
  who: Asker,
  services: Services,
): Promise<{ asked: Asked; created: boolean }> {
  for (let turn = 0; turn < mostTurns; turn++) {
    const of = await read();
    if (of === null) throw new AppError("notFound");
    const before = storedIn(of, given.id, given.bodyHash);
    if (before !== null) return { asked: before, created: false };
    requireOpen(of, checked.definition.code as FollowUp);
    const made = await makeAbout(of, checked, who, { ...given, now: services.now() });
    try {
      if (await put(of, made)) {
        services.exchange.wake(of.region);
        return { asked: askedOf(of, made.request), created: true };
      }
    } catch (error) {
      return { asked: await settle(error, given.id, given.bodyHash), created: false };
    }
  }
  throw new AppError("busy");
}

async function put(of: CaseDoc, { request, message }: Made): Promise<boolean> {
  const unchanged = {
    _id: of._id,
    [`feedbacks.${of.feedbacks.length}`]: { $exists: false },
    [`requests.${of.requests?.length ?? 0}`]: { $exists: false },
    "requests.id": { $ne: request.id },
  };
  const stages = request.request === "QX1001" ? withdrawStages(message) : pushStages(message);
  const added = { $concatArrays: [{ $ifNull: ["$requests", []] }, [{ $literal: request }]] };
  const { modifiedCount } = await cases().updateOne(unchanged, [{ $set: { requests: added } }, ...stages], {
    maxTimeMS,
  });
  return modifiedCount === 1;
}

/** The write failed, or its outcome is not known: what the store says now decides. */
async function settle(error: unknown, id: string, bodyHash: string): Promise<Asked> {
  if (!isDuplicate(error) && !isStoreFault(error)) throw error;
  const there = await stored(id, bodyHash).catch((cause) => {
    throw cause instanceof AppError ? cause : new AppError("storeAway", { cause });
  });
  if (there === null) throw new AppError("storeAway", { cause: error });
  return there;
}

async function stored(id: string, bodyHash: string): Promise<Asked | null> {
  const found = await Cases.findOne({ "requests.id": id }, { business: 1, requests: 1 })
    .maxTimeMS(maxTimeMS)
    .lean<CaseDoc>();
  return found && storedIn(found, id, bodyHash);
}

function storedIn(of: CaseDoc, id: string, bodyHash: string): Asked | null {
  const request = of.requests?.find((one) => one.id === id);
  if (request === undefined) return null;
  if (request.bodyHash !== bodyHash) throw new AppError("submitConflict");
  return askedOf(of, request);
}

function askedOf({ _id }: Pick<CaseDoc, "_id">, { id, at }: CaseRequest): Asked {
  return { requestId: id, ...(_id !== id && { caseId: _id }), submittedAt: at.toISOString() };
}

/** The whole content in one order, so that a repeat is known as such. */
export function hashOf({ request, caseId, entry, answers, attachments }: Requested): string {
  const sorted = Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1));
  const photos = attachments.map((one) => [one.imageType, one.attachment]);
  return sm3Hex(JSON.stringify([request, caseId ?? "", entry ?? "", sorted, photos]));
}
