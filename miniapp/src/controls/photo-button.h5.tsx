import type { ChangeEvent } from "react";
import type { PhotoButtonProps } from "./photo-button-props";
import "./photo-button.scss";

/** A file input that looks like a button. JPEG and PNG are asked for: iPhones then convert HEIC by themselves. */
export function PhotoButton({ from, label, kind = "second", onPick, children }: PhotoButtonProps) {
  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = ""; // the same file may be chosen again
    if (file) onPick({ name: file.name, bytes: file.size, source: file });
  };
  return (
    <label className={`button photo-button ${kind}`}>
      <input
        className="photo-input"
        type="file"
        accept="image/jpeg,image/png"
        capture={from === "camera" ? "environment" : undefined}
        aria-label={label}
        onChange={pick}
      />
      {children}
    </label>
  );
}
