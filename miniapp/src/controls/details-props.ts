import type { ReactNode } from "react";

export interface DetailsProps {
  summary: string;
  children: ReactNode;
}
