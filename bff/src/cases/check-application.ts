import {
  type Answers,
  businesses,
  checkAnswers,
  type FormContext,
  materialsOf,
  openness,
  type RequestDefinition,
  regionOfPlace,
} from "shared-types";
import type { AttachmentDoc } from "../attachments/models.ts";
import { ownPhotos } from "../attachments/photos.ts";
import { contextOf } from "../config.ts";
import { AppError } from "../errors.ts";
import { loadPeer } from "../exchange/peers.ts";
import type { Services } from "../services.ts";
import { tidied } from "./tidied.ts";

interface Requested {
  readonly business: string;
  readonly answers: Answers;
  readonly attachments: readonly { readonly imageType: string; readonly attachment: string }[];
}

/** An application that holds: everything that a case is made of. */
export interface Application {
  readonly definition: RequestDefinition;
  readonly answers: Answers;
  readonly place: string;
  /** The peer's. */
  readonly region: string;
  readonly context: FormContext;
  readonly photos: ReadonlyMap<string, AttachmentDoc>;
}

/**
 * Everything that must hold before a case is made, with the same check as in the browser. Gives the answers as they
 * are meant (blanks and full-width digits tidied). Throws `notFound`, `closed` or `invalid` with the fields' faults.
 */
export async function checkApplication(
  request: Requested,
  who: { readonly ownerId: string },
  services: Services,
): Promise<Application> {
  const definition = businesses.find((one) => one.code === request.business);
  if (definition === undefined) throw new AppError("notFound");
  const answers = tidied(definition, request.answers);
  const place = placeOf(definition, answers);
  const region = regionOfPlace(place);
  const context = contextOf(services.config(), region, services.now());
  const faults = [...checkAnswers(definition, answers, request.attachments, context, { strict: true })];
  const wanted = new Set(materialsOf(definition, answers, context).map((slot) => slot.imageType));
  for (const { imageType } of request.attachments)
    if (!wanted.has(imageType))
      faults.push({ name: `material:${imageType}`, message: "按您填写的内容，不需要这份材料，请删去。" });
  if (faults.length > 0) throw new AppError("invalid", { fields: faults });
  const photos = await ownPhotosOf(request, who.ownerId);
  const { open, why } = openness(context.province, definition.code);
  if (!open) throw new AppError("closed", why === undefined ? {} : { message: why });
  await requirePeer(region);
  return { definition, answers, place, region, context, photos };
}

/** The answer that names where the application goes; "" when there is none yet. */
export function placeOf(definition: RequestDefinition, answers: Answers): string {
  const name = Object.entries(definition.asks ?? {}).find(([, ask]) => ask.kind === "place")?.[0];
  return (name !== undefined && answers[name]) || "";
}

/** The photos of an application by id. Throws `invalid` for one that is not there or not this owner's. */
export async function ownPhotosOf(
  { attachments }: Pick<Requested, "attachments">,
  ownerId: string,
): Promise<Map<string, AttachmentDoc>> {
  const ids = attachments.map((one) => one.attachment);
  const own = await ownPhotos(ownerId, ids);
  const strange = attachments.filter((one) => !own.has(one.attachment));
  const message = "这张照片已失效，请重新上传。";
  if (strange.length > 0)
    throw new AppError("invalid", {
      fields: strange.map(({ imageType }) => ({ name: `material:${imageType}`, message })),
    });
  return own;
}

const connected = new Map<string, number>();
const aMinute = 60_000;

/** Without the keys of its province a case could never be delivered. That they are there is believed for a minute. */
export async function requirePeer(region: string): Promise<void> {
  if ((connected.get(region) ?? 0) > Date.now()) return;
  const peer = await loadPeer(region);
  if (peer?.url == null)
    throw new AppError("closed", { message: "该省尚未接入网上办理，请到当地办事窗口办理。" });
  connected.set(region, Date.now() + aMinute);
}
