import type { ReactNode } from "react";

export interface DialogProps {
  title: string;
  /** Id of the words that are read out with the title: it interrupts, fills the eye and stays on top of any other. */
  alertWords?: string;
  /** Escape, or a tap on the button that closes. */
  onClose(): void;
  children: ReactNode;
}
