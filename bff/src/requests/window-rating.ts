import { timingSafeEqual } from "node:crypto";
import type { Answers, WindowRatingAnswer } from "shared-types";
import { requestIdOf } from "../cases/case-id.ts";
import { type CaseDoc, Cases } from "../cases/model.ts";
import { nameOfRegion } from "../cases/region-name.ts";
import { blindIndex } from "../crypto/sealed.ts";
import { AppError } from "../errors.ts";
import type { Services } from "../services.ts";
import { maxTimeMS } from "../store/connection.ts";
import { isCase } from "./access.ts";
import { type Asked, askAbout, hashOf } from "./ask.ts";
import { checkRequest } from "./check-request.ts";
import { formOfRequest } from "./form-of-request.ts";
import { requireOpen } from "./openness.ts";

const macLength = 16;

/**
 * What the QR at a window carries: it lets anybody rate this one case, and nothing else. The case's id, which says
 * nothing by itself, with our mark, so that nobody can make one; nothing is stored.
 */
export function windowRatingToken(caseId: string): string {
  return Buffer.concat([Buffer.from(caseId, "hex"), markOf(caseId)]).toString("base64url");
}

/** Where such a QR leads to. */
export function windowRatingUrl(caseId: string, publicUrl: string): string {
  return `${publicUrl}/pages/window-rating/index?token=${windowRatingToken(caseId)}`;
}

/** The form behind the QR. Throws `notFound` for a token that is not ours, `closed` before the end of the case. */
export async function windowRatingForm(token: string, services: Services): Promise<WindowRatingAnswer> {
  const of = await readByToken(token);
  requireOpen(of, "PJ1001");
  const { definition, codes, case: summary } = formOfRequest("PJ1001", of, "", services);
  return {
    title: summary?.title ?? "",
    regionName: nameOfRegion(of.region, services.config()),
    definition,
    codes,
  };
}

/** Takes a rating of somebody who is not signed in; the same submitId twice is one rating. */
export async function rateAtWindow(
  token: string,
  { submitId, answers }: { submitId: string; answers: Answers },
  services: Services,
): Promise<{ asked: Asked; created: boolean }> {
  const of = await readByToken(token);
  const requested = { submitId, request: "PJ1001", caseId: of._id, answers, attachments: [] } as const;
  const checked = await checkRequest(requested, of, null, services);
  const id = requestIdOf(`window:${of._id}`, submitId);
  const nobody = { ownerId: null, actorId: null };
  return askAbout({ id, bodyHash: hashOf(requested) }, () => readByToken(token), checked, nobody, services);
}

async function readByToken(token: string): Promise<CaseDoc> {
  const bytes = Buffer.from(token, "base64url");
  const caseId = bytes.subarray(0, -macLength).toString("hex");
  if (bytes.length <= macLength || !timingSafeEqual(bytes.subarray(-macLength), markOf(caseId)))
    throw new AppError("notFound");
  const found = await Cases.findOne({ _id: caseId, business: isCase }).maxTimeMS(maxTimeMS).lean<CaseDoc>();
  if (found === null) throw new AppError("notFound");
  return found;
}

const markOf = (caseId: string) =>
  Buffer.from(blindIndex(`window-rating:${caseId}`), "hex").subarray(0, macLength);
