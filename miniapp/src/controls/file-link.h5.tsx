import { isSharedScreen } from "../platform/shared-screen";
import { terminalTexts } from "../texts/terminal";
import type { FileLinkProps } from "./file-link-props";
import "./button.scss";

/** The browser saves it; the session's cookie goes with it by itself. At a kiosk it would stay on the disk. */
export function FileLink({ url, className = "button second", label, children }: FileLinkProps) {
  if (isSharedScreen()) return <span className="small">{terminalTexts.noFiles}</span>;
  return (
    <a href={url} className={className} aria-label={label} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
