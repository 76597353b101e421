import type { ReactNode } from "react";

export interface LinkProps {
  /** Path of a page with its query, or `tel:…`. */
  to: string;
  className?: string;
  label?: string;
  current?: "page";
  /** Called before going. */
  onFollow?(): void;
  children: ReactNode;
}
