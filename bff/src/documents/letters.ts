import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

let read: Buffer | undefined;

/** The letters of our PDFs: Noto Sans Hans (OFL-1.1), with the rare characters of names (GB 18030). Read once. */
export function letters(): Buffer {
  const at = createRequire(import.meta.url).resolve("@embedpdf/fonts-sc");
  read ??= readFileSync(join(dirname(at), "../fonts/NotoSansHans-Regular.otf"));
  return read;
}
