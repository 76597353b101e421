import { Type } from "@sinclair/typebox";
import type { Context } from "koa";
import { claimWindowCases } from "../cases/window-case.ts";
import { AppError } from "../errors.ts";
import { ownersOf, personKey } from "../identity/owners.ts";
import { closeSession, openSession } from "../identity/sessions.ts";
import { callbackPath } from "../identity/unified.ts";
import { tokenOf } from "../middlewares/authenticate.ts";
import { sessionCookie, setCookie, signInCookie } from "../middlewares/cookies.ts";
import { limitRate } from "../middlewares/limit-rate.ts";
import type { Services } from "../services.ts";
import { route } from "./route.ts";
import { closed } from "./schemas.ts";

/** A path of ours and nothing that a browser could take for another host. */
const localPath = Type.String({ pattern: "^/(?![/\\\\])[^\\\\\\r\\n\\t]*$", maxLength: 500 });

export const beginSignIn = route({
  method: "GET",
  path: "/api/sign-in/unified",
  summary: "Sends the browser to the unified identity system",
  access: "public",
  query: closed({ returnTo: Type.Optional(localPath), fresh: Type.Optional(Type.Literal("1")) }),
  answer: null,
  statuses: [302],
  async act({ query, ctx, services }) {
    if (services.unified === null) throw new AppError("notFound");
    // Many people share an address behind a mobile network; this only bounds what a flood can store.
    await limitRate(`sign-in:${ctx.ip}`, 3_000, 600, services.now());
    const ourUrl = ourUrlFor(ctx, services);
    try {
      const returnTo = query.returnTo ?? "/";
      const fresh = query.fresh === "1";
      const { url, cookie } = await services.unified.begin(returnTo, ourUrl, services.now(), fresh);
      setCookie(ctx, services.publicUrl, signInCookie(services.publicUrl), cookie);
      ctx.redirect(url);
    } catch (error) {
      backWithout(ctx, error, services);
    }
  },
});

export const finishSignIn = route({
  method: "GET",
  path: callbackPath,
  summary: "Takes the browser back from the unified identity system, signed in",
  access: "public",
  // The identity system's own parameters; openid-client checks them.
  query: Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 4_000 })) as never,
  answer: null,
  statuses: [302],
  async act({ ctx, services }) {
    const { unified, publicUrl } = services;
    if (unified === null) throw new AppError("notFound");
    const begun = ctx.cookies.get(signInCookie(publicUrl));
    setCookie(ctx, publicUrl, signInCookie(publicUrl), "");
    const now = services.now();
    try {
      const { identity, returnTo, signedInAt } = await unified.finish(
        new URL(ctx.url, ourUrlFor(ctx, services)),
        begun,
        now,
      );
      const who = await ownersOf(identity, now);
      const { idType, idCard } = identity.person;
      await claimWindowCases(personKey(idType, idCard), who.actorId);
      // A new session at every sign-in: what somebody else may know of the old one is worth nothing.
      const old = tokenOf(ctx, publicUrl);
      if (old !== undefined) await closeSession(old);
      setCookie(ctx, publicUrl, sessionCookie(publicUrl), await openSession(who, now, signedInAt));
      ctx.redirect(returnTo);
    } catch (error) {
      backWithout(ctx, error, services);
    }
  },
});

/** A browser that navigates shows no JSON: it goes home, where the page says what happened. */
function backWithout(ctx: Context, error: unknown, { log }: Services): void {
  if (!(error instanceof AppError)) throw error;
  log.warn({ code: error.code, reason: String(error.cause ?? "") }, "sign-in failed");
  ctx.redirect(`/?signIn=${error.code === "signInAway" ? "away" : "failed"}`);
}

/** Without an address of its own a local portal is opened as 127.0.0.1 or as localhost, and cookies tell them apart. */
function ourUrlFor(ctx: Context, { settings, publicUrl }: Services): string {
  const local = ctx.hostname === "localhost" || ctx.hostname === "127.0.0.1";
  return settings.publicUrl === null && local ? `http://${ctx.host}` : publicUrl;
}
