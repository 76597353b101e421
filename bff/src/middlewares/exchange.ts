import type { Middleware } from "koa";
import { AppError } from "../errors.ts";
import { ByteGate } from "../exchange/byte-gate.ts";
import { headerOf } from "../exchange/header.ts";
import { refusal, refusalAnswer } from "../exchange/refusal.ts";
import { answerOf } from "../exchange/return-codes.ts";
import type { Services } from "../services.ts";
import { readRaw } from "./read-raw.ts";

const most = 32 * 1024 * 1024;

/** POST /exchange: the one address that provinces send to. What they get back is always an envelope, never our error form. */
export function exchangeRoute({ exchange, log }: Services): Middleware {
  // All messages that are being read share this much memory.
  const gate = new ByteGate(8 * most);
  return async (ctx, next) => {
    if (ctx.path !== "/exchange") return next();
    if (ctx.method !== "POST") throw new AppError("methodNotAllowed");
    const leave = await gate.enter(Math.min(Number(ctx.get("Content-Length")) || most, most));
    try {
      const answer = await exchange.receive(await readRaw(ctx, most), ctx.ip);
      ctx.status = answer.status;
      ctx.set({ ...answer.headers });
      ctx.body = answer.body;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log.warn({ code: error.code, ip: ctx.ip }, "a message could not be read");
      const words = answerOf("wrong", error.code === "tooLarge" ? "报文超过32MiB" : "报文不完整");
      if (!ctx.req.complete) ctx.set("Connection", "close");
      ctx.status = error.code === "tooLarge" ? 413 : 400;
      ctx.type = "application/json; charset=utf-8";
      ctx.body = refusalAnswer(refusal(ctx.status as 413 | 400, headerOf({}), words));
    } finally {
      leave();
    }
  };
}
