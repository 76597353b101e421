import { View } from "@tarojs/components";
import type { Section } from "./page";
import { TypeSizeButton } from "./type-size-button";
import "./header.scss";

/** WeChat's own bar has the title and the way back. */
export function Header({ section }: { section?: Section }) {
  if (!section) return null;
  return (
    <View className="header">
      <View className="header-inner">
        <TypeSizeButton />
      </View>
    </View>
  );
}
