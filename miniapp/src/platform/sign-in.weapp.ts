import Taro from "@tarojs/taro";
import { token } from "./token.weapp";

/** The unified identity is a web page: it is opened inside WeChat and hands the session over at its end. */
export function signIn(way: string, returnTo: string) {
  const url = `${API_BASE}/api/sign-in/${way}?returnTo=${encodeURIComponent(returnTo)}`;
  void Taro.navigateTo({ url: `/pages/sign-in/web?url=${encodeURIComponent(url)}` });
}

export function forgetSession() {
  token.forget();
}
