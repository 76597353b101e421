import type {
  Answers,
  Application,
  ApplicationAnswer,
  AttachmentAnswer,
  BusinessAnswer,
  BusinessesAnswer,
  CaseAnswer,
  CaseSummary,
  CasesAnswer,
  CertificatesAnswer,
  CorrectionAnswer,
  Draft,
  DraftSaved,
  DraftsAnswer,
  EducationAnswer,
  NoticesAnswer,
  PlacesAnswer,
  ProfileAnswer,
  RequestAnswer,
  RequestBody,
  RequestFormAnswer,
  RequestsAnswer,
  SessionAnswer,
  StoredDraft,
  TableAnswer,
  VerificationAnswer,
  WindowCaseClaim,
  WindowRatingAnswer,
} from "shared-types";
import { ApiError, errorOf } from "./api-error";
import { type Call, NoAnswer, type Reply } from "./platform/http";
import type { Picked, Ready } from "./platform/photo";
import { send } from "./platform/send";
import { upload } from "./platform/upload";

/** One typed function a route. Each throws `ApiError`. */
export const api = {
  session: () => ask<SessionAnswer>({ method: "GET", path: "/api/session" }),
  signOut: () => ask<unknown>({ method: "POST", path: "/api/sign-out", body: {} }),
  unbindWechat: () => ask<unknown>({ method: "DELETE", path: "/api/sign-in/mini-program" }),
  profile: () => ask<ProfileAnswer>({ method: "GET", path: "/api/profile" }),
  businesses: (place: string) =>
    ask<BusinessesAnswer>({ method: "GET", path: `/api/businesses${query({ place })}` }),
  business: (code: string, place: string) =>
    ask<BusinessAnswer>({ method: "GET", path: `/api/businesses/${code}${query({ place })}` }),
  places: (parent: string) => ask<PlacesAnswer>({ method: "GET", path: `/api/places${query({ parent })}` }),
  searchPlaces: (search: string) =>
    ask<PlacesAnswer>({ method: "GET", path: `/api/places${query({ search })}` }),
  drafts: () => ask<DraftsAnswer>({ method: "GET", path: "/api/drafts" }),
  draft: (submitId: string) => ask<StoredDraft>({ method: "GET", path: `/api/drafts/${submitId}` }),
  saveDraft: (submitId: string, body: Draft) =>
    ask<DraftSaved>({ method: "PUT", path: `/api/drafts/${submitId}`, body }),
  deleteDraft: (submitId: string) => ask<unknown>({ method: "DELETE", path: `/api/drafts/${submitId}` }),
  addAttachment: (photo: Ready, onProgress: (share: number) => void) =>
    answerOf<AttachmentAnswer>(() => upload("/api/attachments", photo, onProgress)),
  importRows: (code: string, list: string, file: Picked) =>
    answerOf<TableAnswer>(() => upload(`/api/businesses/${code}/lists/${list}/import`, file, () => {})),
  apply: (body: Application) => ask<ApplicationAnswer>({ method: "POST", path: "/api/applications", body }),
  cases: () => ask<CasesAnswer>({ method: "GET", path: "/api/cases" }),
  case: (caseId: string) => ask<CaseAnswer>({ method: "GET", path: `/api/cases/${caseId}` }),
  correct: (caseId: string) =>
    ask<CorrectionAnswer>({ method: "POST", path: `/api/cases/${caseId}/correction`, body: {} }),
  requestForm: (request: string, caseId: string, place: string) =>
    ask<RequestFormAnswer>({
      method: "GET",
      path: `/api/request-forms/${request}${query({ caseId, place })}`,
    }),
  request: (body: RequestBody) => ask<RequestAnswer>({ method: "POST", path: "/api/requests", body }),
  requests: () => ask<RequestsAnswer>({ method: "GET", path: "/api/requests" }),
  notices: () => ask<NoticesAnswer>({ method: "GET", path: "/api/notices" }),
  isMine: (caseId: string) => ask<unknown>({ method: "POST", path: `/api/notices/${caseId}/mine`, body: {} }),
  claim: (body: WindowCaseClaim) => ask<CaseSummary>({ method: "POST", path: "/api/window-cases", body }),
  certificates: () => ask<CertificatesAnswer>({ method: "GET", path: "/api/certificates" }),
  education: () => ask<EducationAnswer>({ method: "GET", path: "/api/education" }),
  verification: (code: string) =>
    ask<VerificationAnswer>({ method: "GET", path: `/api/verifications/${encodeURIComponent(code)}` }),
  windowRating: (token: string) =>
    ask<WindowRatingAnswer>({ method: "GET", path: `/api/window-ratings/${token}` }),
  rateWindow: (token: string, body: { submitId: string; answers: Answers }) =>
    ask<unknown>({ method: "POST", path: `/api/window-ratings/${token}`, body }),
};

/** Address of the workbook to fill in for a list. */
export const templateUrl = (code: string, list: string) =>
  `${API_BASE}/api/businesses/${code}/lists/${list}/template.xlsx`;

/** Address of an attachment's picture. */
export const attachmentUrl = (id: string) => `${API_BASE}/api/attachments/${id}`;

function query(values: Record<string, string>): string {
  const parts = Object.entries(values).filter(([, value]) => value !== "");
  return parts.length
    ? `?${parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`
    : "";
}

const ask = <T>(call: Call) => answerOf<T>(() => send(call));

async function answerOf<T>(request: () => Promise<Reply>): Promise<T> {
  let reply: Reply;
  try {
    reply = await request();
  } catch (error) {
    if (error instanceof NoAnswer) throw new ApiError(0, "offline");
    throw error;
  }
  if (reply.status >= 200 && reply.status < 300) return reply.data as T;
  throw errorOf(reply);
}
