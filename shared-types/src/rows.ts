import type { Answers } from "./condition.ts";

/** Lists of ours lie flat in the answers, one entry a cell: `people/0/name`; so a draft stays a map of texts. */
export function cellName(list: string, row: number, column: string): string {
  return `${list}/${row}/${column}`;
}

const cellPattern = /^([A-Za-z]+)\/(0|[1-9]\d{0,4})\/([A-Za-z]+)$/;

/** `people/3/idCard` → its parts; undefined for any other name. */
export function readCellName(name: string): { list: string; row: number; column: string } | undefined {
  const [, list, row, column] = cellPattern.exec(name) ?? [];
  return list && row && column ? { list, row: Number(row), column } : undefined;
}

/** The rows of a list, gaps left by deleted rows closed. */
export function rowsOf(answers: Answers, list: string): Answers[] {
  const rows = new Map<number, Record<string, string>>();
  for (const [name, value] of Object.entries(answers)) {
    const cell = readCellName(name);
    if (cell?.list !== list) continue;
    const row = rows.get(cell.row) ?? {};
    row[cell.column] = value;
    rows.set(cell.row, row);
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
}

/** The answers with these rows in place of the list's former ones (add, copy, delete, reorder are all this). */
export function withRows(answers: Answers, list: string, rows: readonly Answers[]): Answers {
  const next: Record<string, string> = {};
  for (const [name, value] of Object.entries(answers))
    if (readCellName(name)?.list !== list) next[name] = value;
  for (const [index, row] of rows.entries())
    for (const [column, value] of Object.entries(row)) next[cellName(list, index, column)] = value;
  return next;
}
