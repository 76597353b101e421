import { randomBytes } from "node:crypto";
import { getFile } from "../attachments/files.ts";
import { imageHeader } from "../attachments/image-header.ts";
import { type AttachmentDoc, Attachments } from "../attachments/models.ts";
import { keepPhotos } from "../attachments/photos.ts";
import type { CaseDoc } from "../cases/model.ts";

/**
 * The photos of a case as ones that its owner can put into a draft, without uploading them again: the attachment from
 * which they came where it is still there, else a new one of the same file.
 */
export async function ownPhotosAgain(of: CaseDoc, ownerId: string, now: Date, keepUntil: Date) {
  const ids = new Map<string, string>();
  // A table that we made of his answers is made anew of those that he corrects.
  const given = of.attachments.filter(({ table }) => table === undefined);
  for (const file of new Set(given.map((one) => one.file))) {
    const there = await Attachments.findOne({ ownerId, file }, { _id: 1 }).lean();
    const id = there?._id ?? (await attach(file, ownerId, now, keepUntil));
    if (id !== null) ids.set(file, id);
  }
  await keepPhotos(ownerId, [...ids.values()], keepUntil);
  return given.flatMap(({ imageType, file }) => {
    const attachment = ids.get(file);
    return attachment === undefined ? [] : [{ imageType, attachment, name: "" }];
  });
}

/** null for what is no photo, or is gone. */
async function attach(file: string, ownerId: string, now: Date, keepUntil: Date): Promise<string | null> {
  const bytes = await getFile(file);
  if (bytes === null || !isPhoto(bytes)) return null;
  const { width, height } = imageHeader(bytes);
  const attachment: AttachmentDoc = {
    ...{ _id: randomBytes(16).toString("hex"), ownerId, file, bytes: bytes.length, width, height },
    ...{ at: now, keepUntil },
  };
  await Attachments.create(attachment);
  return attachment._id;
}

const isPhoto = (bytes: Buffer) => bytes[0] === 0xff || bytes[0] === 0x89;
