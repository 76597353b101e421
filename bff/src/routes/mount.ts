import Router from "@koa/router";
import type { TSchema } from "@sinclair/typebox";
import { type TypeCheck, TypeCompiler } from "@sinclair/typebox/compiler";
import type { Context } from "koa";
import { AppError } from "../errors.ts";
import type { Session } from "../identity/sessions.ts";
import { audited, isActOnCase } from "../middlewares/audit-act.ts";
import { authenticate, refuseForeignSites } from "../middlewares/authenticate.ts";
import { authenticateOperator } from "../middlewares/authenticate-operator.ts";
import { readJson } from "../middlewares/read-json.ts";
import type { Services } from "../services.ts";
import type { AnyRoute } from "./route.ts";

/** Puts the routes on a router; each request goes authenticate → check → act → present. */
export function mount(routes: readonly AnyRoute[], services: Services): Router {
  const router = new Router({ exclusive: false });
  for (const one of routes) {
    const handle = handlerOf(one, services);
    router.register(one.path, [one.method], handle);
  }
  return router;
}

function handlerOf(route: AnyRoute, services: Services): (ctx: Context) => Promise<void> {
  const check = {
    params: compiled(route.params),
    query: compiled(route.query),
    body: compiled(route.body),
    answer: compiled(route.answer),
  };
  const counts = route.access === "person" && isActOnCase(route);
  return async (ctx) => {
    const session = await authenticate(ctx, services.publicUrl, services.now());
    const operator = route.access === "operator" ? await authenticateOperator(ctx, services.now()) : "";
    if (route.method !== "GET" && operator === "") refuseForeignSites(ctx, services.publicUrl);
    if (route.access === "person" && session === null) throw new AppError("notSignedIn");
    // A malformed id names nothing; everything else malformed is the sender's fault.
    const params = checked(check.params, ctx.params ?? {}, "notFound");
    const query = checked(check.query, { ...ctx.query }, "badRequest");
    const body =
      route.body === undefined ? undefined : checked(check.body, await readJson(ctx), "badRequest");
    ctx.status = route.statuses?.[0] ?? 200;
    const act = () =>
      route.act({ params, query, body, session: session as Session, operator, ctx, services });
    const answer =
      session !== null && counts ? await audited(actOf(route, session, params, body), act) : await act();
    if (route.answer === null) return;
    // An answer with more or less than its definition says is our fault, and could leak: it does not go out.
    if (!check.answer?.Check(answer))
      throw new Error(`${route.path}: answer ${faultOf(check.answer, answer)}`);
    ctx.body = answer;
  };
}

function actOf({ method, path }: AnyRoute, { actorId }: Session, params: object, body: unknown) {
  const { caseId } = { ...(body as { caseId?: string } | undefined), ...(params as { caseId?: string }) };
  return { name: `${method} ${path}`, who: actorId, on: caseId ?? "", body };
}

const compiled = (schema: TSchema | null | undefined) => (schema ? TypeCompiler.Compile(schema) : null);

function checked(
  check: TypeCheck<TSchema> | null,
  value: object | unknown,
  code: "notFound" | "badRequest",
): never {
  const fits = check === null ? Object.keys(value as object).length === 0 : check.Check(value);
  if (!fits) throw new AppError(code, { cause: new Error(faultOf(check, value)) });
  return value as never;
}

/** Where it does not fit, without the value: it may be personal. */
function faultOf(check: TypeCheck<TSchema> | null, value: unknown): string {
  const first = check?.Errors(value).First();
  return first === undefined ? "has unknown members" : `${first.path || "/"}: ${first.message}`;
}
