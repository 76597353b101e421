// Workbooks for tests, as a spreadsheet program writes them.
import writeExcelFile from "write-excel-file/node";

export type Cell = string | number | null;

/** An .xlsx of one sheet; null leaves a cell empty. */
export const workbook = (rows: readonly (readonly Cell[])[]): Promise<Buffer> =>
  writeExcelFile(
    rows.map((row) =>
      row.map((value) => (value === null ? null : { value, type: value.constructor as never })),
    ),
  ).toBuffer();
