import { Picker, View } from "@tarojs/components";
import { common } from "../texts/common";
import { Field } from "./field";
import { spoken } from "./spoken";
import type { OptionsProps } from "./types";

export function ListField({ options, search, value, onChange, onLeave, ...parts }: OptionsProps) {
  const at = options.findIndex(({ code }) => code === value);
  const name = options[at]?.name ?? common.choose;
  const choose = (index: number) => {
    onChange(options[index]?.code ?? "");
    onLeave?.();
  };
  return (
    <Field {...parts}>
      {search}
      <Picker
        mode="selector"
        id={parts.id}
        range={options.map((option) => option.name)}
        value={Math.max(at, 0)}
        onChange={(event) => choose(Number(event.detail.value))}
        {...{ "aria-label": `${spoken(parts)}，${name}`, "aria-role": "button" }}
      >
        <View className={at < 0 ? "input list empty" : "input list"}>{name}</View>
      </Picker>
    </Field>
  );
}
