// The province's page for people: what came, what was wrong with it, and buttons.
import { type Html, html, page } from "../html.ts";
import { offered } from "./actions.ts";
import { educationForm } from "./education.ts";
import type { Received } from "./entries.ts";
import { wordsOf } from "./fault.ts";
import type { Case } from "./ledger.ts";
import { wordsOfState } from "./progress.ts";
import { type Mood, moods, type Province } from "./province.ts";
import { tableOf } from "./spec.ts";
import type { Running } from "./start.ts";
import { readable } from "./times.ts";
import { windowForm } from "./window.ts";

const moodWords: Record<Mood, string> = {
  up: "正常",
  down: "停机（端口关闭）",
  hang: "收到后不应答",
  mute: "收下后断线",
  rubbish: "应答乱码",
};
const shown = 100;

export function overview({ province, delivery, setMood: _, heartbeat }: Running): string {
  const { ledger, region, name } = province;
  const cases = [...ledger.cases.values()].reverse();
  const faulty = ledger.messages.filter(({ faults }) => faults.length > 0);
  const head = html`<p class="soft">${region} · 模拟的省级运政系统 · 便民政务系统最近一次来报：${province.heardAt ? readable(province.heardAt) : "还没有"}
    · 我方心跳：${heartbeat.at ? `${readable(heartbeat.at)}（${heartbeat.result}）` : "还没有"}</p>`;
  const body = html`
<section><h2>本省系统的状态：${moodWords[province.mood]}</h2><form method="post" action="/mood">${moods.map(
    (mood) =>
      html`<button name="mood" value="${mood}" class="${mood === province.mood ? "now" : ""}">${moodWords[mood]}</button>`,
  )}</form><p class="soft">${mannersOf(province)}</p></section>
<section><h2>对方报文中的问题：${faulty.length + ledger.otherFaults.length + cases.filter(({ materials }) => materials?.ok === false).length}</h2>${faultList(province, faulty, cases)}</section>
<section><h2>办件：${ledger.cases.size}</h2>${cases.length ? caseTable(cases.slice(0, shown), delivery) : html`<p class="soft">还没有收到申请。</p>`}</section>
<section><h2>办事窗口</h2>${windowForm()}</section>
<section><h2>继续教育</h2>${educationForm()}</section>
<section><h2>收到的报文：${ledger.messages.length}</h2>${messageTable(ledger.messages.slice(-shown).reverse())}</section>`;
  return page(`${name}运政系统（模拟）`, head, body, { refresh: 5 });
}

function mannersOf({ dialect }: Province): string {
  const words = [
    dialect.sm4.mode === "cbc" ? "SM4-CBC，根元素为数组，CRC 覆盖密文，SM2 密文为 DER" : "默认报文格式",
    dialect.delay[1] > 0 && `应答需 ${dialect.delay[0] / 1000} 至 ${dialect.delay[1] / 1000} 秒`,
    dialect.outage && `每 ${dialect.outage.every} 秒停机 ${dialect.outage.lasts} 秒`,
    dialect.refusesResends && "重发的报文以 1001 重复 拒绝",
    dialect.stammers && "反馈发两次且次序颠倒",
    dialect.killsTokens && "令牌随机失效",
  ];
  return words.filter(Boolean).join("；");
}

function faultList({ ledger }: Province, faulty: readonly Received[], cases: readonly Case[]): Html {
  const rows = [
    ...faulty.flatMap(({ at, ipc, sn, serial, faults }) =>
      faults.map((fault) => ({ at, where: `${ipc} ${sn || serial}`, words: wordsOf(fault) })),
    ),
    ...ledger.otherFaults.map(({ at, where, message }) => ({ at, where, words: message })),
    ...cases.flatMap(({ sn, materials, receivedAt }) =>
      (materials?.faults ?? []).map((words) => ({ at: receivedAt, where: `CX3001 ${sn}`, words })),
    ),
  ];
  if (!rows.length) return html`<p class="good">没有发现问题。</p>`;
  const recent = rows.sort((one, other) => other.at - one.at).slice(0, shown);
  return html`<table><tr><th>时间</th><th>报文</th><th>问题</th></tr>${recent.map(
    ({ at, where, words }) =>
      html`<tr><td>${readable(at)}</td><td><code>${where}</code></td><td class="bad">${words}</td></tr>`,
  )}</table>`;
}

function caseTable(cases: readonly Case[], delivery: Running["delivery"]): Html {
  return html`<table><tr><th>流水号</th><th>业务</th><th>申请人</th><th>状态</th><th>材料</th><th>办理</th></tr>${cases.map(
    (
      found,
    ) => html`<tr><td><a href="/cases/${found.sn}"><code>${found.sn}</code></a><br><small>${readable(found.receivedAt)}</small></td>
<td>${found.business}<br><small>${businessName(found)}</small></td><td>${found.values.applyName}</td>
<td>${wordsOfState(found.business, found.state)}${waiting(found, delivery)}</td><td>${materialWords(found)}</td><td>${buttons(found)}</td></tr>`,
  )}</table>`;
}

function waiting({ feedbacks }: Case, delivery: Running["delivery"]): Html | null {
  const stuck = feedbacks.map(({ id }) => delivery.attempts.get(id)).find((attempt) => attempt !== undefined);
  return stuck ? html`<br><small class="bad">反馈未送达（第 ${stuck.tries} 次）：${stuck.why}</small>` : null;
}

export const materialWords = ({ materials }: Case): Html =>
  !materials
    ? html`<span class="soft">未取</span>`
    : materials.ok
      ? html`<span class="good">已取，齐全</span>`
      : html`<span class="bad">有误</span>`;

export const buttons = (found: Case): Html =>
  html`${offered(found).map(({ name, words }) => html`<form method="post" action="/cases/${found.sn}/${name}"><button>${words}</button></form>`)}`;

export const businessName = ({ business }: Case): string =>
  (tableOf(business)?.name ?? "").replace(/接口$/, "");

function messageTable(messages: readonly Received[]): Html {
  return html`<table><tr><th>时间</th><th>接口</th><th>流水号</th><th>办件</th><th>应答</th><th>问题</th></tr>${messages.map(
    ({
      at,
      ipc,
      serial,
      sn,
      code,
      taken,
      faults,
    }) => html`<tr><td>${readable(at)}</td><td>${ipc}</td><td><code>${serial}</code></td>
<td><code>${sn}</code></td><td>${code}${sn && !taken && faults.length === 0 ? " 重发" : ""}</td><td class="${faults.length ? "bad" : ""}">${faults.length || ""}</td></tr>`,
  )}</table>`;
}
