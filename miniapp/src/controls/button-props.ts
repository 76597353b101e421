import type { ReactNode } from "react";

export interface ButtonProps {
  /** `main`: the one thing to do here; `plain`: words only. */
  kind?: "main" | "second" | "plain" | "danger";
  id?: string;
  className?: string;
  /** What a screen reader says where the words alone are not enough. */
  label?: string;
  /** Under way: stays focusable and does nothing. */
  busy?: boolean;
  pressed?: boolean;
  onPress(): void;
  children: ReactNode;
}
