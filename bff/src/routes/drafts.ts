import { Type } from "@sinclair/typebox";
import { deleteDraft, listDrafts as draftsOf, readDraft, saveDraft } from "../cases/drafts.ts";
import { AppError } from "../errors.ts";
import { route } from "./route.ts";
import { answers, attachments, closed, code, nothing, submitId, text, time } from "./schemas.ts";

const params = closed({ submitId });
const count = Type.Integer({ minimum: 0, maximum: 1_000_000 });
const content = { business: code, answers, attachments, step: count, version: count };
const objections = closed({ reason: text, at: Type.Array(closed({ name: text, message: text })) });
const draft = closed({
  submitId,
  ...content,
  savedAt: time,
  objections: Type.Optional(objections),
});

export const listDrafts = route({
  method: "GET",
  path: "/api/drafts",
  summary: "The owner's drafts, the latest first",
  access: "person",
  answer: closed({ drafts: Type.Array(draft) }),
  act: async ({ session }) => ({ drafts: (await draftsOf(session.ownerId)) as never }),
});

export const getDraft = route({
  method: "GET",
  path: "/api/drafts/:submitId",
  summary: "One draft",
  access: "person",
  params,
  answer: draft,
  async act({ params, session }) {
    const found = await readDraft(session.ownerId, params.submitId);
    if (found === null) throw new AppError("notFound");
    return found as never;
  },
});

export const putDraft = route({
  method: "PUT",
  path: "/api/drafts/:submitId",
  summary:
    "Saves a draft over the version that was read; 409 with the stored one when another device was faster",
  access: "person",
  params,
  body: closed(content),
  answer: closed({ version: count, savedAt: time }),
  async act({ params, body, session, services }) {
    const named = body.attachments.map((one) => ({ ...one, name: one.name ?? "" }));
    return saveDraft(session.ownerId, { ...body, ...params, attachments: named }, services.now());
  },
});

export const removeDraft = route({
  method: "DELETE",
  path: "/api/drafts/:submitId",
  summary: "Deletes a draft",
  access: "person",
  params,
  answer: nothing,
  async act({ params, session }) {
    if (!(await deleteDraft(session.ownerId, params.submitId))) throw new AppError("notFound");
    return {};
  },
});
