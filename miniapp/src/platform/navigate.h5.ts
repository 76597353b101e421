import Taro from "@tarojs/taro";

/** Opens a page on top of this one. */
export function go(to: string) {
  if (to.startsWith("tel:")) location.href = to;
  else void Taro.navigateTo({ url: to });
}

/** Opens a page in place of this one. */
export function replace(to: string) {
  void Taro.redirectTo({ url: to });
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
