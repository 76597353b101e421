import type { Condition } from "./condition.ts";

/** What the server puts into an element that nobody fills in by hand. */
export type Fill = "businessSn" | "now" | "empty" | "feedbackSn" | "assessNumber" | "caseState" | "caseType";

/** Check and control of one value, beyond what its length and code list say. */
export type Kind =
  | "text" | "longText" | "personName" | "idNumber" | "phone" | "email" | "creditCode" | "plate" | "vin"
  | "date" | "pastDate" | "number" | "place";

/** What Appendix A does not say about one element. */
export interface FieldRule {
  /** Name of a code list (Appendix B or `config/codes`); the element's own `options` need none. */
  readonly codes?: string;
  /** Several codes, joined by commas on the wire. */
  readonly many?: boolean;
  /** Asked and sent only while this holds. */
  readonly when?: Condition;
  /** An optional element that must be answered while this holds. */
  readonly required?: Condition | true;
  readonly kind?: Kind;
  /** Label on the form where the table's own is not what a person would say. */
  readonly label?: string;
  readonly help?: string;
  /** Which known fact of the signed-in person fills it in first. */
  readonly from?: "name" | "idCard" | "idType" | "phone" | "sex" | "firmName" | "creditCode";
}

/** An answer of ours that is not on the wire; it decides peer, fields or materials. */
export interface Ask {
  readonly label: string;
  readonly help?: string;
  readonly kind: "choice" | "place";
  /** For `choice`: what can be answered. */
  readonly options?: readonly { readonly code: string; readonly name: string }[];
  readonly many?: boolean;
  readonly when?: Condition;
}

/** Attachments that are asked for together; `types` are codes of B.2. */
export interface MaterialRule {
  readonly types: readonly string[];
  readonly when?: Condition;
  /** Optional for the applicant (offered, not required). */
  readonly optional?: true;
  /** More than one file of each type may be given. */
  readonly many?: true;
}

export interface Step {
  readonly title: string;
  readonly help?: string;
  /** Names of fields and asks in the order in which they are asked. */
  readonly fields: readonly string[];
}

/** One business, or one other request of a person: all that Appendix A does not say about it. */
export interface RequestDefinition {
  readonly code: string;
  readonly title: string;
  /** What a person would say: "证快到期了，要换新证". */
  readonly wish: string;
  readonly clause: string;
  /** Who asks: shown on the find page and used for grouping. */
  readonly audience: "driver" | "vehicle" | "repair" | "case";
  readonly feedback: "JD1001" | "JD1002" | "JD1003" | "JD1004" | null;
  readonly filled: Readonly<Record<string, Fill>>;
  readonly asks?: Readonly<Record<string, Ask>>;
  readonly steps: readonly Step[];
  readonly fields: Readonly<Record<string, FieldRule>>;
  readonly materials: readonly MaterialRule[];
}

export function defineRequest<const D extends RequestDefinition>(definition: D): D {
  return definition;
}
