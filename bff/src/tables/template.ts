import type { FormItem } from "shared-types";
import writeExcelFile from "write-excel-file/node";

/** Rows that are made ready for typing: as text, so that Excel neither rounds long numbers nor drops zeros. */
const ready = 50;

/** The workbook that a person fills in and imports: the list's columns, and below the names that a column allows. */
export async function templateOf(list: FormItem): Promise<Buffer> {
  const columns = list.columns ?? [];
  const header = columns.map(({ label, required }) => ({
    value: required ? `${label}（必填）` : label,
    fontWeight: "bold" as const,
  }));
  const empty = Array.from({ length: ready }, () =>
    columns.map(() => ({ value: "", type: String, format: "@" })),
  );
  const chosen = columns.filter(({ options }) => options);
  const longest = Math.max(1, ...chosen.map(({ options }) => options!.length));
  const names = Array.from({ length: longest }, (_, row) =>
    chosen.map(({ options }) => ({ value: options![row]?.name ?? "" })),
  );
  const sheets = [
    { sheet: list.label, data: [header, ...empty], columns: columns.map(() => ({ width: 24 })) },
    ...(chosen.length
      ? [
          {
            sheet: "可以填的内容",
            data: [chosen.map(({ label }) => ({ value: label, fontWeight: "bold" as const })), ...names],
            columns: chosen.map(() => ({ width: 24 })),
          },
        ]
      : []),
  ];
  return writeExcelFile(sheets).toBuffer();
}
