import { common } from "../texts/common";
import { describedBy, Field } from "./field.h5";
import type { OptionsProps } from "./types";

/** One of many: the browser's own list. */
export function ListField({ options, search, value, onChange, onLeave, ...parts }: OptionsProps) {
  return (
    <Field {...parts}>
      {search}
      <select
        className="input list"
        id={parts.id}
        value={value}
        aria-required={parts.required || undefined}
        aria-invalid={parts.error ? true : undefined}
        aria-describedby={describedBy(parts)}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onLeave}
      >
        <option value="">{common.choose}</option>
        {options.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}
