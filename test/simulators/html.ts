// Server-rendered pages of the simulators: text is escaped unless it is Html already.
export interface Html {
  readonly html: string;
}

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
type Part = Html | string | number | null | undefined | false | readonly Part[];

function text(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (typeof part === "object") return "html" in part ? part.html : part.map(text).join("");
  return String(part).replace(/[&<>"']/g, (sign) => escapes[sign]!);
}

export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html => ({
  html: strings.reduce((all, string, index) => all + text(parts[index - 1]) + string),
});

const style = `
:root { color-scheme: light; --ink: #1c2430; --soft: #566175; --line: #d9dfe8; --blue: #0b5cad; --bad: #b3261e; --good: #1b6e3a; }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif; color: var(--ink); background: #f4f6f9 }
header { background: #fff; border-bottom: 3px solid var(--blue) } header > div, main { max-width: 1200px; margin: 0 auto; padding: 16px 20px }
h1 { font-size: 24px; margin: 0 } h2 { font-size: 18px; margin: 0 0 12px } p { margin: 4px 0 } small, .soft { color: var(--soft) }
section { background: #fff; border: 1px solid var(--line); border-radius: 8px; padding: 16px 20px; margin-bottom: 16px; overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: 14px } th { text-align: left; color: var(--soft); font-weight: 600 }
th, td { padding: 8px 10px 8px 0; border-bottom: 1px solid var(--line); vertical-align: top } tr:last-child td { border-bottom: 0 }
code { font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace; word-break: break-all } .good { color: var(--good) } .bad { color: var(--bad); font-weight: 600 }
form { display: inline } button, .button { font: inherit; font-size: 14px; min-height: 36px; padding: 4px 14px; margin: 0 6px 6px 0; border: 1px solid var(--blue); border-radius: 6px; background: #fff; color: var(--blue); cursor: pointer }
button:hover { background: #eaf2fb } button.now { background: var(--blue); color: #fff } a { color: var(--blue) }
:focus-visible { outline: 3px solid #f5a623; outline-offset: 2px } dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 20px; margin: 0 } dt { color: var(--soft) } dd { margin: 0; word-break: break-word }
img.photo { height: 90px; border: 1px solid var(--line); border-radius: 4px; margin: 0 8px 8px 0 }
.people button { display: block; width: 100%; min-height: 64px; text-align: left; font-size: 17px; padding: 10px 18px; margin: 0 0 10px } .people small { display: block; font-size: 14px }
.narrow { max-width: 520px }`;

/** A whole page. `refresh`: seconds after which the browser loads it again. */
export function page(
  title: string,
  head: Html,
  body: Html,
  options: { refresh?: number; narrow?: boolean } = {},
): string {
  return html`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">${options.refresh ? html`<meta http-equiv="refresh" content="${options.refresh}">` : ""}
<style>${{ html: style }}</style></head><body><header><div class="${options.narrow ? "narrow" : ""}"><h1>${title}</h1>${head}</div></header>
<main class="${options.narrow ? "narrow" : ""}">${body}</main></body></html>`.html;
}
