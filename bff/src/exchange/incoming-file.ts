import { putFile } from "../attachments/files.ts";
import { sm3Hex } from "../crypto/provider.ts";
import { judgeFile } from "../received-files/judge.ts";
import type { IncomingFile } from "./deps.ts";

/** More does not fit into one document of the store: of such a file there is only its digest. */
const mostKept = 15 * 1024 * 1024;

/** Judges and stores a file that came as the content of `element`. */
export async function fileOf(element: string, bytes: Buffer): Promise<IncomingFile> {
  const judged = await judgeFile(element, bytes);
  const file = bytes.length > mostKept ? sm3Hex(bytes) : await putFile(bytes, judged.kind);
  return { file, ...judged };
}
