import { useState } from "react";
import { type Answers, cellName, type FormItem, rowsOf, withRows } from "shared-types";
import { Note } from "../components/note";
import { Box, Button, Heading } from "../controls";
import { focusOn } from "../platform/focus";
import { rowTexts } from "../texts/rows";
import { ImportRows } from "./import-rows";
import { RowCard } from "./row-card";
import { copied, isEmptyRow, moved } from "./row-moves";
import { fieldId } from "./step";
import "./rows.scss";

interface RowsProps {
  /** Code of the business, to which a table can be imported; without it rows are typed only. */
  business?: string;
  item: FormItem;
  answers: Answers;
  errorOf(name: string): string | undefined;
  onAnswers(answers: Answers): void;
  onLeave(name: string): void;
}

/** A list of rows: each in one line, the one at work with the columns as fields. */
export function Rows({ business, item, answers, errorOf, onAnswers, onLeave }: RowsProps) {
  const [open, setOpen] = useState(-1);
  const [undo, setUndo] = useState<{ said: string; rows: readonly Answers[] } | null>(null);
  const rows = rowsOf(answers, item.name);
  const most = item.maxRows ?? 0;
  const row = item.row ?? "";
  const fault = errorOf(item.name);

  /** `said`: what was done, when it can be taken back. */
  const put = (next: readonly Answers[], opened: number, said = "") => {
    setUndo(said ? { said, rows } : null);
    setOpen(opened);
    onAnswers(withRows(answers, item.name, next));
  };
  const add = () => put([...rows, { [item.columns![0]!.name]: "" }], rows.length);
  const take = (added: readonly Answers[]) => {
    const kept = rows.filter((each) => !isEmptyRow(each));
    if (kept.length + added.length > most) return rowTexts.tooMany(kept.length, added.length, most);
    put([...kept, ...added], -1, rowTexts.imported(added.length));
    return "";
  };
  const shift = (index: number, by: number) => {
    put(moved(rows, index, by), -1);
    focusOn(fieldId(cellName(item.name, index + by, "row")));
  };

  return (
    <Box as="section" id={fieldId(item.name)} className="rows">
      <Heading level={2} className="subtitle">
        {item.label}
      </Heading>
      {item.help && (
        <Box as="p" className="small">
          {item.help}
        </Box>
      )}
      {business && <ImportRows business={business} list={item.name} label={item.label} onRows={take} />}
      {fault && <Note tone="bad" title={fault} />}
      {rows.length > 0 && (
        <Box as="p" className="small" live="status">
          {rowTexts.count(rows.length)}
        </Box>
      )}
      {rows.map((values, index) => (
        <RowCard
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name than its place
          key={index}
          item={item}
          index={index}
          last={index === rows.length - 1}
          full={rows.length >= most}
          open={open === index}
          values={values}
          errorOf={errorOf}
          onLeave={onLeave}
          onChange={(name, value) => {
            setUndo(null);
            const next = rows.map((each, at) => (at === index ? { ...each, [name]: value } : each));
            onAnswers(withRows(answers, item.name, next));
          }}
          onOpen={(wanted) => setOpen(wanted ? index : -1)}
          onCopy={() => put(copied(rows, index), index + 1)}
          onMove={(by) => shift(index, by)}
          onRemove={() =>
            put(
              rows.filter((_, at) => at !== index),
              -1,
              rowTexts.removed(index + 1),
            )
          }
        />
      ))}
      {undo && (
        <Note live="status" title={undo.said}>
          <Button onPress={() => put(undo.rows, -1)}>{rowTexts.undo}</Button>
        </Note>
      )}
      {rows.length < most && <Button onPress={add}>{rowTexts.add(row)}</Button>}
    </Box>
  );
}
