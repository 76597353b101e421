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

/** Goes on to a page from one that only stood in between: back to it, as it was left, where it lies right below. */
export function goOn(to: string) {
  if (addressOf(Taro.getCurrentPages().at(-2)) === to) void Taro.navigateBack();
  else replace(to);
}

export function restart(to: string) {
  void Taro.reLaunch({ url: to });
}

export function back(home: string) {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else replace(home);
}

/** Path and query of the page that is shown. */
export const here = () => addressOf(Taro.getCurrentPages().at(-1)) || "/pages/find/index";

function addressOf(page: unknown): string {
  const { route, options = {} } = (page ?? {}) as { route?: string; options?: Record<string, string> };
  const query = Object.entries(options)
    .filter(([name]) => !name.startsWith("$") && name !== "stamp")
    .map(([name, value]) => `${name}=${value}`);
  return route ? `/${route}${query.length ? `?${query.join("&")}` : ""}` : "";
}
