import { createHash } from "node:crypto";

/**
 * The content security policy of a page: scripts and styles from us only, and those that stand in the page itself by
 * their hashes, read from the built file, so that the policy follows the build.
 */
export function policyFor(html: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes(html, "script")}`,
    `style-src 'self' ${hashes(html, "style")}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
    .map((rule) => rule.trim())
    .join("; ");
}

function hashes(html: string, tag: "script" | "style"): string {
  const inline = new RegExp(`<${tag}(?![^>]*\\ssrc=)[^>]*>([\\s\\S]*?)</${tag}>`, "g");
  return [...html.matchAll(inline)]
    .map(
      ([, content]) =>
        `'sha256-${createHash("sha256")
          .update(content ?? "")
          .digest("base64")}'`,
    )
    .join(" ");
}
