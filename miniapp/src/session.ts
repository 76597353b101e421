import { useEffect } from "react";
import type { SessionAnswer } from "shared-types";
import { api } from "./api";
import { ApiError, isSignedOut, wordsOf } from "./api-error";
import { forgetDrafts, keepOwner, lastOwner, ownerOf } from "./draft/device";
import { arrive, forgetSession, inMiniProgram, resume, signIn, waysOf } from "./platform/sign-in";
import { makeStore, useStore } from "./store";

interface SessionState {
  user: SessionAnswer["user"];
  ways: SessionAnswer["signIn"]["ways"];
  /** Whether people can sign in by WeChat, here or elsewhere. */
  byWechat: boolean;
  /** `unknown` until the server has answered once. */
  state: "unknown" | "known" | "failed";
  /** Set when a request found that the session has ended while the person was at work. */
  expired: boolean;
  /** The session holds, but this act wants a fresh sign-in. */
  stepUp: boolean;
  error: string;
}

export const session = makeStore<SessionState>({
  user: null,
  ways: [],
  byWechat: false,
  state: "unknown",
  expired: false,
  stepUp: false,
  error: "",
});

let asking: Promise<void> | null = null;

/** Asks the server who is signed in; many callers at once make one request. */
export function loadSession(): Promise<void> {
  asking ??= askWho()
    .then(({ user, signIn }) => {
      const { user: before } = session.get();
      // Another person: what pages hold of the last one in memory goes first.
      if (user && before && ownerOf(user) !== ownerOf(before)) session.set({ user: null, expired: false });
      if (user) keepOwner(ownerOf(user));
      const how = { ways: waysOf(signIn), byWechat: signIn.miniProgram };
      session.set({ user, ...how, state: "known", expired: false, error: "" });
    })
    .catch((error) => session.set({ state: "failed", error: wordsOf(error) }))
    .finally(() => {
      asking = null;
    });
  return asking;
}

/** Where nobody is signed in, the device's own way of knowing him is tried before that is said. */
async function askWho(): Promise<SessionAnswer> {
  const answer = await api.session();
  const none = answer.user === null && answer.signIn.miniProgram;
  return none && (await resume()) ? api.session() : answer;
}

/** How a sign-in ended: elsewhere (a page of the identity system is open), or here, as whom he was before or not. */
type Arrival = "elsewhere" | "same" | "another";

/** Signs in, and comes back to `returnTo` where a page of the identity system lies between. */
export async function startSignIn(returnTo: string, fresh = false): Promise<Arrival> {
  const here = await signIn(session.get().ways[0]?.id ?? "unified", returnTo, fresh);
  return here ? arrival() : "elsewhere";
}

/** Takes what the page of the identity system hands over. */
export async function finishSignIn(code: string): Promise<{ returnTo: string; as: Arrival }> {
  const returnTo = await arrive(code);
  return { returnTo, as: await arrival() };
}

async function arrival(): Promise<Arrival> {
  const last = lastOwner();
  await loadSession();
  const { user } = session.get();
  return last !== null && user !== null && last !== ownerOf(user) ? "another" : "same";
}

/** The session, asked for when this page comes up first. */
export function useSession() {
  const state = useStore(session);
  useEffect(() => {
    if (session.get().state !== "known") void loadSession();
  }, []);
  return state;
}

/** Ends the session and takes everything of this person off the device. */
export async function signOut() {
  await api.signOut();
  forget();
}

/** Takes every WeChat account from this person; a mini-program is signed out by that. */
export async function unbindWechat() {
  await api.unbindWechat();
  if (inMiniProgram) forget();
}

function forget() {
  forgetSession();
  forgetDrafts();
  session.set({ user: null, expired: false });
}

/** Notes an expired session, or one that is not fresh enough for this act. @returns whether `error` was one */
export function noteExpired(error: unknown): boolean {
  if (!isSignedOut(error)) return false;
  session.set({ expired: true, stepUp: error instanceof ApiError && error.code === "stepUp" });
  return true;
}
