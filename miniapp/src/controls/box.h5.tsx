import { createElement } from "react";
import type { BoxProps } from "./types";

/** A box of the element that it is: lists are `ul`, words are `p`. */
export function Box({ as = "div", label, live, current, ...rest }: BoxProps) {
  return createElement(as, { ...rest, "aria-label": label, role: live, "aria-current": current });
}
