import type { CaseAction, RequestSummary } from "./api-requests.ts";

/** Where the application itself is on its way to the province. */
export type DeliveryStatus =
  /** Kept safe, on its way for the first time. */
  | "sending"
  /** Kept safe, surely not there yet; tried again by itself. */
  | "waiting"
  /** Sent, but without a confirmation so far; settled by itself. */
  | "unconfirmed"
  /** Our staff settles it with the province. */
  | "checking"
  /** The province's system did not take it; our staff sees why. */
  | "refused"
  /** Withdrawn before anything was sent. */
  | "cancelled"
  /** The province has confirmed it. */
  | "delivered";

export interface Delivery {
  readonly status: DeliveryStatus;
  /** A true sentence for the applicant. */
  readonly words: string;
  /** ISO time from which this holds. */
  readonly since: string;
}

export interface CaseSummary {
  readonly caseId: string;
  readonly business: string;
  readonly title: string;
  readonly businessSn: string;
  /** The peer's region and name. */
  readonly region: string;
  readonly regionName: string;
  readonly submittedAt: string;
  /** B.12; "0" as long as the province has not confirmed it. */
  readonly state: string;
  readonly stateName: string;
  /** What the state means for the applicant. */
  readonly words: string;
  readonly final: boolean;
  readonly good: boolean;
  readonly delivery: Delivery;
  /** `window`: handled at an office window, not here. */
  readonly origin: "portal" | "window";
}

/** GET /api/cases */
export interface CasesAnswer {
  readonly cases: readonly CaseSummary[];
}

export interface CaseFile {
  readonly name: string;
  /** Opens for the owner only. */
  readonly url: string;
}

export interface TimelineEntry {
  /** Key of the feedback; absent where the entry is our own. */
  readonly id?: string;
  /** ISO time. */
  readonly at: string;
  readonly title: string;
  readonly words: string;
  /** Why it was declined, or what else the office says. */
  readonly reason?: string;
  readonly office?: string;
  readonly handler?: string;
  /** When and where the exam is. */
  readonly examinationPlan?: string;
  readonly parcel?: { readonly company: string; readonly number: string };
  readonly files?: readonly CaseFile[];
}

/** GET /api/cases/:caseId */
export interface CaseAnswer {
  readonly case: CaseSummary;
  readonly delivery: Delivery;
  /** The latest last. */
  readonly timeline: readonly TimelineEntry[];
  /** What was sent, in the form's steps; id numbers and phones masked. */
  readonly answers: readonly {
    readonly title: string;
    readonly items: readonly { readonly name: string; readonly label: string; readonly value: string }[];
  }[];
  readonly attachments: readonly (CaseFile & {
    readonly imageType: string;
    /** A PDF that we made of the person's rows (SQ1011), no picture. */
    readonly document?: true;
  })[];
  readonly actions: readonly CaseAction[];
  /** It ended badly or was withdrawn: a new one can start from it (POST /api/cases/:caseId/correction). */
  readonly correctable: boolean;
  /** What was asked about it so far, the latest last. */
  readonly requests: readonly RequestSummary[];
}
