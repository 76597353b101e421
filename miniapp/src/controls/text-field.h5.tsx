import type { ChangeEvent } from "react";
import { describedBy, Field } from "./field.h5";
import type { TextFieldProps } from "./text-field-props";

/** No `maxLength` on the element: a paste that is too long is told, never cut. */
export function TextField({
  area,
  inputMode,
  autoComplete,
  value,
  onChange,
  onLeave,
  ...parts
}: TextFieldProps) {
  const props = {
    id: parts.id,
    value,
    inputMode,
    autoComplete: autoComplete ?? "off",
    "aria-required": parts.required || undefined,
    "aria-invalid": parts.error ? true : undefined,
    "aria-describedby": describedBy(parts),
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.target.value),
    onBlur: onLeave,
  };
  return (
    <Field {...parts}>
      {area ? (
        <textarea className="input area" rows={4} {...props} />
      ) : (
        <input className="input" {...props} />
      )}
    </Field>
  );
}
