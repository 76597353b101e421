import { parentPort } from "node:worker_threads";
import { inflateRawSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";

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
  refuseBombs(bytes);
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

/** Inflates every entry once, with a limit: what a zip says of its own sizes need not be true. */
function refuseBombs(zip: Buffer): void {
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  if (end < 0) throw new Error("no end of the zip");
  let left = mostInflated;
  let at = zip.readUInt32LE(end + 16);
  for (let entries = zip.readUInt16LE(end + 10); entries > 0; entries -= 1) {
    const start = zip.readUInt32LE(at + 42);
    const content = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    const packed = zip.subarray(content, content + zip.readUInt32LE(at + 20));
    const stored = zip.readUInt16LE(at + 10) === 0;
    left -= stored ? packed.length : inflateRawSync(packed, { maxOutputLength: Math.max(left, 1) }).length;
    if (left <= 0) throw new Error("too large once it is inflated");
    at += 46 + [28, 30, 32].reduce((sum, offset) => sum + zip.readUInt16LE(at + offset), 0);
  }
}
