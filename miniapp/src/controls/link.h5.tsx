import type { MouseEvent } from "react";
import { go } from "../platform/navigate";
import type { LinkProps } from "./link-props";
import "./button.scss";

/** A real link, so that it can be opened in a new tab; a plain click stays within the app. */
export function Link({ to, className, label, current, onFollow, children }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || to.startsWith("tel:")) return;
    event.preventDefault();
    onFollow?.();
    go(to);
  };
  return (
    <a href={to} className={className} aria-label={label} aria-current={current} onClick={follow}>
      {children}
    </a>
  );
}
