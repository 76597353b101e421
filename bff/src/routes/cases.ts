import { Type } from "@sinclair/typebox";
import type { CaseAnswer, CasesAnswer, CorrectionAnswer } from "shared-types";
import { outageOf } from "../cases/outage-words.ts";
import { presentCase, presentWholeCase } from "../cases/present.ts";
import { listCases as casesOf, readCase, readCaseFile } from "../cases/read.ts";
import { correct } from "../corrections/correct.ts";
import { AppError } from "../errors.ts";
import { sendFile } from "../middlewares/send-file.ts";
import { caseAnswer, caseSummary } from "./case-schemas.ts";
import { route } from "./route.ts";
import { closed, code, digest, of, submitId } from "./schemas.ts";

export const listCases = route({
  method: "GET",
  path: "/api/cases",
  summary: "The owner's cases, the latest first",
  access: "person",
  answer: of<CasesAnswer>(closed({ cases: Type.Array(caseSummary) })),
  async act({ session, services }) {
    const found = await casesOf(session.ownerId);
    return { cases: found.map((one) => presentCase(one, services.config(), services.now())) };
  },
});

export const getCase = route({
  method: "GET",
  path: "/api/cases/:caseId",
  summary: "One case: where it is, what has happened, what was sent",
  access: "person",
  params: closed({ caseId: digest }),
  answer: of<CaseAnswer>(caseAnswer),
  async act({ params, session, services }) {
    const found = await readCase(session.ownerId, params.caseId);
    if (found === null) throw new AppError("notFound");
    return presentWholeCase(found, services.config(), services.now(), await outageOf(found.region));
  },
});

export const getCaseFile = route({
  method: "GET",
  path: "/api/cases/:caseId/files/:file",
  summary: "A photo of a case, or a document that the province sent",
  access: "person",
  params: closed({ caseId: digest, file: digest }),
  answer: null,
  async act({ params, session, ctx }) {
    const bytes = await readCaseFile(session.ownerId, params.caseId, params.file);
    if (bytes === null) throw new AppError("notFound");
    sendFile(ctx, bytes);
  },
});

export const correctCase = route({
  method: "POST",
  path: "/api/cases/:caseId/correction",
  summary:
    "A draft that begins with all that a declined, rejected or withdrawn case had, and what was objected to",
  access: "person",
  params: closed({ caseId: digest }),
  answer: of<CorrectionAnswer>(closed({ submitId, business: code })),
  async act({ params, session, services }) {
    const found = await readCase(session.ownerId, params.caseId);
    if (found === null) throw new AppError("notFound");
    return correct(found, session.ownerId, services);
  },
});
