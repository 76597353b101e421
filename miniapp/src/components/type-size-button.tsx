import { Button } from "../controls";
import { change, type TypeSize, useSettings } from "../settings";
import { common } from "../texts/common";

const next: Record<TypeSize, TypeSize> = { usual: "large", large: "largest", largest: "usual" };

/** 长辈版: usual → large → largest → usual. */
export function TypeSizeButton() {
  const { type } = useSettings();
  return (
    // Who says to the screen what stands on the button must be understood: its words begin the label.
    <Button
      className="type-size"
      label={`${common.type[type]}：${common.typeLabel[type]}`}
      onPress={() => change({ type: next[type] })}
    >
      {common.type[type]}
    </Button>
  );
}
