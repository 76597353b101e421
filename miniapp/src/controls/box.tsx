import { Text, View } from "@tarojs/components";
import type { BoxProps } from "./types";

const roles: Partial<Record<string, string>> = { ul: "list", ol: "list", li: "listitem", nav: "navigation" };

/** A box; on WeChat only its role tells a list from a paragraph. */
export function Box({ as = "div", label, live, current, ...rest }: BoxProps) {
  const Element = as === "span" || as === "strong" ? Text : View;
  const aria = {
    "aria-role": live === "alert" ? "alert" : roles[as],
    "aria-live": live === "status" ? "polite" : undefined,
    "aria-label": label,
    "aria-current": current,
  };
  return <Element {...rest} {...aria} />;
}
