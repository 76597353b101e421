import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

export type Outcome = { readonly code: string } | { readonly failed: "failed" | "away" };

/**
 * The last page of a sign-in for the mini-program, shown in its web-view. The code goes to the mini-program that shows
 * the page and to nobody else; opened anywhere else the page does nothing. WeChat's own script stands in the page, so
 * that it needs no foreign host and the policy of scripts stays closed.
 */
export function handOverPage(outcome: Outcome): string {
  const code = "code" in outcome ? outcome.code : "";
  const words = "code" in outcome ? inside.code : inside[outcome.failed];
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>body{font:20px/1.6 sans-serif;max-width:36rem;margin:2rem auto;padding:0 1.25rem;color:#1c2430}button{font:inherit;min-height:60px;width:100%;border:0;border-radius:8px;background:#0b5cad;color:#fff}[hidden]{display:none}</style>
<main>
<h1>${title}</h1>
<p id="words" role="status" aria-live="polite">${outside}</p>
<button id="back" type="button" hidden>回到小程序</button>
</main>
<script>
const wx = ((module) => {
${sdk()}
return module.exports;
})({ exports: {} });
const words = document.getElementById("words");
const button = document.getElementById("back");
const code = "${code}";
const back = () => {
  if (code) wx.miniProgram.redirectTo({ url: "/pages/sign-in/index?handOver=" + code });
  else wx.miniProgram.navigateBack();
};
wx.miniProgram.getEnv(({ miniprogram }) => {
  if (!miniprogram) return;
  words.textContent = "${words}";
  button.hidden = false;
  button.addEventListener("click", back);
  if (code) back();
});
</script>
</html>
`;
}

const title = "统一身份认证";
const outside =
  "这个页面只能在“道路运输便民服务”小程序里使用。在这里没有登录，也没有留下任何内容，可以关闭。";
const inside = {
  code: "身份已核验，正在回到小程序。没有自动回去时，请点下面的按钮。",
  failed: "刚才没有登录成功。请回到小程序再试一次，您填写的内容不会丢失。",
  away: "统一身份认证暂时连不上。请回到小程序，稍后再试，您填写的内容不会丢失。",
};

let read = "";

/** WeChat's official JS-SDK as its package has it: a CommonJS file, read once. */
function sdk(): string {
  read ||= readFileSync(createRequire(import.meta.url).resolve("weixin-js-sdk"), "utf8");
  return read;
}
