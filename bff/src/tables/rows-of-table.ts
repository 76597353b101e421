import type { Answers, FormItem, TableAnswer } from "shared-types";
import { AppError } from "../errors.ts";

/** The header may stand below a title and a note, but not far. */
const headerWithin = 10;
const mostRemarks = 50;

/**
 * The rows of a person's table as rows of a list. A cell that no list allows is left empty and remarked on, with its row
 * as the table counts; everything else is for the form's own check. Throws AppError `badTable` where the columns or the
 * number of rows do not fit.
 */
export function rowsOfTable(cells: readonly (readonly string[])[], list: FormItem): TableAnswer {
  const columns = list.columns ?? [];
  const headerAt = cells.slice(0, headerWithin).findIndex((row) => columnsIn(row, columns).some(Boolean));
  const wanted = columns.filter(({ required }) => required).map(({ label }) => `“${label}”`);
  if (headerAt < 0) throw bad(`没有找到表头。第一行应当写列名，至少要有${wanted.join("、")}，请用模板填写。`);
  const header = columnsIn(cells[headerAt]!, columns);
  const absent = columns.filter((column) => column.required && !header.includes(column));
  if (absent.length > 0)
    throw bad(`表里缺少${absent.map(({ label }) => `“${label}”`).join("、")}这一列，请用模板填写。`);
  const body = cells.slice(headerAt + 1);
  const filled = body.filter((row) => row.some((cell) => cell.trim() !== ""));
  const most = list.maxRows ?? 0;
  if (filled.length > most) throw bad(`表里有 ${filled.length} 行，最多只能有 ${most} 行，请删减后再导入。`);
  if (filled.length === 0) throw bad("表头下面没有内容，请填写后再导入。");

  const remarks = unknownColumns(cells[headerAt]!, header);
  const rows: Answers[] = [];
  for (const [index, row] of body.entries()) {
    if (!row.some((cell) => cell.trim() !== "")) continue;
    const values: Record<string, string> = {};
    for (const [at, column] of header.entries()) {
      if (!column) continue;
      const { value, remark } = cellValue(row[at] ?? "", column);
      values[column.name] = value;
      if (remark) remarks.push(`第 ${headerAt + index + 2} 行：${remark}`);
    }
    rows.push(values);
  }
  return { rows, remarks: shortened(remarks) };
}

const bad = (message: string) => new AppError("badTable", { message });
const plain = (text: string) => text.replace(/[\s*＊：:]|（.*?）|\(.*?\)/g, "");

function columnsIn(row: readonly string[], columns: readonly FormItem[]): (FormItem | undefined)[] {
  return row.map((cell) => columns.find(({ label }) => plain(label) === plain(cell)));
}

function unknownColumns(row: readonly string[], header: readonly (FormItem | undefined)[]): string[] {
  const names = row.filter((cell, at) => plain(cell) !== "" && plain(cell) !== "序号" && !header[at]);
  return names.map((name) => `“${name.slice(0, 20)}”这一列用不上，没有导入。`);
}

function cellValue(
  cell: string,
  { label, options, maxLength }: FormItem,
): { value: string; remark?: string } {
  const text = cell.replace(/\s+/g, " ").trim();
  if (text === "") return { value: "" };
  if (/^[=＝]/.test(text)) return { value: "", remark: `${label}是公式，请改成文字或数字。` };
  if (/^#(REF|DIV\/0|N\/A|NAME\?|VALUE|NULL|NUM)!?/.test(text))
    return { value: "", remark: `${label}里的公式算错了（${text.slice(0, 8)}），请改正。` };
  if (options) {
    const found = options.find(({ code, name }) => name === text || code === text);
    return found
      ? { value: found.code }
      : { value: "", remark: `${label}“${text.slice(0, 20)}”不在可选的范围里，请补选。` };
  }
  // The draft keeps texts of any sense; what is far beyond the element would only be carried along.
  const most = 4 * (maxLength ?? 256);
  return text.length > most ? { value: "", remark: `${label}太长，请重新填写。` } : { value: text };
}

function shortened(remarks: readonly string[]): string[] {
  if (remarks.length <= mostRemarks) return [...remarks];
  return [...remarks.slice(0, mostRemarks), `……还有 ${remarks.length - mostRemarks} 处，请核对。`];
}
