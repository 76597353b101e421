import { openFile } from "../../attachments/files.ts";
import { type FileDoc, Files } from "../../attachments/models.ts";
import { sm3Hex } from "../../crypto/provider.ts";
import { SealBroken } from "../../crypto/sealed.ts";
import { altered, type Look, type StoredFinding } from "./finding.ts";

/** Every photo, voucher and certificate: it opens at its place, and its content has the digest that it is known by. */
export async function lookAtFiles(look: Look): Promise<StoredFinding | null> {
  const all = Files.collection.find({}, { batchSize: 8 }) as unknown as AsyncIterable<FileDoc>;
  for await (const one of all) {
    look.seen += 1;
    if (!isItself(one)) return altered(`file ${one._id}`);
  }
  return null;
}

function isItself(file: FileDoc): boolean {
  try {
    return sm3Hex(openFile(file)) === file._id;
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
}
