import { View } from "@tarojs/components";
import type { DialogProps } from "./dialog-props";
import "./dialog.scss";

export function Dialog({ title, children }: DialogProps) {
  return (
    <View className="dialog-mask">
      <View className="dialog" {...{ "aria-role": "dialog", "aria-modal": true, "aria-label": title }}>
        <View className="dialog-title">{title}</View>
        {children}
      </View>
    </View>
  );
}
