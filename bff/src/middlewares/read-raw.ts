import type { Context } from "koa";
import { AppError } from "../errors.ts";

/**
 * The bytes of a request, counted while they come in. What is larger than `most` is read on to its end and thrown away
 * (a sender that is cut off never sees the answer), but not beyond four times that. Throws `tooLarge`, or `badRequest`
 * when the sender breaks off.
 */
export async function readRaw(ctx: Context, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  if (Number(ctx.get("Content-Length")) > 4 * most) throw new AppError("tooLarge");
  try {
    for await (const chunk of ctx.req.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else chunks.length = 0;
      if (size > 4 * most) break;
    }
  } catch (cause) {
    throw new AppError("badRequest", { cause });
  }
  if (size > most) throw new AppError("tooLarge");
  return Buffer.concat(chunks);
}
