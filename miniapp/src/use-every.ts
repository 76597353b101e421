import { useDidHide, useDidShow } from "@tarojs/taro";
import { useEffect, useRef } from "react";

/** Does `what` every so many milliseconds while the page is shown and `wanted`. */
export function useEvery(milliseconds: number, what: () => void, wanted: boolean) {
  const shown = useRef(true);
  useDidShow(() => {
    shown.current = true;
  });
  useDidHide(() => {
    shown.current = false;
  });
  useEffect(() => {
    if (!wanted) return;
    const timer = setInterval(() => shown.current && what(), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds, what, wanted]);
}
