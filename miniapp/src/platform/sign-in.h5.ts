import { isSharedScreen } from "./shared-screen.h5";

export const canSignIn = true;

/**
 * Leaves for the identity provider, which brings the person back to `returnTo`.
 * @param fresh he must prove who he is even if the provider still knows him; at a kiosk it may know the last person
 */
export function signIn(way: string, returnTo: string, fresh = isSharedScreen()) {
  location.assign(`/api/sign-in/${way}?returnTo=${encodeURIComponent(returnTo)}${fresh ? "&fresh=1" : ""}`);
}

/** Nothing else to forget: the session's cookie is the server's. */
export function forgetSession() {}
