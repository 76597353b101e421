import { Input, Textarea } from "@tarojs/components";
import { Field } from "./field";
import { spoken } from "./spoken";
import type { TextFieldProps } from "./text-field-props";

/** `maxlength` -1: a paste that is too long is told, never cut. */
export function TextField({ area, inputMode, value, onChange, onLeave, ...parts }: TextFieldProps) {
  const props = {
    id: parts.id,
    value,
    maxlength: -1,
    onInput: (event: { detail: { value: string } }) => onChange(event.detail.value),
    onBlur: onLeave,
    "aria-label": spoken(parts),
  };
  return (
    <Field {...parts}>
      {area ? (
        <Textarea className="input area" autoHeight {...props} />
      ) : (
        <Input
          className="input"
          type={inputMode === "numeric" || inputMode === "tel" ? "number" : "text"}
          {...props}
        />
      )}
    </Field>
  );
}
