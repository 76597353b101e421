import { type Answers, cellName, type FormItem } from "shared-types";
import { Box, Button, Heading } from "../controls";
import { rowTexts } from "../texts/rows";
import { rowInWords } from "./answer-words";
import { FieldOf } from "./field";
import { fieldId } from "./step";

interface RowCardProps {
  item: FormItem;
  index: number;
  last: boolean;
  /** No further row can be added. */
  full: boolean;
  open: boolean;
  values: Answers;
  errorOf(name: string): string | undefined;
  onChange(column: string, value: string): void;
  onLeave(name: string): void;
  onOpen(wanted: boolean): void;
  onCopy(): void;
  onMove(by: number): void;
  onRemove(): void;
}

/** One row of a list: in words with what can be done with it, or as fields. A row with a fault shows its fields. */
export function RowCard(props: RowCardProps) {
  const { item, index, last, full, open, values, errorOf, onChange, onLeave, onOpen } = props;
  const columns = item.columns ?? [];
  const name = (column: string) => cellName(item.name, index, column);
  const wrong = columns.some((column) => errorOf(name(column.name)));
  const number = index + 1;
  const acts: readonly (readonly [words: string, act: () => void, offered: boolean])[] = [
    [rowTexts.edit, () => onOpen(true), !open && !wrong],
    [rowTexts.copy, props.onCopy, !full],
    [rowTexts.up, () => props.onMove(-1), index > 0],
    [rowTexts.down, () => props.onMove(1), !last],
    [rowTexts.remove, props.onRemove, true],
  ];
  return (
    <Box className={wrong ? "card row-card wrong" : "card row-card"}>
      <Heading level={3} className="card-title" id={fieldId(name("row"))}>
        {rowTexts.title(number)}
      </Heading>
      {open || wrong ? (
        columns.map((column) => (
          <FieldOf
            key={column.name}
            id={fieldId(name(column.name))}
            item={column}
            value={values[column.name] ?? ""}
            error={errorOf(name(column.name))}
            onChange={(value) => onChange(column.name, value)}
            onLeave={() => onLeave(name(column.name))}
          />
        ))
      ) : (
        <Box as="p" className="row-words">
          {rowInWords(item, values) || rowTexts.empty}
        </Box>
      )}
      {open && !wrong && <Button onPress={() => onOpen(false)}>{rowTexts.done}</Button>}
      <Box className="row-acts">
        {acts.map(
          ([words, act, offered]) =>
            offered && (
              <Button key={words} kind="plain" label={rowTexts.labelOf(words, number)} onPress={act}>
                {words}
              </Button>
            ),
        )}
      </Box>
    </Box>
  );
}
