import { createElement } from "react";
import type { HeadingProps } from "./heading-props";

/** A heading; `id` makes it a place that focus can be sent to. */
export function Heading({ level, id, className, children }: HeadingProps) {
  return createElement(`h${level}`, { id, className, tabIndex: id ? -1 : undefined }, children);
}
