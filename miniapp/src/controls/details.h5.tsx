import "./details.scss";
import type { DetailsProps } from "./details-props";

export function Details({ summary, children }: DetailsProps) {
  return (
    <details className="details">
      <summary className="details-summary">{summary}</summary>
      <div className="details-body">{children}</div>
    </details>
  );
}
