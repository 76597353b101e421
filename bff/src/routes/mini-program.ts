import { Type } from "@sinclair/typebox";
import type { MiniProgramSession, MiniProgramSignIn } from "shared-types";
import { AppError } from "../errors.ts";
import { bind, bindingKey, findBinding, unbind } from "../identity/bindings.ts";
import { type Proof, takeHandOver } from "../identity/hand-over.ts";
import { closeSession, openSession } from "../identity/sessions.ts";
import { audited } from "../middlewares/audit-act.ts";
import { tokenOf } from "../middlewares/authenticate.ts";
import { limitRate } from "../middlewares/limit-rate.ts";
import { route } from "./route.ts";
import { closed, of, randomId } from "./schemas.ts";
import { shownUser, userOf } from "./session.ts";

export const signInMiniProgram = route({
  method: "POST",
  path: "/api/sign-in/mini-program",
  summary: "Opens a session for who holds this WeChat account, or binds it to whose proof is handed over",
  access: "public",
  body: of<MiniProgramSignIn>(
    closed({
      code: Type.String({ pattern: "^[\\w-]{1,128}$" }),
      handOver: Type.Optional(closed({ code: Type.String({ pattern: "^[\\w-]{43}$" }), secret: randomId })),
    }),
  ),
  answer: of<MiniProgramSession>(
    closed({
      token: Type.Union([Type.Null(), Type.String({ pattern: "^[\\w-]{43}$" })]),
      user: shownUser,
    }),
  ),
  async act({ body, ctx, services }) {
    const { wechat, publicUrl } = services;
    if (wechat === null) throw new AppError("notFound");
    const now = services.now();
    // As many as share the address of a mobile network; this bounds what a flood costs us at WeChat.
    await limitRate(`mini-program:${ctx.ip}`, 6_000, 600, now);
    // First: a code that WeChat does not take must not use up what was handed over.
    const key = bindingKey(wechat.appId, await wechat.openidOf(body.code));
    const proof =
      body.handOver === undefined ? await findBinding(key, now) : await bound(key, body.handOver, now);
    if (proof === null) return { token: null, user: null };
    const old = tokenOf(ctx, publicUrl);
    if (old !== undefined) await closeSession(old);
    // As fresh as the proof is: knowing the phone proves nothing new (S18).
    const token = await openSession(proof, now, proof.signedInAt, "wechat");
    return { token, user: await userOf(proof) };
  },
});

async function bound(
  key: string,
  { code, secret }: { code: string; secret: string },
  now: Date,
): Promise<Proof> {
  const proof = await takeHandOver(code, secret, now);
  const act = { name: "bind wechat", who: proof.actorId, on: "", body: undefined };
  await audited(act, () => bind(key, proof));
  return proof;
}

export const unbindWechat = route({
  method: "DELETE",
  path: "/api/sign-in/mini-program",
  summary: "Takes every WeChat account from the signed-in person, and ends the sessions that one opened",
  access: "person",
  answer: closed({ removed: Type.Integer({ minimum: 0 }) }),
  act: async ({ session }) => ({ removed: await unbind(session.actorId) }),
});
