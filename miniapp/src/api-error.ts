import type { Fault } from "shared-types";
import type { Reply } from "./platform/http";
import { errors } from "./texts/errors";

/** A request that did not do what it should. `message` is Chinese and says what to do. */
export class ApiError extends Error {
  /** HTTP status; 0 when no answer came: then nothing is known of what the server did. */
  readonly status: number;
  readonly code: string;
  /** Number under which an operator finds it. */
  readonly id: string | undefined;
  readonly fields: readonly Fault[];
  readonly data: unknown;

  constructor(
    status: number,
    code: string,
    rest: { message?: string; id?: string; fields?: readonly Fault[]; data?: unknown } = {},
  ) {
    super(rest.message || wordsFor(status));
    this.status = status;
    this.code = code;
    this.id = rest.id;
    this.fields = rest.fields ?? [];
    this.data = rest.data;
  }
}

function wordsFor(status: number): string {
  if (status === 0) return errors.offline;
  if (status === 401) return errors.signedOut;
  if (status === 404) return errors.notFound;
  return errors.server;
}

export function errorOf({ status, data }: Reply): ApiError {
  const { error } = (data ?? {}) as {
    error?: { id?: string; code?: string; message?: string; fields?: Fault[] };
  };
  return new ApiError(status, error?.code ?? "unknown", { ...error, data });
}

/** What to tell a person about anything that was thrown. */
export function wordsOf(error: unknown): string {
  return error instanceof ApiError ? error.message : errors.server;
}

export const isSignedOut = (error: unknown) => error instanceof ApiError && error.status === 401;
export const isOffline = (error: unknown) => error instanceof ApiError && error.status === 0;
