import { randomBytes } from "node:crypto";
import { sm3Hex } from "../crypto/provider.ts";
import { AppError } from "../errors.ts";
import { isStoreFault, maxTimeMS } from "../store/connection.ts";
import { type SessionDoc, Sessions } from "./models.ts";

const minute = 60_000;
const idle = 30 * minute;
const absolute = 12 * 60 * minute;
/** After this a person has to sign in again before what only he may do (S18: withdraw, roll back, claim). */
const fresh = 10 * minute;
/** A session in use is written at most this often. */
const step = minute;

export type Session = SessionDoc;

/** A new session with 256 random bits; only the token's SM3 is stored. */
export async function openSession(
  who: { ownerId: string; actorId: string },
  now: Date,
  signedInAt = now,
  by?: "wechat",
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const endsAt = new Date(now.getTime() + idle);
  const { ownerId, actorId } = who;
  const times = { startedAt: now, signedInAt, seenAt: now, endsAt };
  await Sessions.create({ _id: sm3Hex(token), ownerId, actorId, ...times, ...(by && { by }) });
  return token;
}

/** The live session of a token, kept alive by this; null when unknown, idle for 30 minutes or older than 12 hours. */
export async function findSession(token: string, now: Date): Promise<Session | null> {
  const session = await Sessions.findById(sm3Hex(token)).maxTimeMS(maxTimeMS).lean();
  if (session === null || session.endsAt <= now) return null;
  if (now.getTime() - session.seenAt.getTime() >= step) {
    const endsAt = new Date(Math.min(now.getTime() + idle, session.startedAt.getTime() + absolute));
    // A store that cannot write now may still be read: the session lives on as it was.
    await Sessions.updateOne({ _id: session._id }, { $set: { seenAt: now, endsAt } }).catch((error) => {
      if (!isStoreFault(error)) throw error;
    });
  }
  return session;
}

/** Whether the person has just proved who he is. */
function isFresh({ signedInAt }: Pick<Session, "signedInAt">, now: Date): boolean {
  return now.getTime() - signedInAt.getTime() <= fresh;
}

/** Throws `stepUp` unless he has. */
export function requireFresh(session: Pick<Session, "signedInAt">, now: Date): void {
  if (!isFresh(session, now)) throw new AppError("stepUp");
}

/** Signs out on the server: the token is worthless from now on. */
export async function closeSession(token: string): Promise<void> {
  await Sessions.deleteOne({ _id: sm3Hex(token) });
}
