import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import Koa from "koa";
import { policyFor } from "./page-policy.ts";
import { staticFiles } from "./static-files.ts";

const dir = mkdtempSync(join(tmpdir(), "h5-"));
const inline = "window.shell = 1;";
const page = `<!doctype html><style>p{margin:0}</style><script>${inline}</script><script src="/js/app.0123abcd.js"></script><p>${"页面".repeat(600)}`;
const script = `console.log("${"x".repeat(3_000)}");`;
let server: Server;

before(async () => {
  mkdirSync(join(dir, "js"));
  writeFileSync(join(dir, "index.html"), page);
  writeFileSync(join(dir, "js/app.0123abcd.js"), script);
  writeFileSync(join(dir, ".built-from"), "secret");
  server = createServer(new Koa().use(staticFiles(dir)).callback());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
after(() => {
  server.close();
  rmSync(dir, { recursive: true });
});

// fetch would unpack by itself and hide what came over the wire.
function get(path: string, headers: Record<string, string> = {}, method = "GET") {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; headers: IncomingHttpHeaders; bytes: Buffer }>((resolve, reject) => {
    const sent = httpRequest({ port, host: "127.0.0.1", path, method, headers }, async (reply) => {
      const chunks: Buffer[] = [];
      for await (const chunk of reply) chunks.push(chunk);
      resolve({ status: reply.statusCode ?? 0, headers: reply.headers, bytes: Buffer.concat(chunks) });
    });
    sent.on("error", reject).end();
  });
}

test("a file with a digest in its name is kept for a year, a page is asked for each time", async () => {
  assert.match((await get("/js/app.0123abcd.js")).headers["cache-control"]!, /immutable/);
  assert.equal((await get("/index.html")).headers["cache-control"], "no-cache");
});

test("what the browser has is not sent again", async () => {
  const { headers } = await get("/index.html");
  const again = await get("/index.html", { "if-none-match": headers.etag! });
  assert.deepEqual([again.status, again.bytes.length], [304, 0]);
});

for (const [encoding, unpack] of [
  ["br", brotliDecompressSync],
  ["gzip", gunzipSync],
] as const)
  test(`it is sent packed by ${encoding} to who takes that`, async () => {
    const { headers, bytes } = await get("/js/app.0123abcd.js", { "accept-encoding": encoding });
    assert.equal(headers["content-encoding"], encoding);
    assert.match(headers.vary!, /Accept-Encoding/);
    assert.ok(bytes.length < 1_000);
    assert.equal(unpack(bytes).toString(), script);
  });

test("any page address gives the page, so that a link into the middle works", async () => {
  for (const path of ["/", "/pages/case/index?id=1", "/pages/apply"]) {
    const { status, headers, bytes } = await get(path, { accept: "text/html" });
    assert.equal(status, 200);
    assert.match(headers["content-type"]!, /^text\/html; charset=utf-8/);
    assert.equal(bytes.toString(), page);
  }
});

for (const path of [
  "/js/gone.0123abcd.js",
  "/.built-from",
  "/../settings.ts",
  "/%2e%2e/package.json",
  "/api/x",
  "/exchange",
])
  test(`${path} is not there`, async () => {
    assert.equal((await get(path, { accept: "text/html,*/*" })).status, 404);
  });

test("nothing is written", async () => {
  assert.equal((await get("/index.html", {}, "POST")).status, 404);
});

test("the page's own script and style are allowed by their hashes, and nothing else inline", () => {
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = policyFor(page);
  assert.ok(policy.includes(`script-src 'self' ${hash(inline)};`));
  assert.ok(policy.includes(`style-src 'self' ${hash("p{margin:0}")};`));
  assert.equal(policy.includes("unsafe"), false);
});

test("styles that the framework puts in are allowed by the hashes that the page names", () => {
  const named = `sha256-${"A".repeat(43)}=`;
  assert.ok(
    policyFor(`<meta name="style-hashes" content="${named} 'unsafe-inline'">`).includes(
      `style-src 'self' '${named}';`,
    ),
  );
});
