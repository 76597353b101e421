import { View } from "@tarojs/components";
import { go } from "../platform/navigate";
import type { LinkProps } from "./link-props";
import "./button.scss";

export function Link({ to, className, label, onFollow, children }: LinkProps) {
  const follow = () => {
    onFollow?.();
    go(to);
  };
  return (
    <View className={className} onClick={follow} {...{ "aria-role": "link", "aria-label": label }}>
      {children}
    </View>
  );
}
