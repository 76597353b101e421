import { View } from "@tarojs/components";
import type { ReactNode } from "react";

export const mainId = "main";

export function Main({ className, children }: { className: string; children: ReactNode }) {
  return (
    <View id={mainId} className={className}>
      {children}
    </View>
  );
}
