import { randomBytes } from "node:crypto";
import type { Middleware } from "koa";
import { AppError, errorBody } from "../errors.ts";
import type { Log } from "../log.ts";
import { isStoreFault } from "../store/connection.ts";

/**
 * The last resort: every error becomes the one form, with an id that finds it in the log. Words of foreign errors never
 * go out. A store that is away is 503, not 500: the same request may be sent again.
 */
export function presentErrors(log: Log): Middleware {
  return async (ctx, next) => {
    const id = randomBytes(6).toString("hex");
    try {
      await next();
      if (ctx.status === 404 && ctx.body == null && ctx.path.startsWith("/api/"))
        throw new AppError("notFound");
    } catch (thrown) {
      const error = appErrorOf(thrown);
      const facts = {
        id,
        method: ctx.method,
        path: ctx.path,
        code: error.code,
        fields: error.fields?.map((field) => field.name),
        cause: describe(error.cause),
      };
      if (error.status >= 500) log.error(facts, "request failed");
      else log.info(facts, "request refused");
      // What was not read of the body is not waited for.
      if (!ctx.req.complete) ctx.set("Connection", "close");
      if (error.status === 503) ctx.set("Retry-After", "5");
      ctx.status = error.status;
      ctx.body = errorBody(error, id);
    }
  };
}

function appErrorOf(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const { status } = (thrown ?? {}) as { status?: unknown };
  if (status === 405) return new AppError("methodNotAllowed", { cause: thrown });
  if (status === 400) return new AppError("badRequest", { cause: thrown });
  return new AppError(isStoreFault(thrown) ? "storeAway" : "failure", { cause: thrown });
}

/** Name, message and place: no fields of the error, they may hold what a person typed. */
function describe(cause: unknown): string | undefined {
  if (cause === undefined) return undefined;
  return cause instanceof Error ? (cause.stack ?? String(cause)) : "not an error";
}
