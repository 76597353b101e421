import Taro from "@tarojs/taro";
import { download } from "./download.weapp";

/** Fetches a file of this person and shows it. @returns whether it is shown (WeChat knows PDF, not OFD) */
export async function openFile(url: string): Promise<boolean> {
  try {
    await Taro.openDocument({ filePath: await download(url), showMenu: true });
    return true;
  } catch {
    return false;
  }
}
