import { useEffect } from "react";
import type { SessionAnswer } from "shared-types";
import { api } from "./api";
import { ApiError, isSignedOut, wordsOf } from "./api-error";
import { forgetDrafts, keepOwner } from "./draft/device";
import { forgetSession } from "./platform/sign-in";
import { makeStore, useStore } from "./store";

interface SessionState {
  user: SessionAnswer["user"];
  ways: SessionAnswer["signIn"]["ways"];
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
  state: "unknown",
  expired: false,
  stepUp: false,
  error: "",
});

let asking: Promise<void> | null = null;

/** Asks the server who is signed in; many callers at once make one request. */
export function loadSession(): Promise<void> {
  asking ??= api
    .session()
    .then(({ user, signIn }) => {
      if (user) keepOwner(`${user.name}${user.idCard}`);
      session.set({ user, ways: signIn.ways, state: "known", expired: false, error: "" });
    })
    .catch((error) => session.set({ state: "failed", error: wordsOf(error) }))
    .finally(() => {
      asking = null;
    });
  return asking;
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
