import { useRef, useState } from "react";
import { common } from "../texts/common";
import { type DateParts, partsOf, wireOf } from "./date";
import { FieldGroup } from "./field.h5";
import type { FieldProps } from "./types";

const names = ["year", "month", "day"] as const;

/** Three numbers to type: a date of years ago is far away in a calendar, and typing needs no mouse. */
export function DateField({ value, onChange, onLeave, ...parts }: FieldProps) {
  const [typed, setTyped] = useState<DateParts>(() => partsOf(value));
  const group = useRef<HTMLDivElement>(null);
  const shown = wireOf(typed) === value ? typed : partsOf(value);

  const change = (at: number, text: string) => {
    const next = shown.map((part, index) =>
      index === at ? text.replace(/\D/g, "") : part,
    ) as unknown as DateParts;
    setTyped(next);
    onChange(wireOf(next));
  };
  const leave = (to: EventTarget | null) => {
    if (!group.current?.contains(to as Node)) onLeave?.();
  };
  return (
    <FieldGroup {...parts}>
      <div className="date-parts" ref={group}>
        {names.map((name, at) => (
          <label key={name} className={`date-part ${name}`}>
            <input
              className="input"
              inputMode="numeric"
              autoComplete="off"
              maxLength={at === 0 ? 4 : 2}
              value={shown[at]}
              aria-invalid={parts.error ? true : undefined}
              onChange={(event) => change(at, event.target.value)}
              onBlur={(event) => leave(event.relatedTarget)}
            />
            {common[name]}
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
