import { View } from "@tarojs/components";
import { Field } from "./field";
import { choiceClass, toggled } from "./many";
import type { OptionsProps } from "./types";
import "./choices.scss";

/** Rows to tap: one answer, or several when `many` (values joined by commas). */
export function ChoiceField({
  many,
  options,
  search,
  value,
  onChange,
  ...parts
}: OptionsProps & { many?: boolean }) {
  const chosen = value.split(",");
  return (
    <Field {...parts}>
      {search}
      <View className="choices" id={parts.id}>
        {options.map((option) => {
          const { code, name } = option;
          const on = chosen.includes(code);
          const aria = { "aria-role": many ? "checkbox" : "radio", "aria-checked": on, "aria-label": name };
          return (
            <View
              key={code}
              className={choiceClass(option, on)}
              onClick={() => onChange(many ? toggled(value, code, options) : code)}
              {...aria}
            >
              <View className={many ? "choice-mark choice-dot many" : "choice-mark choice-dot"} />
              {name}
            </View>
          );
        })}
      </View>
    </Field>
  );
}
