import { parentPort } from "node:worker_threads";
import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { zipContents } from "../zip-contents.ts";

/** What all entries of a workbook may have together once they are inflated. */
const mostInflated = 64 * 1024 * 1024;

parentPort?.on("message", async (bytes: Uint8Array) => {
  try {
    parentPort?.postMessage({ done: await cellsOf(Buffer.from(bytes)) });
  } catch (error) {
    parentPort?.postMessage({ error: (error as Error).message });
  }
});

/** The first sheet of a workbook (.xlsx), or the lines of a .csv, each cell as the text that a person sees. */
async function cellsOf(bytes: Buffer): Promise<string[][]> {
  if (!bytes.subarray(0, 2).equals(Buffer.from("PK"))) return parse(textOf(bytes), csv) as string[][];
  // A bomb ends here: every entry is inflated once, with the limit.
  for (const _ of zipContents(bytes, mostInflated));
  const rows = await readSheet(bytes, { trim: true });
  return rows.map((row) => row.map((cell) => (cell === null ? "" : wordsOf(cell))));
}

const csv = { bom: true, relax_column_count: true, relax_quotes: true, trim: true } as const;

/** UTF-8, or what Excel in China writes. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

// A formula comes as the value that Excel last computed for it.
function wordsOf(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10).replace(/-/g, "");
  return String(cell);
}
