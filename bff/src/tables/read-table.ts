import { AppError } from "../errors.ts";
import { threadLine } from "../thread-line.ts";

/** Bytes of a file that is taken. */
export const mostTableBytes = 2 * 1024 * 1024;

const line = threadLine<Uint8Array, string[][]>("table-worker", import.meta.url, {
  timeoutMs: 20_000,
  memoryMb: 384,
});

/** The cells of an .xlsx or .csv, row by row. Throws AppError `badTable`; a file made to harm costs a thread at most. */
export async function readTable(bytes: Buffer): Promise<string[][]> {
  if (bytes.length === 0)
    throw new AppError("badTable", { message: "这个文件是空的，请下载模板填写后再导入。" });
  // The old .xls and a protected .xlsx begin like this.
  if (bytes.subarray(0, 4).equals(Buffer.from("d0cf11e0", "hex")))
    throw new AppError("badTable", {
      message: "这是旧版 .xls 或加了密码的表格，请另存为不加密码的 .xlsx 再导入。",
    });
  if (bytes[0] !== 0x50 && bytes.includes(0))
    throw new AppError("badTable", { message: "这不是表格文件，请选择 .xlsx 或 .csv。" });
  try {
    return await line.run(bytes);
  } catch (cause) {
    throw new AppError("badTable", { cause });
  }
}
