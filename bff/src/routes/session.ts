import { Type } from "@sinclair/typebox";
import type { ProfileAnswer, SessionAnswer } from "shared-types";
import { maskName, maskNumber } from "../identity/mask.ts";
import { profileOf } from "../identity/owners.ts";
import { closeSession } from "../identity/sessions.ts";
import { tokenOf } from "../middlewares/authenticate.ts";
import { sessionCookie, setCookie } from "../middlewares/cookies.ts";
import { route } from "./route.ts";
import { closed, nothing, of, text } from "./schemas.ts";

/** Who is signed in, masked; null: nobody. */
export const shownUser = Type.Union([
  Type.Null(),
  closed({
    name: text,
    idCard: text,
    kind: Type.Union([Type.Literal("person"), Type.Literal("firm")]),
  }),
]);

export async function userOf(who: { ownerId: string; actorId: string }) {
  const { kind, name, idCard, firmName, creditCode } = await profileOf(who);
  return kind === "firm"
    ? { kind, name: firmName, idCard: maskNumber(creditCode) }
    : { kind, name: maskName(name), idCard: maskNumber(idCard) };
}

export const getSession = route({
  method: "GET",
  path: "/api/session",
  summary: "Who is signed in (masked), and how one can sign in",
  access: "public",
  answer: of<SessionAnswer>(
    closed({
      user: shownUser,
      signIn: closed({ ways: Type.Array(closed({ id: text, name: text })), miniProgram: Type.Boolean() }),
    }),
  ),
  async act({ session, services }) {
    const ways = services.unified === null ? [] : [{ id: "unified", name: "统一身份认证" }];
    const signIn = { ways, miniProgram: services.unified !== null && services.wechat !== null };
    return { user: session && (await userOf(session)), signIn };
  },
});

export const getProfile = route({
  method: "GET",
  path: "/api/profile",
  summary: "What is known about the signed-in person, to start a form with",
  access: "person",
  answer: of<ProfileAnswer>(
    Type.Partial(
      closed({
        name: text,
        idCard: text,
        idType: text,
        phone: text,
        sex: text,
        firmName: text,
        creditCode: text,
        applicant: text,
      }),
      { additionalProperties: false },
    ),
  ),
  async act({ session }) {
    const { kind, ...own } = await profileOf(session);
    const facts = { ...own, applicant: own.firmName || own.name };
    return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ""));
  },
});

export const signOut = route({
  method: "POST",
  path: "/api/sign-out",
  summary:
    "Ends the session on the server; with `everything` the browser empties what it keeps of us (a kiosk)",
  access: "public",
  query: closed({ everything: Type.Optional(Type.Literal("1")) }),
  answer: nothing,
  async act({ query, ctx, services }) {
    const token = tokenOf(ctx, services.publicUrl);
    if (token !== undefined) await closeSession(token);
    setCookie(ctx, services.publicUrl, sessionCookie(services.publicUrl), "");
    if (query.everything) ctx.set("Clear-Site-Data", '"cache", "cookies", "storage"');
    return {};
  },
});
