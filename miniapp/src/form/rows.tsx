import { type Answers, cellName, type FormItem, rowsOf, withRows } from "shared-types";
import { Note } from "../components/note";
import { Box, Button, Heading } from "../controls";
import { applyTexts } from "../texts/apply";
import { FieldOf } from "./field";
import { fieldId } from "./step";

interface RowsProps {
  item: FormItem;
  answers: Answers;
  errorOf(name: string): string | undefined;
  onAnswers(answers: Answers): void;
  onLeave(name: string): void;
}

/** A list of rows, each a card with the columns as fields. */
export function Rows({ item, answers, errorOf, onAnswers, onLeave }: RowsProps) {
  const rows = rowsOf(answers, item.name);
  const put = (next: readonly Answers[]) => onAnswers(withRows(answers, item.name, next));
  const row = item.row ?? "";
  const fault = errorOf(item.name);
  return (
    <Box as="section" id={fieldId(item.name)}>
      <Heading level={2} className="subtitle">
        {item.label}
      </Heading>
      {item.help && (
        <Box as="p" className="small">
          {item.help}
        </Box>
      )}
      {fault && <Note tone="bad" title={fault} />}
      {rows.map((values, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name than its place
        <Box className="card" key={index}>
          <Heading level={3} className="card-title">
            {applyTexts.rowTitle(row, index + 1)}
          </Heading>
          {item.columns?.map((column) => {
            const name = cellName(item.name, index, column.name);
            const change = (value: string) =>
              put(rows.map((each, at) => (at === index ? { ...each, [column.name]: value } : each)));
            return (
              <FieldOf
                key={column.name}
                id={fieldId(name)}
                item={column}
                value={values[column.name] ?? ""}
                error={errorOf(name)}
                onChange={change}
                onLeave={() => onLeave(name)}
              />
            );
          })}
          <Button
            kind="plain"
            label={`${applyTexts.rowRemove}${applyTexts.rowTitle(row, index + 1)}`}
            onPress={() => put(rows.filter((_, at) => at !== index))}
          >
            {applyTexts.rowRemove}
          </Button>
        </Box>
      ))}
      {rows.length < (item.maxRows ?? 0) && (
        <Button onPress={() => put([...rows, { [item.columns![0]!.name]: "" }])}>
          {applyTexts.rowAdd(row)}
        </Button>
      )}
    </Box>
  );
}
