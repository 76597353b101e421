import { Type } from "@sinclair/typebox";
import type { EducationAnswer } from "shared-types";
import { listResults, readVoucher } from "../education/list-results.ts";
import { AppError } from "../errors.ts";
import { sendFile } from "../middlewares/send-file.ts";
import { subjectKeyOf } from "../requests/access.ts";
import { route } from "./route.ts";
import { closed, digest, of, text } from "./schemas.ts";

const day = Type.String({ pattern: "^\\d{4}-\\d\\d-\\d\\d$" });

const result = closed({
  ...{ id: digest, regionName: text, certificateCode: text },
  ...{ from: day, until: day, hours: text, score: text },
  cycle: Type.Optional(closed({ from: day, until: day })),
  ...{ creditLevel: Type.Optional(text), reason: Type.Optional(text), clearedOn: Type.Optional(day) },
  ...{ file: Type.Optional(closed({ name: text, url: text })), missing: Type.Optional(text) },
});

export const listEducation = route({
  method: "GET",
  path: "/api/education",
  summary: "Results of continuing education of the person who acts, the latest first",
  access: "person",
  answer: of<EducationAnswer>(closed({ education: Type.Array(result) })),
  act: async ({ session, services }) => ({
    education: await listResults(await subjectKeyOf(session), services.config()),
  }),
});

export const getEducationVoucher = route({
  method: "GET",
  path: "/api/education/:id/voucher",
  summary: "The voucher that came with such a result",
  access: "person",
  params: closed({ id: digest }),
  answer: null,
  async act({ params, session, ctx }) {
    const bytes = await readVoucher(await subjectKeyOf(session), params.id);
    if (bytes === null) throw new AppError("notFound");
    sendFile(ctx, bytes);
  },
});
