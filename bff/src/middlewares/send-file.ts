import type { Context } from "koa";

const kinds: readonly (readonly [start: Buffer, type: string, extension: string])[] = [
  [Buffer.from("ffd8", "hex"), "image/jpeg", "jpg"],
  [Buffer.from("89504e47", "hex"), "image/png", "png"],
  [Buffer.from("%PDF-"), "application/pdf", "pdf"],
  [Buffer.from("PK\u0003\u0004"), "application/ofd", "ofd"],
];

/** Somebody's own file: under a name of ours, never as a page, never kept by a cache. */
export function sendFile(ctx: Context, bytes: Buffer, name?: string): void {
  const [, type, extension] = kinds.find(([start]) => bytes.subarray(0, start.length).equals(start)) ?? [];
  const better = name === undefined ? "" : `; filename*=UTF-8''${encodeURIComponent(name)}`;
  ctx.set("Content-Disposition", `attachment; filename="file.${extension ?? "bin"}"${better}`);
  ctx.set("Content-Security-Policy", "default-src 'none'; sandbox");
  ctx.type = type ?? "application/octet-stream";
  ctx.body = bytes;
}
