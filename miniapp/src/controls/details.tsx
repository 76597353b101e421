import "./details.scss";
import { View } from "@tarojs/components";
import { useState } from "react";
import type { DetailsProps } from "./details-props";

export function Details({ summary, children }: DetailsProps) {
  const [open, setOpen] = useState(false);
  const aria = { "aria-role": "button", "aria-expanded": open };
  return (
    <View className="details">
      <View
        className={open ? "details-summary open" : "details-summary"}
        onClick={() => setOpen(!open)}
        {...aria}
      >
        {summary}
      </View>
      {open && <View className="details-body">{children}</View>}
    </View>
  );
}
