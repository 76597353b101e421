import { readFileSync } from "node:fs";
import type { Middleware } from "koa";
import { keysInUse } from "../crypto/sealed.ts";
import { policyFor } from "../middlewares/page-policy.ts";

/** The page on which anybody verifies a proof: one file that, once saved, works without a network. */
export function proofPage(): Middleware {
  let page = "";
  return async (ctx, next) => {
    if (ctx.path !== "/verify-proof" || (ctx.method !== "GET" && ctx.method !== "HEAD")) return next();
    page ||= pageWith(keysInUse().sm2.publicKey);
    ctx.set("Content-Security-Policy", policyFor(page));
    ctx.set("Cache-Control", "no-cache");
    ctx.type = "html";
    ctx.body = page;
  };
}

// Beside this file, and beside the built server.
const verifier = () =>
  readFileSync(new URL("./verify-proof.mjs", import.meta.url), "utf8").replaceAll(/^export /gm, "");

function pageWith(key: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>核验申请凭证</title>
<style>body{font:18px/1.6 sans-serif;max-width:44rem;margin:1rem auto;padding:0 1rem}input{font:inherit;min-height:44px}.bad{color:#a30000}code{word-break:break-all}</style>
<main>
<h1>核验申请凭证</h1>
<p>请选择凭证文件（PDF 或 JSON）。文件只在本机核验，不会上传；本页保存后断网也能使用。</p>
<p><label>凭证文件 <input id="file" type="file" accept=".pdf,.json"></label></p>
<div id="result" role="status" aria-live="polite"></div>
<p>平台签名公钥：<code>${key}</code></p>
</main>
<script type="module">
${verifier()}
const result = document.getElementById("result");
const line = (text, bad) => { const p = document.createElement("p"); p.textContent = text; if (bad) p.className = "bad"; result.append(p); };
document.getElementById("file").addEventListener("change", async ({ target }) => {
  result.replaceChildren();
  const bytes = new Uint8Array(await target.files[0].arrayBuffer());
  const pdf = bytes[0] === 0x25;
  const { good, says, faults } = verifyProof(new TextDecoder(pdf ? "latin1" : "utf-8").decode(bytes), ["${key}"]);
  line(good ? "核验通过" : "核验不通过：文件被改动，或不是本平台的凭证", !good);
  for (const fault of faults) line(fault, true);
  if (good) for (const text of says) line(text);
});
</script>
</html>
`;
}
