import { AppError, type ErrorCode } from "../errors.ts";
import { readAnswer } from "./read-answer.ts";

/** WeChat as far as it tells us who holds the phone. */
export interface Wechat {
  readonly appId: string;
  /**
   * The openid behind a code of `wx.login`: the same for one person in one mini-program, and no secret to WeChat alone.
   * Throws `signInFailed` or `tooMany` for what the person can do again, `wechatAway` for everything else.
   */
  openidOf(code: string): Promise<string>;
}

export interface WechatSettings {
  readonly appId: string;
  readonly secret: string;
  /** https://api.weixin.qq.com */
  readonly url: string;
}

const largestAnswer = 16_384;

/** WeChat's errcode, where the person can do something about it. */
const refusals: Readonly<Record<number, readonly [code: ErrorCode, message: string]>> = {
  40029: ["signInFailed", "微信登录没有完成，请再试一次。"],
  40163: ["signInFailed", "这次微信登录已经用过，请再试一次。"],
  40226: ["signInFailed", "微信限制了这次登录，请稍后再试，或在手机浏览器里打开本服务办理。"],
  45011: ["tooMany", "登录太频繁，请过一分钟再试。"],
};

/**
 * Over HTTP: GET `<url>/sns/jscode2session` → 200 `{"openid","session_key"}` or `{"errcode","errmsg"}`. The address holds
 * the secret and the answer the session's key: neither leaves this file, errors included.
 */
export function httpWechat({ appId, secret, url }: WechatSettings, timeoutMs = 8_000): Wechat {
  return {
    appId,
    async openidOf(code) {
      const query = new URLSearchParams({ appid: appId, secret, js_code: code });
      query.set("grant_type", "authorization_code");
      let answer: Answer;
      try {
        const response = await fetch(`${url}/sns/jscode2session?${query}`, {
          redirect: "error",
          signal: AbortSignal.timeout(timeoutMs),
        });
        if (response.status !== 200) throw new Error(`WeChat answered ${response.status}`);
        answer = answerIn(await readAnswer(response, largestAnswer, "WeChat"));
      } catch (cause) {
        throw new AppError("wechatAway", { cause });
      }
      if ("openid" in answer) return answer.openid;
      const cause = new Error(`WeChat answered errcode ${answer.errcode}`);
      const [refusal, message] = refusals[answer.errcode] ?? [];
      throw refusal ? new AppError(refusal, { message, cause }) : new AppError("wechatAway", { cause });
    },
  };
}

type Answer = { readonly openid: string } | { readonly errcode: number };

/** Never with the text itself: it holds the session's key. */
function answerIn(text: string): Answer {
  const wrong = new Error("WeChat's answer cannot be read");
  let found: { openid?: unknown; errcode?: unknown };
  try {
    found = Object(JSON.parse(text));
  } catch {
    throw wrong;
  }
  const errcode = Number(found.errcode ?? 0);
  if (errcode !== 0) return { errcode };
  if (typeof found.openid !== "string" || !/^[\w-]{1,128}$/.test(found.openid)) throw wrong;
  return { openid: found.openid };
}
