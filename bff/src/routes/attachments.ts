import { Type } from "@sinclair/typebox";
import type { AttachmentAnswer } from "shared-types";
import { addPhoto, readPhoto } from "../attachments/photos.ts";
import { readUpload } from "../attachments/upload.ts";
import { AppError } from "../errors.ts";
import { limitRate } from "../middlewares/limit-rate.ts";
import { sendFile } from "../middlewares/send-file.ts";
import { route } from "./route.ts";
import { closed, of, randomId, text } from "./schemas.ts";

const count = Type.Integer({ minimum: 1 });

export const uploadPhoto = route({
  method: "POST",
  path: "/api/attachments",
  summary:
    "Takes one photo (JPEG or PNG, at most 1 MiB): upright, without EXIF, at most 1 000 000 bytes afterwards",
  access: "person",
  upload: true,
  answer: of<AttachmentAnswer>(
    closed({ id: randomId, bytes: count, width: count, height: count, url: text }),
  ),
  statuses: [201],
  async act({ ctx, session, services }) {
    await limitRate(`upload:${session.ownerId}`, services.settings.uploadsPerHour, 3_600, services.now());
    const photo = await addPhoto(session.ownerId, await readUpload(ctx), services.images, services.now());
    const { _id: id, bytes, width, height } = photo;
    return { id, bytes, width, height, url: `/api/attachments/${id}` };
  },
});

export const getPhoto = route({
  method: "GET",
  path: "/api/attachments/:id",
  summary: "The owner's own photo",
  access: "person",
  params: closed({ id: randomId }),
  answer: null,
  async act({ params, session, ctx }) {
    const photo = await readPhoto(session.ownerId, params.id);
    if (photo === null) throw new AppError("notFound");
    sendFile(ctx, photo);
  },
});
