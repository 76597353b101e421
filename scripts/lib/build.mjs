// The three things that are built: the BFF (esbuild), the H5 page and the mini-program (Taro).
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, rmSync } from "node:fs";
import { isBuiltin } from "node:module";
import { basename, join, relative } from "node:path";
import { digestOf, filesUnder, isFresh, remember } from "./fresh.mjs";
import { bffDist, h5Dist, root, weappDist } from "./paths.mjs";
import { ticking } from "./say.mjs";

const shared = ["shared-types/src", "package-lock.json", "scripts/lib/build.mjs"];
const client = [
  "miniapp/src",
  "miniapp/config",
  "miniapp/types",
  "miniapp/package.json",
  "miniapp/babel.config.js",
];

export const targets = {
  bff: { sources: ["bff/src", ...shared], dist: bffDist, title: "Building the BFF", make: buildBff },
  h5: {
    sources: [...client, ...shared],
    dist: h5Dist,
    title: "Building the H5 page (about a minute)",
    make: () => taro("h5"),
  },
  weapp: {
    sources: [...client, ...shared],
    dist: weappDist,
    title: "Building the mini-program (about half a minute)",
    make: () => taro("weapp"),
  },
};

/** Builds the named targets, leaving out what has not changed since its last build. */
export async function build(...names) {
  for (const name of names) {
    const { sources, dist, title, make } = targets[name];
    const stamp = join(dist, ".built-from");
    const digest = digestOf(sources);
    if (isFresh(stamp, digest)) continue;
    rmSync(dist, { recursive: true, force: true });
    await ticking(title, make);
    remember(stamp, digest);
  }
}

async function buildBff() {
  const { build: bundle } = await import("esbuild");
  const entries = [];
  for (const file of filesUnder(join(root, "bff/src"))) {
    const name = relative(join(root, "bff/src"), file).replaceAll("\\", "/");
    if (name === "main.ts" || name.startsWith("cli/") || name.endsWith("-worker.ts"))
      entries.push({ in: file, out: basename(file, ".ts") });
    if (name === "store/embedded/main.ts") entries.push({ in: file, out: "store" });
  }
  await bundle({
    entryPoints: entries,
    outdir: bffDist,
    bundle: true,
    // What several commands have in common is there once.
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "linked",
    logLevel: "error",
    plugins: [someInside],
    // For bundled packages that are CommonJS.
    banner: {
      js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
    },
  });
  // Read as text: it also runs in the page on which proofs are verified.
  copyFileSync(join(root, "bff/src/proofs/verify-proof.mjs"), join(bffDist, "verify-proof.mjs"));
}

// Bundled in: our own shared-types, which is TypeScript, and packages that every start loads and that read no file of their
// own. Together they are a thousand small files, and finding them took half of a start.
const inside =
  /^(shared-types|mongoose|mongodb|bson|mingo|koa|@koa\/router|koa-compress|openid-client|@sinclair\/typebox|@fastify\/busboy|pino|sm-crypto)(\/|$)/;
// Of the packages that mongodb uses where somebody has installed them, none is.
const isInstalled = (path) =>
  isBuiltin(path) || existsSync(join(root, "node_modules", path.match(/^(@[^/]+\/)?[^/]+/)[0]));

const someInside = {
  name: "some-inside",
  setup(bundler) {
    bundler.onResolve({ filter: /^[^./]/ }, ({ path, kind, importer }) => {
      if (kind === "entry-point" || inside.test(path)) return undefined;
      return importer.includes("/node_modules/") && isInstalled(path) ? undefined : { path, external: true };
    });
  },
};

function taro(type) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(root, "node_modules/@tarojs/cli/bin/taro"), "build", "--type", type],
      {
        cwd: join(root, "miniapp"),
        env: { ...process.env, NODE_ENV: "production", TARO_CACHE: process.env.TARO_CACHE ?? "1" },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`taro build --type ${type} failed:\n${output.slice(-6000)}`)),
    );
  });
}
