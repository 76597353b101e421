import { Type } from "@sinclair/typebox";
import type { Context } from "koa";
import { claimWindowCases } from "../cases/window-case.ts";
import { AppError } from "../errors.ts";
import { handOver } from "../identity/hand-over.ts";
import { handOverPage, type Outcome } from "../identity/hand-over-page.ts";
import { ownersOf, personKey } from "../identity/owners.ts";
import { closeSession, openSession } from "../identity/sessions.ts";
import { callbackPath, isForMiniProgram } from "../identity/unified.ts";
import { tokenOf } from "../middlewares/authenticate.ts";
import { sessionCookie, setCookie, signInCookie } from "../middlewares/cookies.ts";
import { limitRate } from "../middlewares/limit-rate.ts";
import { policyFor } from "../middlewares/page-policy.ts";
import type { Services } from "../services.ts";
import { route } from "./route.ts";
import { closed, randomId } from "./schemas.ts";

/** A path of ours and nothing that a browser could take for another host. */
const localPath = Type.String({ pattern: "^/(?![/\\\\])[^\\\\\\r\\n\\t]*$", maxLength: 500 });

export const beginSignIn = route({
  method: "GET",
  path: "/api/sign-in/unified",
  summary: "Sends the browser to the unified identity system",
  access: "public",
  query: closed({
    returnTo: Type.Optional(localPath),
    fresh: Type.Optional(Type.Literal("1")),
    /** Asked for by the mini-program's web-view: its run's own secret, with which the outcome is handed over. */
    miniProgram: Type.Optional(randomId),
  }),
  answer: null,
  statuses: [302, 200],
  async act({ query, ctx, services }) {
    const { returnTo = "/", miniProgram = null } = query;
    if (services.unified === null || (miniProgram !== null && services.wechat === null))
      throw new AppError("notFound");
    // Many people share an address behind a mobile network; this only bounds what a flood can store.
    await limitRate(`sign-in:${ctx.ip}`, 3_000, 600, services.now());
    const ourUrl = ourUrlFor(ctx, services);
    try {
      // A WeChat account becomes somebody's by this: not because a browser was left signed in.
      const fresh = query.fresh === "1" || miniProgram !== null;
      const wish = { returnTo, fresh, miniProgram };
      const { url, cookie } = await services.unified.begin(wish, ourUrl, services.now());
      setCookie(ctx, services.publicUrl, signInCookie(services.publicUrl), cookie);
      ctx.redirect(url);
    } catch (error) {
      backWithout(ctx, error, services, miniProgram !== null);
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
  statuses: [302, 200],
  async act({ ctx, services }) {
    const { unified, publicUrl } = services;
    if (unified === null) throw new AppError("notFound");
    const begun = ctx.cookies.get(signInCookie(publicUrl));
    setCookie(ctx, publicUrl, signInCookie(publicUrl), "");
    const now = services.now();
    const url = new URL(ctx.url, ourUrlFor(ctx, services));
    try {
      const { identity, returnTo, miniProgram, signedInAt } = await unified.finish(url, begun, now);
      const who = await ownersOf(identity, now);
      const { idType, idCard } = identity.person;
      await claimWindowCases(personKey(idType, idCard), who.actorId);
      if (miniProgram !== null)
        return show(ctx, { code: await handOver({ ...who, signedInAt }, miniProgram, now) });
      // A new session at every sign-in: what somebody else may know of the old one is worth nothing.
      const old = tokenOf(ctx, publicUrl);
      if (old !== undefined) await closeSession(old);
      setCookie(ctx, publicUrl, sessionCookie(publicUrl), await openSession(who, now, signedInAt));
      ctx.redirect(returnTo);
    } catch (error) {
      backWithout(ctx, error, services, isForMiniProgram(url));
    }
  },
});

/** A browser that navigates shows no JSON: it goes home, where the page says what happened. A web-view has no home. */
function backWithout(ctx: Context, error: unknown, { log }: Services, miniProgram: boolean): void {
  if (!(error instanceof AppError)) throw error;
  log.warn({ code: error.code, reason: String(error.cause ?? "") }, "sign-in failed");
  const failed = error.code === "signInAway" ? "away" : "failed";
  if (miniProgram) show(ctx, { failed });
  else ctx.redirect(`/?signIn=${failed}`);
}

/** The page that leads back into the mini-program. */
function show(ctx: Context, outcome: Outcome): void {
  const page = handOverPage(outcome);
  ctx.set("Content-Security-Policy", policyFor(page));
  ctx.status = 200;
  ctx.type = "html";
  ctx.body = page;
}

/** Without an address of its own a local portal is opened as 127.0.0.1 or as localhost, and cookies tell them apart. */
function ourUrlFor(ctx: Context, { settings, publicUrl }: Services): string {
  const local = ctx.hostname === "localhost" || ctx.hostname === "127.0.0.1";
  return settings.publicUrl === null && local ? `http://${ctx.host}` : publicUrl;
}
