export interface Call {
  method: "GET" | "PUT" | "POST" | "DELETE";
  /** Begins with `/api/`. */
  path: string;
  body?: unknown;
}

export interface Reply {
  status: number;
  /** The JSON value, or null where the answer is none. */
  data: unknown;
}

/** No answer came: nothing is known of what the server did. */
export class NoAnswer extends Error {}

export const patienceMs = 30_000;
