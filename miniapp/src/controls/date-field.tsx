import { Picker, View } from "@tarojs/components";
import { common } from "../texts/common";
import { dateInWords } from "./date";
import { Field } from "./field";
import { spoken } from "./spoken";
import type { FieldProps } from "./types";

/** WeChat's date wheel. */
export function DateField({ value, onChange, onLeave, ...parts }: FieldProps) {
  const shown = value ? dateInWords(value) : common.choose;
  const day = /^\d{8}$/.test(value)
    ? `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6)}`
    : "2020-01-01";
  return (
    <Field {...parts}>
      <Picker
        mode="date"
        id={parts.id}
        value={day}
        onChange={(event) => {
          onChange(event.detail.value.replace(/-/g, ""));
          onLeave?.();
        }}
        {...{ "aria-label": `${spoken(parts)}，${shown}`, "aria-role": "button" }}
      >
        <View className={value ? "input list" : "input list empty"}>{shown}</View>
      </Picker>
    </Field>
  );
}
