export const canSignIn = true;

/** Leaves for the identity provider, which brings the person back to `returnTo`. */
export function signIn(way: string, returnTo: string) {
  location.assign(`/api/sign-in/${way}?returnTo=${encodeURIComponent(returnTo)}`);
}

/** Nothing else to forget: the session's cookie is the server's. */
export function forgetSession() {}
