import type { ReactNode } from "react";

export interface DialogProps {
  title: string;
  /** Escape, or a tap on the button that closes. */
  onClose(): void;
  children: ReactNode;
}
