import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Context, Middleware } from "koa";
import { policyFor } from "./page-policy.ts";

interface Asset {
  readonly bytes: Buffer;
  readonly type: string;
  readonly etag: string;
  readonly immutable: boolean;
  /** Made at the first request that asks for it. */
  readonly packed: Map<"br" | "gzip", Promise<Buffer>>;
}

const compressible = /^\.(html|js|css|json|svg|txt|map|webmanifest|ttf|wasm)$/;

/** The built H5 page: read once at the start, served from memory; any other page address gives `index.html`. */
export function staticFiles(dir: string): Middleware {
  const assets = readAssets(dir);
  const index = assets.get("/index.html");
  const policy = index === undefined ? "" : policyFor(index.bytes.toString("utf8"));
  return async (ctx, next) => {
    if (ctx.method !== "GET" && ctx.method !== "HEAD") return next();
    const asset = assets.get(ctx.path) ?? (isPage(ctx) ? index : undefined);
    if (asset === undefined) return next();
    // A script that is started as a worker lives under the policy that comes with it.
    ctx.set("Content-Security-Policy", policy);
    ctx.set("Cache-Control", asset.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    ctx.set("ETag", asset.etag);
    ctx.vary("Accept-Encoding");
    ctx.status = 200;
    ctx.type = asset.type;
    if (ctx.fresh) ctx.status = 304;
    else await send(ctx, asset);
  };
}

/** An address without a file's extension, asked for by a browser that wants to show it. */
function isPage(ctx: Context): boolean {
  const ours = ctx.path.startsWith("/api/") || ctx.path === "/exchange" || ctx.path === "/health";
  return !ours && !/[.%]/.test(ctx.path) && Boolean(ctx.accepts("html"));
}

async function send(ctx: Context, asset: Asset): Promise<void> {
  const encoding =
    asset.bytes.length < 1_024 || !compressible.test(asset.type) ? false : ctx.acceptsEncodings("br", "gzip");
  if (encoding !== "br" && encoding !== "gzip") {
    ctx.body = asset.bytes;
    return;
  }
  if (!asset.packed.has(encoding)) asset.packed.set(encoding, pack[encoding](asset.bytes));
  ctx.set("Content-Encoding", encoding);
  ctx.body = await asset.packed.get(encoding);
}

const pack = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
};

function readAssets(dir: string): Map<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith(".")) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    assets.set(`/${relative(dir, file).split(sep).join("/")}`, {
      bytes,
      type: extname(entry.name),
      etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`,
      // The bundler puts a digest of the content into the names of what never changes.
      immutable: /[.-][0-9a-f]{8,}\./.test(entry.name),
      packed: new Map(),
    });
  }
  return assets;
}
