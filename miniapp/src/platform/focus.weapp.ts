import Taro from "@tarojs/taro";

/** WeChat cannot move focus: the place is scrolled to. */
export function focusOn(id: string) {
  void Taro.pageScrollTo({ selector: `#${id}`, duration: 0 }).catch(() => {});
}

export function setTitle(title: string) {
  void Taro.setNavigationBarTitle({ title }).catch(() => {});
}
