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
  return (
    <button
      type="button"
      id={id}
      className={`button ${kind} ${className}`}
      aria-label={label}
      aria-disabled={busy || undefined}
      aria-pressed={pressed}
      onClick={busy ? undefined : onPress}
    >
      {children}
    </button>
  );
}
