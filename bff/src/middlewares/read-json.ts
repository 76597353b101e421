import type { Context } from "koa";
import { AppError } from "../errors.ts";
import { parseStrictly } from "../exchange/strict-json.ts";
import { readRaw } from "./read-raw.ts";

const limit = 512 * 1024;

/** The JSON of a request: UTF-8, at most 512 KiB, no duplicate or dangerous keys, not too deep. Throws AppError. */
export async function readJson(ctx: Context): Promise<unknown> {
  if (!ctx.is("application/json") || ctx.get("Content-Encoding") !== "")
    throw new AppError("unsupportedMedia");
  const bytes = await readRaw(ctx, limit);
  try {
    return parseStrictly(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError("badRequest", { cause });
  }
}
