import { sm3Hex } from "../crypto/provider.ts";
import { sealBytes, unsealBytes } from "../crypto/sealed.ts";
import { isDuplicate, maxTimeMS } from "../store/connection.ts";
import { type FileDoc, Files } from "./models.ts";

/** Stores a file once for each content, sealed; gives its digest (hex SM3). `kind` is its media type. */
export async function putFile(bytes: Buffer, kind: string, now = new Date()): Promise<string> {
  const digest = sm3Hex(bytes);
  // Known content is marked as wanted again, so that the sweeper leaves it alone until something refers to it.
  const known = await Files.updateOne({ _id: digest }, { $set: { at: now } });
  if (known.matchedCount === 1) return digest;
  try {
    await Files.create({
      _id: digest,
      kind,
      bytes: bytes.length,
      content: sealBytes(bytes, aadOf(digest)),
      at: now,
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
  return digest;
}

/** The content of a digest; null when there is none. */
export async function getFile(digest: string): Promise<Buffer | null> {
  const file = await Files.findById(digest).maxTimeMS(maxTimeMS).lean();
  if (file === null) return null;
  return openFile(file);
}

/** The content of a file as it is stored. Throws SealBroken. */
export function openFile({ _id, content }: Pick<FileDoc, "_id" | "content">): Buffer {
  return unsealBytes(bufferOf(content), aadOf(_id));
}

const aadOf = (digest: string) => ({ id: digest, path: "content" });

/** A lean read gives the driver's Binary. */
function bufferOf(content: Buffer | { buffer: Uint8Array }): Buffer {
  return Buffer.isBuffer(content) ? content : Buffer.from(content.buffer);
}
