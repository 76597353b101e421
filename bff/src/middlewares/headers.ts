import type { Middleware } from "koa";

const common = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
};

/** For everything that is not a page: nothing in it may be run or framed, and nobody keeps a copy. */
const data = {
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cache-Control": "no-store",
};

/** Headers of every answer; pages replace the policy and the caching with their own. */
export function secureHeaders(publicUrl: string): Middleware {
  const tls: Record<string, string> = publicUrl.startsWith("https:")
    ? { "Strict-Transport-Security": "max-age=31536000" }
    : {};
  const headers = { ...common, ...data, ...tls };
  return async (ctx, next) => {
    ctx.set(headers);
    await next();
  };
}
