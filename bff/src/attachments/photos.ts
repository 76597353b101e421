import { randomBytes } from "node:crypto";
import { trusted } from "mongoose";
import { AppError } from "../errors.ts";
import { maxTimeMS } from "../store/connection.ts";
import { getFile, putFile } from "./files.ts";
import type { ImageEngine } from "./image-engine.ts";
import { BadPhoto } from "./image-header.ts";
import { type AttachmentDoc, Attachments } from "./models.ts";

const day = 86_400_000;

/** Takes a photo in: checked, re-encoded, stored by digest, and given an id that only its owner can use. */
export async function addPhoto(
  ownerId: string,
  bytes: Buffer,
  images: ImageEngine,
  now: Date,
): Promise<AttachmentDoc> {
  const picture = await images.take(bytes).catch((error: unknown) => {
    throw error instanceof BadPhoto
      ? new AppError("badPhoto", { message: error.message, cause: error.cause })
      : error;
  });
  const file = await putFile(picture.bytes, "image/jpeg", now);
  const attachment: AttachmentDoc = {
    _id: randomBytes(16).toString("hex"),
    ...{ ownerId, file, bytes: picture.bytes.length, width: picture.width, height: picture.height },
    at: now,
    keepUntil: new Date(now.getTime() + day),
  };
  await Attachments.create(attachment);
  return attachment;
}

/** The owner's own photo; null for anybody else's. */
export async function readPhoto(ownerId: string, id: string): Promise<Buffer | null> {
  const attachment = await Attachments.findOne({ _id: id, ownerId }).maxTimeMS(maxTimeMS).lean();
  return attachment === null ? null : getFile(attachment.file);
}

/** The owner's photos among these ids, by id; ids of others are missing in it. */
export async function ownPhotos(
  ownerId: string,
  ids: readonly string[],
): Promise<Map<string, AttachmentDoc>> {
  if (ids.length === 0) return new Map();
  const found = await Attachments.find({ _id: oneOf(ids), ownerId })
    .maxTimeMS(maxTimeMS)
    .lean();
  return new Map(found.map((attachment) => [attachment._id, attachment]));
}

/** Keeps photos from being swept before `until`. */
export async function keepPhotos(ownerId: string, ids: readonly string[], until: Date): Promise<void> {
  if (ids.length === 0) return;
  await Attachments.updateMany({ _id: oneOf(ids), ownerId }, { $max: { keepUntil: until } });
}

const oneOf = (ids: readonly string[]) => trusted({ $in: [...new Set(ids)] });
