import Taro from "@tarojs/taro";
import { pagesBack } from "./stack";

const deepest = 10;

/** Opens a page on top of this one, or goes back to a step that is open further down; WeChat keeps at most ten. */
export function go(to: string) {
  const delta = pagesBack(to);
  if (to.startsWith("tel:")) void Taro.makePhoneCall({ phoneNumber: to.slice("tel:".length) });
  else if (delta > 0) void Taro.navigateBack({ delta });
  else if (Taro.getCurrentPages().length >= deepest) replace(to);
  else void Taro.navigateTo({ url: to });
}

export function replace(to: string) {
  void Taro.redirectTo({ url: to });
}

export function restart(to: string) {
  void Taro.reLaunch({ url: to });
}

export function back(home: string) {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else replace(home);
}

/** Path and query of the page that is shown. */
export function here(): string {
  const page = Taro.getCurrentPages().at(-1) as
    | { route?: string; options?: Record<string, string> }
    | undefined;
  const query = Object.entries(page?.options ?? {})
    .filter(([name]) => !name.startsWith("$") && name !== "stamp")
    .map(([name, value]) => `${name}=${value}`);
  return `/${page?.route ?? "pages/find/index"}${query.length ? `?${query.join("&")}` : ""}`;
}
