import type { Objections } from "./api-requests.ts";
import type { Answers } from "./condition.ts";
import type { RequestDefinition } from "./define.ts";
import type { ProvinceOverride } from "./province.ts";
import type { CodeItem } from "./spec/element.ts";

/** Every answer that is no success. `fields`: which answers are wrong, with a sentence for each. */
export interface ApiError {
  readonly error: {
    /** By which operators find it in the log. */
    readonly id: string;
    readonly code: string;
    readonly message: string;
    readonly fields?: readonly { readonly name: string; readonly message: string }[];
  };
}

/** GET /api/session. Name and number are masked. */
export interface SessionAnswer {
  readonly user: null | { readonly name: string; readonly idCard: string; readonly kind: "person" | "firm" };
  readonly csrf?: string;
  readonly signIn: {
    /** In a browser. */
    readonly ways: readonly { readonly id: string; readonly name: string }[];
    /** Whether one can sign in within the mini-program. */
    readonly miniProgram: boolean;
  };
}

/** POST /api/sign-in/mini-program. */
export interface MiniProgramSignIn {
  /** Of `wx.login`. */
  readonly code: string;
  /** What the web page of the sign-in handed over, and the secret with which it was asked for. */
  readonly handOver?: { readonly code: string; readonly secret: string };
}

/** Both null: this WeChat account is nobody's yet. */
export interface MiniProgramSession {
  readonly token: string | null;
  readonly user: SessionAnswer["user"];
}

/** GET /api/profile: what is known about the signed-in person, to start a form with; never cached. */
export interface ProfileAnswer {
  readonly name?: string;
  readonly idCard?: string;
  readonly idType?: string;
  readonly phone?: string;
  readonly sex?: string;
  readonly firmName?: string;
  readonly creditCode?: string;
  /** The firm for which he acts, else himself. */
  readonly applicant?: string;
}

/** One line of the find page. */
export interface BusinessSummary {
  readonly code: string;
  readonly title: string;
  readonly wish: string;
  readonly audience: RequestDefinition["audience"];
  readonly open: boolean;
  readonly why?: string;
}

/** GET /api/businesses?place= */
export interface BusinessesAnswer {
  readonly businesses: readonly BusinessSummary[];
}

export interface PeerHealth {
  readonly region: string;
  readonly name: string;
  readonly status: "ok" | "down";
  readonly lastAnswerAt: string | null;
}

/** GET /api/businesses/:code?place= */
export interface BusinessAnswer {
  readonly definition: RequestDefinition;
  /** Those of `codesNeeded`, as this province has them. */
  readonly codes: Readonly<Record<string, readonly CodeItem[]>>;
  readonly province?: ProvinceOverride;
  readonly office?: string;
  readonly peer?: PeerHealth;
}

/** GET /api/places?parent= */
export interface PlacesAnswer {
  readonly places: readonly CodeItem[];
}

export interface DraftAttachment {
  readonly imageType: string;
  /** Id of an uploaded file. */
  readonly attachment: string;
  readonly name?: string;
}

/** PUT /api/drafts/:submitId */
export interface Draft {
  readonly business: string;
  readonly answers: Answers;
  readonly attachments: readonly DraftAttachment[];
  readonly step: number;
  /** Version that was read; 0 for a new one. */
  readonly version: number;
}

export interface DraftSaved {
  readonly version: number;
  readonly savedAt: string;
}

/** GET /api/drafts/:submitId */
export interface StoredDraft extends Draft {
  readonly submitId: string;
  readonly savedAt: string;
  /** The draft corrects a case that was declined: what was objected to. */
  readonly objections?: Objections;
}

/** GET /api/drafts: the latest first. */
export interface DraftsAnswer {
  readonly drafts: readonly StoredDraft[];
}

/** POST /api/attachments → 201 */
export interface AttachmentAnswer {
  readonly id: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly url: string;
}

/** POST /api/businesses/:code/lists/:list/import: the rows of a table, and what a person should look at. */
export interface TableAnswer {
  readonly rows: readonly Answers[];
  readonly remarks: readonly string[];
}

/** POST /api/applications → 201, the same again → 200 */
export interface Application {
  readonly submitId: string;
  readonly business: string;
  readonly answers: Answers;
  readonly attachments: readonly DraftAttachment[];
}

export interface ApplicationAnswer {
  readonly caseId: string;
  readonly businessSn: string;
  readonly submittedAt: string;
}
