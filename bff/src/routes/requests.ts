import { Type } from "@sinclair/typebox";
import type { FollowUp, RequestAnswer, RequestBody, RequestFormAnswer, RequestsAnswer } from "shared-types";
import { AppError } from "../errors.ts";
import { limitRate } from "../middlewares/limit-rate.ts";
import { readAskable } from "../requests/access.ts";
import { ask } from "../requests/ask.ts";
import { formOfRequest } from "../requests/form-of-request.ts";
import { listRequests as requestsOf } from "../requests/list-requests.ts";
import { requireOpen } from "../requests/openness.ts";
import { requestsIn } from "../requests/present-requests.ts";
import { caseSummary, requestSummary } from "./case-schemas.ts";
import { route } from "./route.ts";
import {
  answers,
  attachments,
  closed,
  code,
  codeItem,
  digest,
  of,
  region,
  submitId,
  text,
  time,
} from "./schemas.ts";

const followUps: readonly FollowUp[] = ["QX1001", "HT1001", "HS1001", "CX1004", "PJ1001", "PJ1003"];
const followUp = of<FollowUp>(Type.Union(followUps.map((one) => Type.Literal(one))));

export const definition = Type.Object({ code, title: text }, { additionalProperties: true });
export const codes = Type.Record(Type.String(), Type.Array(codeItem));

export const getRequestForm = route({
  method: "GET",
  path: "/api/request-forms/:request",
  summary:
    "How to ask for something about a case (or, HS1001 and PJ1003, about none), with what is known filled in",
  access: "person",
  params: closed({ request: followUp }),
  query: closed({ caseId: Type.Optional(digest), place: Type.Optional(region) }),
  answer: of<RequestFormAnswer>(
    closed({
      definition,
      codes,
      answers: Type.Record(Type.String(), Type.String()),
      case: Type.Optional(caseSummary),
    }),
  ),
  async act({ params: { request }, query: { caseId, place = "" }, session, services }) {
    const about = caseId === undefined ? null : await readAskable(session, caseId, request);
    const needed = request !== "HS1001" && request !== "PJ1003";
    if (about === null && (needed || caseId !== undefined)) throw new AppError("notFound");
    if (about !== null) requireOpen(about, request);
    return formOfRequest(request, about, place, services);
  },
});

export const postRequest = route({
  method: "POST",
  path: "/api/requests",
  summary:
    "Takes a request: 201 once it is kept safe, 200 for the same again, 409 for the same id with other content",
  access: "person",
  body: of<RequestBody>(
    closed({
      submitId,
      request: followUp,
      caseId: Type.Optional(digest),
      entry: Type.Optional(digest),
      answers,
      attachments,
    }),
  ),
  answer: of<RequestAnswer>(closed({ requestId: digest, caseId: Type.Optional(digest), submittedAt: time })),
  statuses: [201, 200],
  async act({ body, session, ctx, services }) {
    await limitRate(`requests:${session.ownerId}`, 120, 3_600, services.now());
    const { asked, created } = await ask(body, session, services);
    ctx.status = created ? 201 : 200;
    return asked;
  },
});

export const listRequests = route({
  method: "GET",
  path: "/api/requests",
  summary: "The owner's requests that are about no case of his, the latest first",
  access: "person",
  answer: of<RequestsAnswer>(closed({ requests: Type.Array(requestSummary) })),
  async act({ session, services }) {
    const found = await requestsOf(session.ownerId);
    const { ownerId } = session;
    return { requests: found.flatMap((one) => requestsIn(one, ownerId, services.config(), services.now())) };
  },
});
