import type { Context } from "koa";
import { AppError } from "../errors.ts";
import { findSession, type Session } from "../identity/sessions.ts";
import { sessionCookie } from "./cookies.ts";

/** The session of a request: by cookie in a browser, by `Authorization: Bearer` from the mini-program. */
export async function authenticate(ctx: Context, publicUrl: string, now: Date): Promise<Session | null> {
  const token = tokenOf(ctx, publicUrl);
  return token === undefined ? null : findSession(token, now);
}

export function tokenOf(ctx: Context, publicUrl: string): string | undefined {
  return bearerOf(ctx) ?? ctx.cookies.get(sessionCookie(publicUrl));
}

function bearerOf(ctx: Context): string | undefined {
  return /^Bearer ([\w-]{43})$/.exec(ctx.get("Authorization"))?.[1];
}

/**
 * A cookie is sent by foreign pages too, the header `X-Requested-With: portal` is not (it needs our consent by CORS,
 * which nobody gets), and a browser names the page's origin. With a bearer token there is nothing to ride on.
 */
export function refuseForeignSites(ctx: Context, publicUrl: string): void {
  if (bearerOf(ctx) !== undefined) return;
  const origin = ctx.get("Origin");
  const ours = origin === "" || origin === new URL(publicUrl).origin || hostOf(origin) === ctx.host;
  if (ctx.get("X-Requested-With") !== "portal" || !ours) throw new AppError("stepBack");
}

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : null);
