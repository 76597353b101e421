import Taro from "@tarojs/taro";

/** How much larger than usual WeChat's own type is set (its setting is in px, 16 or 17 as usual). */
export function deviceTypeSize(): number {
  // Taro's types do not know this setting of getAppBaseInfo yet.
  const { fontSizeSetting: size = 16 } = Taro.getAppBaseInfo() as { fontSizeSetting?: number };
  return Math.min(Math.max(size / 17, 1), 1.67);
}
