import { type Call, NoAnswer, patienceMs, type Reply } from "./http";
import { paySignOut } from "./owed-sign-out.h5";

/** One request with the session's cookie. @throws NoAnswer */
export async function send({ method, path, body }: Call): Promise<Reply> {
  // Nothing is asked for in the name of somebody who has left.
  if (!(await paySignOut())) throw new NoAnswer();
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), patienceMs);
  try {
    const answer = await fetch(path, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      signal: giveUp.signal,
      headers: {
        "X-Requested-With": "portal",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: answer.status, data: await answer.json().catch(() => null) };
  } catch {
    throw new NoAnswer();
  } finally {
    clearTimeout(timer);
  }
}
