import Taro from "@tarojs/taro";
import { token } from "./token.weapp";

/** Fetches a file of this person and shows it. @returns whether it is shown (WeChat knows PDF, not OFD) */
export async function openFile(url: string): Promise<boolean> {
  try {
    const full = url.startsWith("/") ? API_BASE + url : url;
    const { tempFilePath, statusCode } = await Taro.downloadFile({ url: full, header: token.header() });
    if (statusCode !== 200) return false;
    await Taro.openDocument({ filePath: tempFilePath, showMenu: true });
    return true;
  } catch {
    return false;
  }
}
