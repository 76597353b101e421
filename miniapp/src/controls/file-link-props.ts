import type { ReactNode } from "react";

export interface FileLinkProps {
  /** Address of a file that only its owner may fetch. */
  url: string;
  className?: string;
  /** What a screen reader says: which file. */
  label: string;
  children: ReactNode;
}
