import { createHash } from "node:crypto";

/**
 * The content security policy of a page: scripts and styles from us only, and those that stand in the page itself by
 * their hashes, read from the built file, so that the policy follows the build. The styles that the framework puts in
 * while it runs are named by the page: `<meta name="style-hashes" content="sha256-… sha256-…">`.
 */
export function policyFor(html: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes(html, "script")}`,
    `style-src 'self' ${hashes(html, "style")} ${named(html)}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
    .map((rule) => rule.trim().replace(/ +/g, " "))
    .join("; ");
}

function named(html: string): string {
  const content = /<meta name="style-hashes" content="([^"]*)"/.exec(html)?.[1] ?? "";
  return (content.match(/sha256-[\w+/]{43}=/g) ?? []).map((hash) => `'${hash}'`).join(" ");
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
