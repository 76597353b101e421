// One application, as a person makes it: form, draft, photos, submit.
import { randomUUID } from "node:crypto";
import {
  type ApplicationAnswer,
  type AttachmentAnswer,
  type BusinessAnswer,
  type DraftAttachment,
  type DraftSaved,
  formOf,
  materialsOf,
  type PlacesAnswer,
  type ProfileAnswer,
  todayInShanghai,
} from "shared-types";
import { fillIn } from "./answers.ts";
import { drawCard } from "./card.ts";
import { DemoError } from "./errors.ts";
import type { Portal } from "./portal.ts";

/** What an application needs of a session. */
export type Applying = Pick<Portal, "get" | "send" | "upload">;

/** Submits `business` to the province of `region`; every call makes a new case. */
export async function apply(portal: Applying, business: string, region: string): Promise<ApplicationAnswer> {
  const place = await placeIn(portal, region);
  const { definition, codes, province, peer } = await portal.get<BusinessAnswer>(
    `/api/businesses/${business}?place=${place}`,
  );
  if (!peer)
    throw new DemoError(
      `the system knows no province ${region}: npm run peer -- import ${region} <bundle.json>`,
    );
  const context = { codes, today: todayInShanghai(new Date()), ...(province && { province }) };
  const profile = await portal.get<ProfileAnswer>("/api/profile");
  const answers = fillIn(definition, context, profile, place);

  const submitId = randomUUID();
  const steps = formOf(definition, answers, context).length;
  let version = 0;
  const save = async (step: number, attachments: readonly DraftAttachment[]) => {
    const draft = { business, answers, attachments, step, version };
    ({ version } = await portal.send<DraftSaved>("PUT", `/api/drafts/${submitId}`, draft));
  };
  for (let step = 0; step < steps; step++) await save(step, []);
  const attachments: DraftAttachment[] = [];
  for (const { imageType, many, required } of materialsOf(definition, answers, context)) {
    if (!required) continue;
    for (let file = 0; file < (many ? 2 : 1); file++) {
      const { id } = await portal.upload<AttachmentAnswer>(
        "/api/attachments",
        await drawCard(`${imageType}${many ? file : ""}`),
        `${imageType}-${file}.jpg`,
      );
      attachments.push({ imageType, attachment: id });
    }
  }
  await save(steps, attachments);
  return portal.send("POST", "/api/applications", { submitId, business, answers, attachments });
}

/** The first county of the first city, or the region itself where none is listed under it. */
async function placeIn(portal: Applying, region: string): Promise<string> {
  for (let place = region; ; ) {
    const { places } = await portal.get<PlacesAnswer>(`/api/places?parent=${place}`);
    if (!places[0]) return place;
    place = places[0].code;
  }
}
