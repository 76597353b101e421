import { Button as TaroButton } from "@tarojs/components";
import type { ButtonProps } from "./button-props";
import "./button.scss";

export function Button({
  kind = "second",
  id,
  className = "",
  label,
  busy,
  pressed,
  onPress,
  children,
}: ButtonProps) {
  const aria = { "aria-label": label, "aria-disabled": busy, "aria-checked": pressed };
  return (
    <TaroButton
      id={id}
      className={`button ${kind} ${className}`}
      hoverClass="pressed"
      onClick={busy ? undefined : onPress}
      {...aria}
    >
      {children}
    </TaroButton>
  );
}
