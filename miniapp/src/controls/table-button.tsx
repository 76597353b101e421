import { pickTable } from "../platform/pick-table.weapp";
import { Button } from "./button";
import type { TableButtonProps } from "./table-button-props";

/** WeChat gives files out of a chat: one sends the table to oneself first. */
export function TableButton({ label, onPick, children }: TableButtonProps) {
  const pick = async () => {
    const file = await pickTable();
    if (file) onPick(file);
  };
  return (
    <Button label={label} onPress={() => void pick()}>
      {children}
    </Button>
  );
}
