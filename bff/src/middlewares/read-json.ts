import type { Context } from "koa";
import getRawBody from "raw-body";
import { AppError } from "../errors.ts";
import { parseStrictly } from "../exchange/strict-json.ts";

const limit = 512 * 1024;

/** The JSON of a request: UTF-8, at most 512 KiB, no duplicate or dangerous keys, not too deep. Throws AppError. */
export async function readJson(ctx: Context): Promise<unknown> {
  if (ctx.is("application/json") === false || ctx.get("Content-Encoding") !== "")
    throw new AppError("unsupportedMedia");
  const text = decoded(await readRaw(ctx, limit));
  try {
    return parseStrictly(text);
  } catch (cause) {
    throw new AppError("badRequest", { cause });
  }
}

/** The bytes of a request, counted while they come in. Throws `tooLarge` or, when the sender breaks off, `badRequest`. */
export async function readRaw(ctx: Context, most: number): Promise<Buffer> {
  try {
    return await getRawBody(ctx.req, { length: ctx.get("Content-Length") || undefined, limit: most });
  } catch (cause) {
    const { type } = cause as { type?: string };
    throw new AppError(type === "entity.too.large" ? "tooLarge" : "badRequest", { cause });
  }
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("badRequest", { cause });
  }
}
