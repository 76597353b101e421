// One case as the province sees it: every value, every photo, every feedback.
import { type Html, html, page } from "../html.ts";
import type { Case } from "./ledger.ts";
import { businessName, buttons, materialWords } from "./pages.ts";
import { wordsOfState } from "./progress.ts";
import { tableOf } from "./spec.ts";
import type { Running } from "./start.ts";
import { readable } from "./times.ts";

export function casePage({ province, delivery }: Running, found: Case): string {
  const labels = new Map(tableOf(found.business)!.request.map(({ name, label }) => [name, label]));
  const head = html`<p class="soft"><a href="/">全部办件</a> · ${found.business} ${businessName(found)} · ${readable(found.receivedAt)} 收到</p>`;
  const body = html`
<section><h2>${wordsOfState(found.business, found.state)}</h2>${buttons(found)}</section>
<section><h2>申请内容</h2><dl>${Object.entries(found.values).map(
    ([name, value]) =>
      html`<dt>${labels.get(name) ?? name}</dt><dd>${value} <small><code>${name}</code></small></dd>`,
  )}</dl></section>
<section><h2>附件：${found.attachments.length}</h2>${found.attachments.map(attachment)}<p>CX3001：${materialWords(found)}</p>
${(found.materials?.faults ?? []).map((words) => html`<p class="bad">${words}</p>`)}</section>
<section><h2>反馈</h2><table><tr><th>时间</th><th>接口</th><th>内容</th><th>送达</th></tr>${found.feedbacks.map(
    ({
      id,
      at,
      ipc,
      state,
      words,
    }) => html`<tr><td>${readable(at)}</td><td>${ipc}</td><td>${state} ${words}</td>
<td>${province.ledger.outbox.has(id) ? html`<span class="bad">${delivery.attempts.get(id)?.why ?? "等待"}</span>` : html`<span class="good">已送达</span>`}</td></tr>`,
  )}</table></section>`;
  return page(`办件 ${found.sn}`, head, body, { refresh: 5 });
}

const attachment = ({ imageType, file, name, bytes }: Case["attachments"][number]): Html =>
  file
    ? html`<a href="/files/${file}"><img class="photo" src="/files/${file}" alt="材料 ${imageType}，${bytes} 字节" title="材料 ${imageType}，${bytes} 字节"></a>`
    : html`<p>材料 ${imageType}：<code>${name}</code></p>`;
