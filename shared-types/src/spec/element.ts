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
  /** Values that the note itself lists ("1：邮寄 2：自取"), in its order. */
  readonly options?: readonly CodeItem[];
}

export interface CodeItem {
  readonly code: string;
  readonly name: string;
}

export interface Interface {
  /** IPCType, for example `SQ1008`. */
  readonly code: string;
  readonly name: string;
  readonly section: string;
  readonly direction: "portal->province" | "province->portal" | "both";
  readonly request: readonly Element[];
  readonly response: readonly Element[];
}
