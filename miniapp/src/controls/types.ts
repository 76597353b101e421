import type { ReactNode } from "react";
import type { CodeItem } from "shared-types";

export type Tag =
  | "div"
  | "section"
  | "article"
  | "header"
  | "footer"
  | "nav"
  | "aside"
  | "ul"
  | "ol"
  | "li"
  | "p"
  | "span"
  | "strong"
  | "dl"
  | "dt"
  | "dd";

export interface BoxProps {
  as?: Tag;
  id?: string;
  className?: string;
  /** What a screen reader calls it. */
  label?: string;
  /** `status` is read when there is time, `alert` at once. */
  live?: "status" | "alert";
  current?: "step" | "page";
  children?: ReactNode;
}

/** What all controls of a form have in common. */
export interface FieldProps {
  id: string;
  label: string;
  value: string;
  required?: boolean;
  /** No answer of the form but a means to find one: nothing says that it may stay empty. */
  aid?: boolean;
  help?: string;
  error?: string;
  onChange(value: string): void;
  /** The person has gone on to something else. */
  onLeave?(): void;
}

export interface OptionsProps extends FieldProps {
  options: readonly CodeItem[];
  /** A field that narrows them; it stands under the label. */
  search?: ReactNode;
}
