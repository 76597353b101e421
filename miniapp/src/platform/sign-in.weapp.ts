import { token } from "./token.weapp";

/** WeChat's own sign-in is not connected yet; the page says so and offers none of the ways of the web. */
export const canSignIn = false;

export function signIn(_way: string, _returnTo: string, _fresh = false) {}

export function forgetSession() {
  token.forget();
}
