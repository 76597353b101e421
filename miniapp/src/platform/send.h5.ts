import { type Call, NoAnswer, patienceMs, type Reply } from "./http";

/** One request with the session's cookie. @throws NoAnswer */
export async function send({ method, path, body }: Call): Promise<Reply> {
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
