import { useDidHide, useDidShow } from "@tarojs/taro";
import { useState } from "react";

/** Whether this page is the one on top: those below it stay alive, and what they open would lie over the one shown. */
export function useShown(): boolean {
  const [shown, setShown] = useState(true);
  useDidShow(() => setShown(true));
  useDidHide(() => setShown(false));
  return shown;
}
