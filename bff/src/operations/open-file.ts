import { getFile } from "../attachments/files.ts";
import { record } from "../audit/current.ts";
import { AppError } from "../errors.ts";
import { cases } from "../exchange/collections.ts";
import { maxTimeMS } from "../store/connection.ts";

/**
 * A province's file that may not be handed on, for an operator who looks into it. Written down before it is opened.
 * Throws `notFound` for any other digest, and where the file was too large to be kept.
 */
export async function openUnfitFile(who: string, digest: string): Promise<Buffer> {
  const unfit = {
    feedbacks: { $elemMatch: { files: { $elemMatch: { file: digest, unfit: { $type: "string" } } } } },
  };
  const found = await cases().findOne(unfit as never, { projection: { businessSn: 1 }, maxTimeMS });
  const bytes = found && (await getFile(digest));
  if (found === null || bytes === null)
    throw new AppError("notFound", { message: "没有这个文件，或文件太大没有保存。" });
  await record({ who, act: "open unfit file", on: found.businessSn, result: "ok", digest });
  return bytes;
}
