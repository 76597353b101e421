/** How often an element stands: `1` exactly once, `?` at most once, `+` at least once, `*` any number (clause 5.1). */
export type Cardinality = "1" | "?" | "+" | "*";

/** One row of a table of Appendix A. */
export interface Element {
  /** Wire name; it is never renamed. */
  readonly name: string;
  /** Chinese name of the data item. */
  readonly label: string;
  readonly type: "string" | "number" | "binary" | "group";
  /** Exact length in characters (F), if the table gives one. */
  readonly fixed?: number;
  /** Greatest length in characters (V), if the table gives one. */
  readonly max?: number;
  readonly cardinality: Cardinality;
  /** Name of the group that holds it; `null` at the top. */
  readonly parent: string | null;
  readonly note?: string;
  /** A group that stands as a JSON list; every other group is an object. */
  readonly list?: true;
  /** How a date or time is written, where the table says so: "YYYYMMDD". */
  readonly format?: string;
  /** Values that the note itself lists ("1：邮寄 2：自取"), in its order. */
  readonly options?: readonly CodeItem[];
  /** The code list that the note cites (见附录B.3, 参照JT/T 697.7中5.22). */
  readonly codes?: string;
  /** F2 in the table although its list has one digit: written `1`, `01` is read too. */
  readonly padded?: true;
  /** Two days; the blank that its note has between them does not count as a character. */
  readonly spaced?: true;
  /** "审查符合要求的此项为必选": missing, it is flagged, never refused. */
  readonly expectedWhenGood?: true;
}

/** One value of a code list. What stands beside code and name is our own knowledge about it. */
export interface CodeItem {
  readonly code: string;
  readonly name: string;
  /** Code of the item above it, in a list with levels. */
  readonly parent?: string;
  /** First letters of the name's pinyin, for search. */
  readonly initials?: string;
  /** Known when it comes in, not offered on a form. */
  readonly unoffered?: true;
  /** workTypes: what kind of person holds it, and what he drives. */
  readonly personKind?: "driver" | "loadingManager" | "escort";
  readonly carries?: "passengers" | "freight" | "dangerous";
  /** idTypes: how a number of this type is checked. */
  readonly check?: "idNumber";
}

export type Part = "request" | "response";

export interface Interface {
  /** IPCType, for example `SQ1008`. */
  readonly code: string;
  readonly name: string;
  readonly section: string;
  readonly direction: "portal->province" | "province->portal" | "both";
  readonly request: readonly Element[];
  readonly response: readonly Element[];
}
