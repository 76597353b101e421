import type { ReactNode } from "react";
import type { Picked } from "../platform/photo";

export interface PhotoButtonProps {
  from: "camera" | "album";
  /** What a screen reader says: which photo. */
  label: string;
  kind?: "main" | "second";
  onPick(photo: Picked): void;
  children: ReactNode;
}
