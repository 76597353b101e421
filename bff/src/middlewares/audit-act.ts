import { record } from "../audit/current.ts";
import { sm3Hex } from "../crypto/provider.ts";
import { AppError } from "../errors.ts";
import { isStoreFault } from "../store/connection.ts";

interface Act {
  /** `POST /api/requests` */
  readonly name: string;
  readonly who: string;
  /** The case or thing it is done to. */
  readonly on: string;
  readonly body: unknown;
}

/** Typing and looking at lists are no acts on a case; a submission writes an entry of its own, which its proof needs. */
export function isActOnCase({ method, path }: { readonly method: string; readonly path: string }): boolean {
  if (/^\/api\/(drafts|attachments|applications)\b/.test(path)) return false;
  return method !== "GET" || path.includes(":caseId");
}

/** Does what a person asks for and writes down who did it and how it ended, before the answer leaves. */
export async function audited<T>({ name, who, on, body }: Act, act: () => Promise<T>): Promise<T> {
  const tell = (result: string) => record({ who, act: name, on, result, digest: digestOf(body) });
  let answer: T;
  try {
    answer = await act();
  } catch (error) {
    await tell(error instanceof AppError ? error.code : "failure");
    throw error;
  }
  await tell("ok").catch((cause) => {
    throw isStoreFault(cause) ? new AppError("busy", { cause }) : cause;
  });
  return answer;
}

function digestOf(body: unknown): string {
  return body === undefined ? "" : sm3Hex(JSON.stringify(body));
}
