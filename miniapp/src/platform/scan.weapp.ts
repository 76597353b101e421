import Taro from "@tarojs/taro";

export const canScan = true;

/** What the code holds; "" when the person gave up. */
export async function scan(): Promise<string> {
  try {
    return (await Taro.scanCode({})).result;
  } catch {
    return "";
  }
}
