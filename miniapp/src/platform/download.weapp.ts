import Taro from "@tarojs/taro";
import { inSession } from "./resume.weapp";
import { token } from "./token.weapp";

/** Fetches a file of this person. @returns path of a temporary file @throws what is not there */
export async function download(url: string): Promise<string> {
  const full = url.startsWith("/") ? API_BASE + url : url;
  const { status, data } = await inSession(async () => {
    const { statusCode, tempFilePath } = await Taro.downloadFile({ url: full, header: token.header() });
    return { status: statusCode, data: tempFilePath };
  });
  if (status !== 200) throw new Error(`no file: ${status}`);
  return data as string;
}
