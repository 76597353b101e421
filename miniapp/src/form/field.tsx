import type { FormItem } from "shared-types";
import { PlacePicker } from "../components/place-picker";
import { ChoiceField, DateField, FieldGroup, ListField, TextField } from "../controls";
import { applyTexts } from "../texts/apply";
import { FoundOptions } from "./found-options";
import { useIsKnown } from "./known";

interface FieldOfProps {
  id: string;
  item: FormItem;
  value: string;
  error?: string;
  onChange(value: string): void;
  onLeave(): void;
}

const autoComplete: Record<string, string> = { name: "name", phone: "tel" };

/** The control that a form's item asks for. */
export function FieldOf({ id, item, value, error, onChange, onLeave }: FieldOfProps) {
  const { label, required, control, options = [], from } = item;
  const isKnown = useIsKnown(from, value);
  const help = item.help ?? (isKnown ? applyTexts.fromProfile : undefined);
  const props = { id, label, required, help, error, value, onChange, onLeave };
  if (control === "choice" || control === "choices")
    return (
      <FoundOptions {...{ id, label, options }} chosen={value}>
        {(found, search) => (
          <ChoiceField {...props} options={found} search={search} many={control === "choices"} />
        )}
      </FoundOptions>
    );
  if (control === "list")
    return (
      <FoundOptions {...{ id, label, options }} chosen={value}>
        {(found, search) => <ListField {...props} options={found} search={search} />}
      </FoundOptions>
    );
  if (control === "date") return <DateField {...props} />;
  if (control === "place")
    return (
      <FieldGroup id={id} label={label} help={help} error={error} required={required}>
        <PlacePicker id={id} value={value} onChange={onChange} />
      </FieldGroup>
    );
  const inputMode = item.inputMode === "decimal" ? "numeric" : item.inputMode;
  return (
    <TextField
      {...props}
      area={control === "textarea"}
      maxLength={item.maxLength}
      inputMode={inputMode}
      autoComplete={from && autoComplete[from]}
    />
  );
}
