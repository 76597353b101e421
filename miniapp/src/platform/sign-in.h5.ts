import type { SessionAnswer } from "shared-types";
import { isSharedScreen } from "./shared-screen.h5";

export const inMiniProgram = false;

export const waysOf = ({ ways }: SessionAnswer["signIn"]) => ways;

/**
 * Leaves for the identity provider, which brings the person back to `returnTo`.
 * @param fresh he must prove who he is even if the provider still knows him; at a kiosk always, it may know the last person
 * @returns false: he is not signed in yet
 */
export async function signIn(way: string, returnTo: string, fresh = false): Promise<boolean> {
  const anew = fresh || isSharedScreen() ? "&fresh=1" : "";
  location.assign(`/api/sign-in/${way}?returnTo=${encodeURIComponent(returnTo)}${anew}`);
  return false;
}

/** The browser is brought back with its session. */
export const arrive = async (_code: string) => "/pages/find/index";

/** Nobody is let in without the identity provider. */
export const resume = async () => false;

/** Nothing else to forget: the session's cookie is the server's. */
export function forgetSession() {}
