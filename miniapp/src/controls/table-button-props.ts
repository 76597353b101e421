import type { ReactNode } from "react";
import type { Picked } from "../platform/photo";

export interface TableButtonProps {
  /** What a screen reader says: for which list. */
  label: string;
  onPick(file: Picked): void;
  children: ReactNode;
}
