import type { Context } from "koa";
import { AppError } from "../errors.ts";
import { findOperator } from "../operations/operators.ts";
import { limitRate } from "./limit-rate.ts";

/**
 * Name of the operator of a request, by a key that no browser sends by itself. Throws `notSignedIn`, `tooMany` for a
 * guesser, `notYours` where an auditor wants to change something.
 */
export async function authenticateOperator(ctx: Context, now: Date): Promise<string> {
  const key = ctx.get("X-Operator-Key");
  const operator = /^[\w-]{43}$/.test(key) ? await findOperator(key) : null;
  if (operator !== null) {
    if (ctx.method !== "GET" && operator.role !== "handler") throw new AppError("notYours");
    return operator.name;
  }
  await limitRate(`operator:${ctx.ip}`, 20, 60, now);
  throw new AppError("notSignedIn", { message: "需要运维人员的密钥。" });
}
