import { Button } from "../controls";
import { change, type TypeSize, useSettings } from "../settings";
import { common } from "../texts/common";

const next: Record<TypeSize, TypeSize> = { usual: "large", large: "largest", largest: "usual" };

/** 长辈版: usual → large → largest → usual. */
export function TypeSizeButton() {
  const { type } = useSettings();
  return (
    <Button className="type-size" label={common.typeLabel[type]} onPress={() => change({ type: next[type] })}>
      {common.type[type]}
    </Button>
  );
}
