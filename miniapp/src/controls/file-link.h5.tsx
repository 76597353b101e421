import type { FileLinkProps } from "./file-link-props";
import "./button.scss";

/** The browser saves or shows it; the session's cookie goes with it by itself. */
export function FileLink({ url, className = "button second", label, children }: FileLinkProps) {
  return (
    <a href={url} className={className} aria-label={label} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
