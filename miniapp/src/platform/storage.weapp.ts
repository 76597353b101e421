import Taro from "@tarojs/taro";

/** What the device keeps; values are JSON. Where storage is full the page goes on without it. */
export const storage = {
  read<T>(key: string): T | null {
    try {
      return JSON.parse(Taro.getStorageSync(key) || "null");
    } catch {
      return null;
    }
  },
  write(key: string, value: unknown): boolean {
    try {
      Taro.setStorageSync(key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
  remove(key: string) {
    Taro.removeStorageSync(key);
  },
  keys(prefix: string): string[] {
    return Taro.getStorageInfoSync().keys.filter((key) => key.startsWith(prefix));
  },
};
