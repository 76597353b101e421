import Taro from "@tarojs/taro";
import type { MiniProgramSession, MiniProgramSignIn } from "shared-types";
import { ApiError, errorOf } from "../api-error";
import { signInTexts } from "../texts/sign-in";
import { NoAnswer, type Reply } from "./http";
import { request } from "./request.weapp";

/** Asks the server for a session by WeChat's own login; with what the web page handed over, it is bound first. @throws ApiError */
export async function logInByWechat(handOver?: MiniProgramSignIn["handOver"]): Promise<MiniProgramSession> {
  const body = { code: await codeOfWechat(), ...(handOver && { handOver }) };
  const reply = await request({ method: "POST", path: "/api/sign-in/mini-program", body }).catch(noAnswer);
  if (reply.status !== 200) throw errorOf(reply);
  return reply.data as MiniProgramSession;
}

async function codeOfWechat(): Promise<string> {
  try {
    return (await Taro.login()).code;
  } catch {
    throw new ApiError(0, "wechat", { message: signInTexts.wechatSilent });
  }
}

function noAnswer(error: unknown): Reply {
  throw error instanceof NoAnswer ? new ApiError(0, "offline") : error;
}
