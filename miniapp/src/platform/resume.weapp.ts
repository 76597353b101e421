import { ApiError } from "../api-error";
import { lastOwner, ownerOf } from "../draft/device";
import type { Reply } from "./http";
import { token } from "./token.weapp";
import { logInByWechat } from "./wechat-login.weapp";

let asking: Promise<boolean> | null = null;
/** In this run WeChat's login led to nobody, or to somebody else: it is not asked again without a tap. */
let inVain = false;

/**
 * Opens a session by WeChat's own login, without a word, for the person who was signed in here last; not where he signed
 * out himself. Many callers at once make one request. @returns whether there is a session now
 */
export function resume(): Promise<boolean> {
  if (inVain || token.hasLeft()) return Promise.resolve(false);
  asking ??= logIn()
    .catch((error) => {
      inVain = error instanceof ApiError && error.status === 404; // not set up there
      return false;
    })
    .finally(() => {
      asking = null;
    });
  return asking;
}

/** After a tap it may be asked again. */
export function resumable() {
  inVain = false;
}

async function logIn(): Promise<boolean> {
  const { token: value, user } = await logInByWechat();
  const last = lastOwner();
  inVain = value === null || user === null || (last !== null && last !== ownerOf(user));
  if (inVain) token.forget();
  else token.keep(value as string);
  return !inVain;
}

/**
 * Does something that needs the session, once more where it had ended and WeChat's login has opened a new one of the
 * same person: a 401 means that nothing was done. An act that wants a fresher proof is not done again.
 */
export async function inSession(act: () => Promise<Reply>): Promise<Reply> {
  const used = token.value();
  const reply = await act();
  const { error } = (reply.data ?? {}) as { error?: { code?: string } };
  if (reply.status !== 401 || error?.code === "stepUp") return reply;
  const now = token.value();
  return (now !== null && now !== used) || (await resume()) ? act() : reply;
}
