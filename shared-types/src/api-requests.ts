import type { DraftAttachment } from "./api.ts";
import type { CaseFile, CaseSummary, Delivery } from "./api-cases.ts";
import type { Answers } from "./condition.ts";
import type { RequestDefinition } from "./define.ts";
import type { CodeItem } from "./spec/element.ts";

/** What a person can ask for besides the twelve businesses: about a case, or (HS1001, PJ1003) without one. */
export type FollowUp = "QX1001" | "HT1001" | "HS1001" | "CX1004" | "PJ1001" | "PJ1003";

/** What can be asked about a case. What makes no sense for it is left out; what is not possible now says why. */
export interface CaseAction {
  readonly request: FollowUp;
  readonly title: string;
  readonly open: boolean;
  readonly why?: string;
}

/** One such request and what became of it. */
export interface RequestSummary {
  readonly requestId: string;
  readonly request: FollowUp;
  readonly title: string;
  readonly submittedAt: string;
  readonly delivery: Delivery;
  /** What the office answered (QX1002, HT1002, HS1002, PJ1002, PJ1004). */
  readonly result?: {
    readonly at: string;
    readonly good: boolean;
    readonly title: string;
    readonly words: string;
  };
}

/** GET /api/request-forms/:request?caseId=&place=: how to ask, with what is known filled in. */
export interface RequestFormAnswer {
  readonly definition: RequestDefinition;
  readonly codes: Readonly<Record<string, readonly CodeItem[]>>;
  readonly answers: Answers;
  readonly case?: CaseSummary;
}

/** POST /api/requests → 201, the same again → 200, the same id with other content → 409. */
export interface RequestBody {
  readonly submitId: string;
  readonly request: FollowUp;
  /** The case it is about. */
  readonly caseId?: string;
  /** CX1004: id of the timeline entry whose voucher cannot be opened. */
  readonly entry?: string;
  readonly answers: Answers;
  readonly attachments: readonly DraftAttachment[];
}

export interface RequestAnswer {
  readonly requestId: string;
  readonly caseId?: string;
  readonly submittedAt: string;
}

/** GET /api/requests: those that are about no case of this person, the latest first. */
export interface RequestsAnswer {
  readonly requests: readonly RequestSummary[];
}

/** A case that became known under my id number and that I did not begin here: is it mine? */
export interface Notice {
  readonly caseId: string;
  readonly title: string;
  readonly regionName: string;
  readonly since: string;
  readonly words: string;
  /** It stands among his own cases; what somebody else's account sent he only hears of. */
  readonly own: boolean;
}

/** GET /api/notices: those not yet answered. POST /api/notices/:caseId/mine says that it is mine. */
export interface NoticesAnswer {
  readonly notices: readonly Notice[];
}

/** POST /api/window-cases: claims a case of an office window by its number (needs a fresh sign-in). */
export interface WindowCaseClaim {
  readonly businessSn: string;
  readonly place: string;
}

/** POST /api/cases/:caseId/correction → a draft that begins with all that was sent. */
export interface CorrectionAnswer {
  readonly submitId: string;
  readonly business: string;
}

/** What an office objected to, placed at the answers and photos it speaks of (`material:9`). */
export interface Objections {
  readonly reason: string;
  readonly at: readonly { readonly name: string; readonly message: string }[];
}

/** A certificate or voucher that came with a result. */
export interface CertificateSummary {
  readonly id: string;
  readonly kind: "voucher" | "certificate";
  readonly title: string;
  readonly number: string;
  /** Masked. */
  readonly holder: string;
  readonly issuer: string;
  /** YYYY-MM-DD. */
  readonly issuedOn: string;
  readonly validUntil?: string;
  readonly caseId: string;
  readonly file?: CaseFile;
  /** Why there is no file: it failed the check, or did not come. */
  readonly missing?: string;
  /** Address of the QR's picture, and what it leads to once its code has been made (with the result, or when the picture was first shown). */
  readonly qr?: { readonly image: string; readonly page?: string };
}

/** GET /api/certificates */
export interface CertificatesAnswer {
  readonly certificates: readonly CertificateSummary[];
}

/** One result of continuing education (CX1003), as its sender wrote it. Days are YYYY-MM-DD. */
export interface EducationSummary {
  readonly id: string;
  /** The province that it belongs to. */
  readonly regionName: string;
  /** Masked. */
  readonly certificateCode: string;
  readonly from: string;
  readonly until: string;
  /** 累计学时 */
  readonly hours: string;
  /** 累计计分分值 */
  readonly score: string;
  /** 诚信（信誉）考核周期 */
  readonly cycle?: { readonly from: string; readonly until: string };
  /** 当前诚信等级, in words. */
  readonly creditLevel?: string;
  /** 记分教育原因 */
  readonly reason?: string;
  /** 清除记分时间 */
  readonly clearedOn?: string;
  readonly file?: CaseFile;
  /** Why a voucher that came cannot be opened. */
  readonly missing?: string;
}

/** GET /api/education: the latest first. */
export interface EducationAnswer {
  readonly education: readonly EducationSummary[];
}

/** GET /api/verifications/:code: what a scanned 交通二维码 says, for anyone. */
export interface VerificationAnswer {
  /** false: forged, altered or unknown. */
  readonly genuine: boolean;
  readonly words: string;
  readonly title?: string;
  readonly number?: string;
  readonly holder?: string;
  readonly issuer?: string;
  readonly issuedOn?: string;
  readonly validUntil?: string;
}

/** GET /api/window-ratings/:token: rating by the QR at a window, without a sign-in. POST rates. */
export interface WindowRatingAnswer {
  readonly title: string;
  readonly regionName: string;
  readonly definition: RequestDefinition;
  readonly codes: Readonly<Record<string, readonly CodeItem[]>>;
}
