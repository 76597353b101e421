import {
  type Answers,
  checkAnswers,
  type FollowUp,
  type FormContext,
  materialsOf,
  type RequestDefinition,
  regionOfPlace,
  requestOf,
} from "shared-types";
import type { AttachmentDoc } from "../attachments/models.ts";
import { ownPhotosOf, placeOf, requirePeer } from "../cases/check-application.ts";
import type { CaseDoc } from "../cases/model.ts";
import { tidied } from "../cases/tidied.ts";
import { contextOf } from "../config.ts";
import { AppError } from "../errors.ts";
import type { Services } from "../services.ts";

export interface Requested {
  readonly submitId: string;
  readonly request: FollowUp;
  readonly caseId?: string;
  readonly entry?: string;
  readonly answers: Answers;
  readonly attachments: readonly { readonly imageType: string; readonly attachment: string }[];
}

/** A request that nothing is wrong with. */
export interface Checked {
  readonly definition: RequestDefinition;
  readonly answers: Answers;
  readonly context: FormContext;
  /** The peer's. */
  readonly region: string;
  /** Where it goes when it is about no case; "" otherwise. */
  readonly place: string;
  /** File digest of each attachment, in their order. */
  readonly attachments: readonly {
    readonly imageType: string;
    readonly file: string;
    readonly name: string;
  }[];
}

/**
 * The same check as in the browser, for a request about `of` or, where that is null, about no case. Throws `invalid`
 * with the fields' faults, or `closed` where the province cannot be reached.
 */
export async function checkRequest(
  requested: Requested,
  of: CaseDoc | null,
  ownerId: string | null,
  services: Services,
): Promise<Checked> {
  const definition = requestOf(requested.request)!;
  const answers = tidied(definition, requested.answers);
  const place = of === null ? placeOf(definition, answers) : "";
  const region = of?.region ?? regionOfPlace(place);
  const context = contextOf(services.config(), region, services.now());
  const faults = [...checkAnswers(definition, answers, requested.attachments, context, { strict: true })];
  const wanted = materialsOf(definition, answers, context).map((slot) => slot.imageType);
  for (const { imageType } of requested.attachments)
    if (!wanted.includes(imageType))
      faults.push({ name: `material:${imageType}`, message: "这里不需要这份材料，请删去。" });
  if (of !== null && requested.request === "PJ1003") faults.push(...otherCase(answers, of));
  if (faults.length > 0) throw new AppError("invalid", { fields: faults });
  const photos = ownerId === null ? new Map<string, AttachmentDoc>() : await ownPhotosOf(requested, ownerId);
  if (of === null) await requirePeer(region);
  const attachments = requested.attachments.map(({ imageType, attachment }) => ({
    ...{ imageType, file: photos.get(attachment)!.file, name: "" },
  }));
  return { definition, answers, context, region, place, attachments };
}

/** A complaint names the case that it is about, by its number and business: they must be that case's. */
function otherCase(answers: Answers, { businessSn, business }: CaseDoc) {
  const message = "与这件业务不一致，请从办理进度页重新进入投诉。";
  const faults = [];
  if (answers.businessSn !== businessSn) faults.push({ name: "businessSn", message });
  if (answers.interType !== business) faults.push({ name: "interType", message });
  return faults;
}
