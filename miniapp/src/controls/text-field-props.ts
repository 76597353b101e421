import type { FieldProps } from "./types";

export interface TextFieldProps extends FieldProps {
  /** Several lines. */
  area?: boolean;
  maxLength?: number;
  inputMode?: "text" | "tel" | "numeric" | "email";
  /** For the browser's own filling in. */
  autoComplete?: string;
}
