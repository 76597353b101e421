import { useId } from "react";
import { FieldGroup } from "./field.h5";
import { choiceClass, toggled } from "./many";
import type { OptionsProps } from "./types";
import "./choices.scss";

/** Radio buttons, or check boxes when `many` (values joined by commas). */
export function ChoiceField({
  many,
  options,
  search,
  value,
  onChange,
  onLeave,
  ...parts
}: OptionsProps & { many?: boolean }) {
  const chosen = value.split(",");
  // The same step can be open twice, one page below the other: as one group they would undo each other.
  const group = useId();
  return (
    <FieldGroup {...parts}>
      {search}
      <div className="choices">
        {options.map((option) => {
          const { code, name } = option;
          const on = chosen.includes(code);
          return (
            <label key={code} className={choiceClass(option, on)}>
              <input
                className="choice-mark"
                type={many ? "checkbox" : "radio"}
                name={group}
                value={code}
                checked={on}
                onChange={() => onChange(many ? toggled(value, code, options) : code)}
                onBlur={many ? undefined : onLeave}
              />
              {name}
            </label>
          );
        })}
      </div>
    </FieldGroup>
  );
}
