import type { Context } from "koa";

const overTls = (publicUrl: string) => publicUrl.startsWith("https:");

/** `__Host-` needs https; on loopback http stands in for it. */
export const sessionCookie = (publicUrl: string) => (overTls(publicUrl) ? "__Host-session" : "session");
export const signInCookie = (publicUrl: string) => (overTls(publicUrl) ? "__Host-sign-in" : "sign-in");

/** Sets a cookie that scripts and foreign sites do not see; an empty value removes it. */
export function setCookie(ctx: Context, publicUrl: string, name: string, value: string): void {
  const secure = overTls(publicUrl);
  // The connection from the balancer to us need not be TLS.
  ctx.cookies.secure = secure;
  const gone = value === "" ? { maxAge: 0, expires: new Date(0) } : {};
  ctx.cookies.set(name, value, {
    httpOnly: true,
    sameSite: "lax",
    secure,
    path: "/",
    overwrite: true,
    ...gone,
  });
}
