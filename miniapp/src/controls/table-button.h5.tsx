import type { ChangeEvent } from "react";
import type { TableButtonProps } from "./table-button-props";
import "./photo-button.scss";

/** A file input for a spreadsheet that looks like a button. */
export function TableButton({ label, onPick, children }: TableButtonProps) {
  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = ""; // the same file may be chosen again, once it is mended
    if (file) onPick({ name: file.name, bytes: file.size, source: file });
  };
  return (
    <label className="button photo-button second">
      <input className="photo-input" type="file" accept=".xlsx,.csv" aria-label={label} onChange={pick} />
      {children}
    </label>
  );
}
