import type { ReactNode } from "react";
import { common } from "../texts/common";
import type { FieldProps } from "./types";
import "./field.scss";

type Parts = Pick<FieldProps, "id" | "label" | "required" | "aid" | "help" | "error">;

/** Ids of the help and the error of a field, for `aria-describedby`. */
export function describedBy({ id, help, error }: Parts): string | undefined {
  return [error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(" ") || undefined;
}

function Label({ label, required, aid }: Parts) {
  return (
    <>
      {label}
      {!required && !aid && <span className="field-optional">{common.optional}</span>}
    </>
  );
}

function Notes({ id, help, error }: Parts) {
  return (
    <>
      {help && (
        <span className="field-help" id={`${id}-help`}>
          {help}
        </span>
      )}
      {error && (
        <span className="field-error" id={`${id}-error`}>
          <span className="hidden-words">{common.wrong}</span>
          {error}
        </span>
      )}
    </>
  );
}

/** Label, help and error round one control whose id is `id`. */
export function Field({ children, ...parts }: Parts & { children: ReactNode }) {
  return (
    <div className={parts.error ? "field wrong" : "field"}>
      <label className="field-label" htmlFor={parts.id}>
        <Label {...parts} />
      </label>
      <Notes {...parts} />
      {children}
    </div>
  );
}

/** The same round several controls that answer one question. */
export function FieldGroup({ children, ...parts }: Parts & { children: ReactNode }) {
  return (
    <fieldset
      className={parts.error ? "field wrong" : "field"}
      id={parts.id}
      tabIndex={-1}
      aria-describedby={describedBy(parts)}
    >
      <legend className="field-label">
        <Label {...parts} />
      </legend>
      <Notes {...parts} />
      {children}
    </fieldset>
  );
}
