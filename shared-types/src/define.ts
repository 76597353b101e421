import type { Condition } from "./condition.ts";
import type { CodeItem, Interface } from "./spec/element.ts";

/** What the server puts into an element that nobody fills in by hand. */
export type Fill =
  /** A new number of this request's own (B.1). */
  | "businessSn"
  /** The number of the case that this is about. */
  | "caseSn"
  /** The case's business, for example `SQ1008`. */
  | "caseType"
  /** The case's state (B.12). */
  | "caseState"
  /** The element of the same name in the feedback that this is about. */
  | "fromFeedback"
  /** A new number for a rating or complaint, by which the province refers to it. */
  | "feedbackSn"
  /** 1 for the first rating of a case, then counted up (≤ 99). */
  | "assessNumber"
  /** Now, Asia/Shanghai, YYYYMMDDhhmmss. */
  | "now"
  /** JSON text of the answers to the asks that have `before` (SQ1009 oldData). */
  | "before"
  | "empty";

/** Check and control of one value, beyond what its length and code list say. */
export type Kind =
  | "text"
  | "longText"
  | "personName"
  | "idNumber"
  | "phone"
  | "mobile"
  | "email"
  | "creditCode"
  | "plate"
  | "vin"
  | "date"
  | "pastDate"
  | "month"
  | "number"
  | "place";

/** The facts about the signed-in person that can fill in a field first. */
export type Known =
  | "name"
  | "idCard"
  | "idType"
  | "phone"
  | "sex"
  | "firmName"
  | "creditCode"
  /** The firm for which the person acts, else the person. */
  | "applicant";

/** What Appendix A does not say about one element. */
export interface FieldRule {
  /** Name of a code list, where the table's note cites none or another one. */
  readonly codes?: string;
  /** Offered are only the items with these properties: `{ personKind: ["driver"] }`. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
  /** Several codes, joined by commas on the wire. */
  readonly many?: boolean;
  /** Asked and sent only while this holds. */
  readonly when?: Condition;
  /** An optional element that must be answered while this holds. */
  readonly required?: Condition | true;
  /** Not asked but equal to that other field while the condition holds (SQ1010: everything is cancelled). */
  readonly copies?: { readonly field: string; readonly when: Condition };
  /** Its codes are some of that other field's; `proper`: not all of them. */
  readonly within?: { readonly field: string; readonly proper?: true };
  /** Offered are only the items whose `parent` is that field's value (PJ1001: the items of the level chosen). */
  readonly under?: string;
  /** What a person would call the options that the table lists, by code. */
  readonly names?: Readonly<Record<string, string>>;
  /** What stands on the wire when the person leaves it out or is not asked (PJ1001: 匿名). */
  readonly otherwise?: string;
  readonly kind?: Kind;
  /** Label on the form where the table's own is not what a person would say. */
  readonly label?: string;
  readonly help?: string;
  /** null: it is about somebody else, although it is called as if it were about the signed-in person. */
  readonly from?: Known | null;
}

export interface AskOption extends CodeItem {
  readonly help?: string;
  /** Offered only while this holds. */
  readonly when?: Condition;
}

/** An answer of ours that is not on the wire; it decides peer, fields or materials. */
export interface Ask {
  readonly label: string;
  readonly help?: string;
  /** `derived` is never asked: it is that property of the codes chosen in `of` (workTypeCode → personKind). */
  readonly kind: "choice" | "place" | "text" | "derived";
  readonly options?: readonly AskOption[];
  readonly codes?: string;
  readonly of?: { readonly field: string; readonly property: "personKind" };
  readonly many?: boolean;
  readonly optional?: true;
  /** For `text`: greatest length. */
  readonly max?: number;
  readonly when?: Condition;
  /** This is the former value of that element; it goes into the element filled by `before`. */
  readonly before?: string;
}

/** One column of a list of ours. */
export interface Column {
  readonly label: string;
  readonly kind?: Kind;
  readonly codes?: string;
  readonly options?: readonly CodeItem[];
  readonly max: number;
  readonly optional?: true;
  readonly help?: string;
}

/** Rows that a person fills in and that are not on the wire (SQ1011: people, equipment). */
export interface ListRule {
  readonly label: string;
  readonly help?: string;
  /** What one row is called: "一名人员". */
  readonly row: string;
  readonly columns: Readonly<Record<string, Column>>;
  readonly min: number;
  readonly max: number;
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
  /** We put a table before the uploaded files: of that list's rows, or of what is chosen in that ask. */
  readonly tableOf?: string;
  readonly help?: string;
}

export interface Step {
  readonly title: string;
  readonly help?: string;
  /** Names of fields, asks and lists in the order in which they are asked. */
  readonly fields: readonly string[];
}

/** One business, or one other request of a person: all that Appendix A does not say about it. */
export interface RequestDefinition {
  readonly code: string;
  /** Its table in Appendix A; the definition carries it, so that form and check need nothing else. */
  readonly interface: Interface;
  readonly title: string;
  /** What a person would say: "证快到期了，要换新证". */
  readonly wish: string;
  readonly clause: string;
  /** Who asks: shown on the find page and used for grouping. `case`: about a case that exists, or to complain. */
  readonly audience: "driver" | "vehicle" | "repair" | "case";
  /** The interface that tells its progress. */
  readonly feedback: "JD1001" | "JD1002" | "JD1003" | "JD1004" | null;
  /** The element in which attachments carry their file's name instead of its bytes (SQ1011; fetched by CX3001). */
  readonly attachmentNames?: true;
  readonly filled: Readonly<Record<string, Fill>>;
  readonly asks?: Readonly<Record<string, Ask>>;
  readonly lists?: Readonly<Record<string, ListRule>>;
  readonly steps: readonly Step[];
  readonly fields: Readonly<Record<string, FieldRule>>;
  readonly materials: readonly MaterialRule[];
}

/** Leaves of an interface's request outside of lists, as a type: a misspelt wire name does not compile. */
type LeafName<I extends Interface> = Exclude<
  Exclude<I["request"][number], { readonly type: "group" }>,
  { readonly parent: "certificateInfo" }
>["name"];

type Rest<Leaf extends string, Own extends string> = Omit<
  RequestDefinition,
  "code" | "interface" | "asks" | "lists" | "filled" | "fields" | "steps"
> & {
  readonly filled: { readonly [L in Leaf]?: Fill };
  readonly fields: { readonly [L in Leaf]?: FieldRule };
  readonly steps: readonly (Omit<Step, "fields"> & { readonly fields: readonly (Leaf | Own)[] })[];
};

/** A definition of the request whose table is `of`. */
export function defineRequest<
  const I extends Interface,
  const A extends Readonly<Record<string, Ask>> = Record<never, never>,
  const L extends Readonly<Record<string, ListRule>> = Record<never, never>,
>(
  of: I,
  definition: Rest<LeafName<I>, NoInfer<Extract<keyof A | keyof L, string>>> & {
    readonly asks?: A;
    readonly lists?: L;
  },
): RequestDefinition {
  return { code: of.code, interface: of, ...(definition as Omit<RequestDefinition, "code" | "interface">) };
}
