import { Text, View } from "@tarojs/components";
import type { ReactNode } from "react";
import { common } from "../texts/common";
import type { FieldProps } from "./types";
import "./field.scss";

type Parts = Pick<FieldProps, "id" | "label" | "required" | "aid" | "help" | "error">;

/** Label, help and error round one control; the control says its label itself (`aria-label`). */
export function Field({ id, label, required, aid, help, error, children }: Parts & { children: ReactNode }) {
  return (
    <View className={error ? "field wrong" : "field"} id={`${id}-field`}>
      <View className="field-label">
        <Text>{label}</Text>
        {!required && !aid && <Text className="field-optional">{common.optional}</Text>}
      </View>
      {help && <View className="field-help">{help}</View>}
      {error && (
        <View className="field-error" id={`${id}-error`} {...{ "aria-role": "alert" }}>
          {error}
        </View>
      )}
      {children}
    </View>
  );
}

/** The same round several controls; WeChat has no fieldset. */
export function FieldGroup(props: Parts & { children: ReactNode }) {
  return <Field {...props} />;
}
