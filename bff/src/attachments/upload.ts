import { Busboy, type BusboyHeaders } from "@fastify/busboy";
import type { Context } from "koa";
import { AppError } from "../errors.ts";
import { mostIn, tooLarge } from "./image-engine.ts";

/** Beyond this we do not even read on to answer politely. */
const patience = 64 * 1024 * 1024;

const photoLimit = { most: mostIn, refusal: () => new AppError("badPhoto", { message: tooLarge }) };

/**
 * The one file of a multipart form (field `file`), counted while it streams in; nothing touches the disk. What is too
 * large is read to its end and thrown away, because a browser that is cut off never shows the answer. Throws AppError.
 */
export async function readUpload(
  ctx: Context,
  { most, refusal }: { most: number; refusal: () => AppError } = photoLimit,
): Promise<Buffer> {
  if (Number(ctx.get("Content-Length")) > patience) throw refusal();
  if (ctx.is("multipart/form-data") === false) throw new AppError("unsupportedMedia");
  return new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let files = 0;
    let seen = 0;
    let large = false;
    const fail = (error: AppError) => {
      ctx.req.unpipe();
      ctx.req.resume();
      reject(error);
    };
    const malformed = (cause: unknown) => fail(new AppError("badRequest", { cause }));
    try {
      const form = new Busboy({
        headers: ctx.req.headers as BusboyHeaders,
        limits: { files: 1, fields: 0, parts: 1, fileSize: most, headerPairs: 20, fieldNameSize: 32 },
      });
      form.on("file", (name, stream) => {
        if (name !== "file") malformed(new Error("the field is not named file"));
        files += 1;
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("limit", () => {
          large = true;
          chunks.length = 0;
        });
        stream.on("error", malformed);
      });
      for (const event of ["partsLimit", "filesLimit", "fieldsLimit"] as const)
        form.on(event, () => malformed(new Error("one file only")));
      form.on("error", malformed);
      form.on("finish", () => {
        if (large) reject(refusal());
        else if (files !== 1) malformed(new Error("no file"));
        else resolve(Buffer.concat(chunks));
      });
      ctx.req.on("data", (chunk: Buffer) => {
        seen += chunk.length;
        if (seen > patience) ctx.req.destroy();
      });
      // Also where the sender broke off before anybody listened: then nothing comes any more.
      const brokenOff = () => !ctx.req.complete && reject(new AppError("badRequest"));
      ctx.req.on("close", brokenOff);
      if (ctx.req.destroyed) brokenOff();
      ctx.req.pipe(form);
    } catch (error) {
      malformed(error);
    }
  });
}
