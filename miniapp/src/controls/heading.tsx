import { View } from "@tarojs/components";
import type { HeadingProps } from "./heading-props";

export function Heading({ id, className, children }: HeadingProps) {
  return (
    <View id={id} className={className} {...{ "aria-role": "heading" }}>
      {children}
    </View>
  );
}
