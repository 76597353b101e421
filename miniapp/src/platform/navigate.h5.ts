import Taro from "@tarojs/taro";
import { pagesBack } from "./stack";

/** Opens a page on top of this one; a step that is open further down is gone back to. */
export function go(to: string) {
  const delta = pagesBack(to);
  if (to.startsWith("tel:")) location.href = to;
  else if (delta > 0) void Taro.navigateBack({ delta });
  else void Taro.navigateTo({ url: to });
}

/** Opens a page in place of this one. */
export function replace(to: string) {
  void Taro.redirectTo({ url: to });
}

/** Goes on to a page from one that only stood in between. */
export function goOn(to: string) {
  replace(to);
}

/** Opens a page as the only one: there is no way back into what lies behind. */
export function restart(to: string) {
  void Taro.reLaunch({ url: to });
}

/** Goes back, or to `home` where the page was opened directly. */
export function back(home: string) {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else replace(home);
}

/** Path and query of the page that is shown. */
export function here(): string {
  return location.pathname + location.search;
}
