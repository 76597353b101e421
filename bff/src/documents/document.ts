/** What a PDF of ours says: plain data, so that it can be handed to the thread that draws it. */
export interface Document {
  readonly title: string;
  /** YYYYMMDDhhmmss, Asia/Shanghai: when it was made. */
  readonly madeAt: string;
  readonly parts: readonly Part[];
  /** Stands small at the foot of each page, before the page's number. */
  readonly foot: string;
}

/** One part: a heading, then facts (label and value), then a table. */
export interface Part {
  readonly heading?: string;
  readonly facts?: readonly (readonly [label: string, value: string])[];
  readonly table?: Table;
}

export interface Table {
  /** Shares of the page's width; any numbers. */
  readonly columns: readonly { readonly title: string; readonly share: number }[];
  readonly rows: readonly (readonly string[])[];
}
