import Taro from "@tarojs/taro";
import type { SessionAnswer } from "shared-types";
import { ApiError } from "../api-error";
import { signInTexts } from "../texts/sign-in";
import { go, here, replace } from "./navigate.weapp";
import { resumable } from "./resume.weapp";
import { token } from "./token.weapp";
import { logInByWechat } from "./wechat-login.weapp";

export { resume } from "./resume.weapp";

export const inMiniProgram = true;

export const waysOf = ({ miniProgram }: SessionAnswer["signIn"]) =>
  miniProgram ? [{ id: "wechat", name: "微信" }] : [];

/** What this run waits for: only the outcome that comes with its own secret counts. */
let begun: { secret: string; returnTo: string } | null = null;

/**
 * WeChat's login where it knows him; the web page of the unified identity system where it does not, or where he is to
 * prove who he is once more. @returns whether there is a session already @throws ApiError
 */
export async function signIn(_way: string, returnTo: string, fresh = false): Promise<boolean> {
  resumable();
  if (!fresh) {
    const { token: value } = await logInByWechat();
    if (value !== null) {
      token.keep(value);
      return true;
    }
  }
  begun = { secret: await newSecret(), returnTo };
  const page = "/pages/identify/index";
  if (here().startsWith("/pages/sign-in/")) replace(page);
  else go(page);
  return false;
}

/** Where the web-view begins; "" where nothing was begun in this run. */
export const identifyUrl = () =>
  begun === null ? "" : `${API_BASE}/api/sign-in/unified?miniProgram=${begun.secret}`;

/**
 * Takes what the web page hands over. A page of a mini-program can be opened with any query, by a link or a code that
 * somebody sends: what this run did not ask for is refused. @returns where to go on @throws ApiError
 */
export async function arrive(code: string): Promise<string> {
  if (begun === null) throw new ApiError(400, "signInFailed", { message: signInTexts.notBegunHere });
  const { secret, returnTo } = begun;
  const { token: value } = await logInByWechat({ code, secret });
  begun = null;
  if (value !== null) token.keep(value);
  return returnTo;
}

export function forgetSession() {
  token.leave();
}

/** 32 hex digits that nobody can guess. */
async function newSecret(): Promise<string> {
  const bytes = await new Promise<ArrayBuffer>((done, failed) => {
    const old = () => failed(new ApiError(0, "wechat", { message: signInTexts.wechatOld }));
    if (!Taro.getRandomValues) return old();
    void Taro.getRandomValues({ length: 16, success: ({ randomValues }) => done(randomValues), fail: old });
  });
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
