import type { Context } from "koa";
import { AppError } from "../errors.ts";
import { findOperator } from "../operations/operators.ts";
import { limitRate } from "./limit-rate.ts";

/** The operator of a request, by a key that no browser sends by itself. Throws `notSignedIn`, and `tooMany` for a guesser. */
export async function authenticateOperator(ctx: Context, now: Date): Promise<string> {
  const key = ctx.get("X-Operator-Key");
  const name = /^[\w-]{43}$/.test(key) ? await findOperator(key) : null;
  if (name !== null) return name;
  await limitRate(`operator:${ctx.ip}`, 20, 60, now);
  throw new AppError("notSignedIn", { message: "需要运维人员的密钥。" });
}
