import { useState } from "react";
import { api } from "../api";
import { wordsOf } from "../api-error";
import type { DraftTools } from "../draft/use-draft";
import { BadPhoto, type Picked, type Ready } from "../platform/photo";
import { preparePhoto } from "../platform/prepare-photo";
import { noteExpired } from "../session";
import { photoTexts } from "../texts/photo";

/** A photo on its way into the draft. */
export interface Pending {
  state: "preparing" | "judged" | "sending" | "failed" | "bad";
  photo?: Ready;
  /** 0–1 */
  share?: number;
  message?: string;
}

/** Photos of one draft: made ready on the device, sent, put into the draft. One at a time for each material. */
export function usePhotos(tools: Pick<DraftTools, "change" | "save">) {
  const [pending, setPending] = useState<Record<string, Pending | undefined>>({});
  const [previews, setPreviews] = useState<Record<string, string>>({});
  const show = (imageType: string, state: Pending | undefined) =>
    setPending((before) => ({ ...before, [imageType]: state }));

  /** Its hints are shown first; a photo without any is sent at once. `instead`: the photo that it replaces. */
  const add = async (imageType: string, picked: Picked, instead?: string) => {
    show(imageType, { state: "preparing" });
    try {
      const photo = await preparePhoto(picked);
      if (photo.hints.length > 0) show(imageType, { state: "judged", photo });
      else await send(imageType, photo, instead);
    } catch (error) {
      const message = error instanceof BadPhoto ? photoTexts.faults[error.fault] : photoTexts.faults.broken;
      show(imageType, { state: "bad", message });
    }
  };

  const send = async (imageType: string, photo: Ready, instead?: string) => {
    show(imageType, { state: "sending", photo, share: 0 });
    try {
      const { id } = await api.addAttachment(photo, (share) =>
        show(imageType, { state: "sending", photo, share }),
      );
      setPreviews((before) => ({ ...before, [id]: photo.preview }));
      tools.change((now) => ({
        attachments: [
          ...now.attachments.filter((each) => each.imageType !== imageType || each.attachment !== instead),
          { imageType, attachment: id, name: photo.name },
        ],
      }));
      show(imageType, undefined);
      await tools.save();
    } catch (error) {
      noteExpired(error);
      show(imageType, { state: "failed", photo, message: wordsOf(error) });
    }
  };

  const remove = (imageType: string, attachment: string) => {
    tools.change((now) => ({
      attachments: now.attachments.filter(
        (each) => each.imageType !== imageType || each.attachment !== attachment,
      ),
    }));
    void tools.save();
  };

  return {
    pending,
    previews,
    busy: Object.values(pending).some((each) => each?.state === "preparing" || each?.state === "sending"),
    add,
    send,
    remove,
  };
}
