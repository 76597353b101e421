import { pickPhoto } from "../platform/pick-photo.weapp";
import { Button } from "./button";
import type { PhotoButtonProps } from "./photo-button-props";

export function PhotoButton({ from, label, kind, onPick, children }: PhotoButtonProps) {
  const pick = async () => {
    const photo = await pickPhoto(from);
    if (photo) onPick(photo);
  };
  return (
    <Button kind={kind} label={label} onPress={pick}>
      {children}
    </Button>
  );
}
