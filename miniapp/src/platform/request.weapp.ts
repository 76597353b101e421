import Taro from "@tarojs/taro";
import { type Call, NoAnswer, patienceMs, type Reply } from "./http";
import { token } from "./token.weapp";

/** One request with the session's token as it is now. @throws NoAnswer */
export async function request({ method, path, body }: Call): Promise<Reply> {
  const header: Record<string, string> = { "X-Requested-With": "portal", ...token.header() };
  if (body !== undefined) header["Content-Type"] = "application/json";
  try {
    const answer = await Taro.request({
      url: API_BASE + path,
      method,
      data: body,
      header,
      timeout: patienceMs,
    });
    return { status: answer.statusCode, data: answer.data || null };
  } catch {
    throw new NoAnswer();
  }
}
