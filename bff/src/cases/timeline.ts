import { type CaseSummary, type RequestSummary, rankIn, stateNamed, type TimelineEntry } from "shared-types";
import { fileRule, lostWords, neverCame } from "../received-files/rules.ts";
import { voucherOf } from "../requests/facts.ts";
import { bodyOfFeedback } from "../requests/make.ts";
import { nouns } from "../requests/request-words.ts";
import { resultWords } from "../requests/result-words.ts";
import type { CaseDoc, Feedback } from "./model.ts";
import { fileUrl } from "./present.ts";

/** What has happened to a case, the latest last: our part, then requests and feedbacks in the order of their dates. */
export function timelineOf(
  of: CaseDoc,
  summary: CaseSummary,
  requests: readonly RequestSummary[],
): TimelineEntry[] {
  const rank = rankIn(of.business);
  // Of one second the one that decides stands last (`stateOf`), whichever arrived first.
  const feedbacks = [...of.feedbacks].sort(
    (a, b) =>
      compare(a.date, b.date) ||
      rank(a.state) - rank(b.state) ||
      compare(a.receivedAt.toISOString(), b.receivedAt.toISOString()),
  );
  const sent = requests.filter(({ delivery }) => delivery.status !== "cancelled");
  // Provinces date to the second: an answer within the second of its request still comes after it.
  const later = [...sent.map(entryOfRequest), ...feedbacks.map((feedback) => entryOf(of, feedback))];
  return [...ours(of, summary), ...later.sort((a, b) => compare(toSecond(a.at), toSecond(b.at)))];
}

function entryOfRequest({ request, submittedAt, delivery }: RequestSummary): TimelineEntry {
  return { at: submittedAt, title: `已提交${nouns[request]}`, words: delivery.words };
}

const toSecond = (iso: string) => iso.slice(0, 19);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function ours(of: CaseDoc, { delivery, regionName, submittedAt, words }: CaseSummary): TimelineEntry[] {
  if (of.origin === "window") return [];
  const sent = { at: submittedAt, title: "已提交", words: `您的申请已安全保存，流水号 ${of.businessSn}。` };
  if (delivery.status === "sending") return [sent];
  const title = {
    waiting: "尚未送达，系统继续发送",
    unconfirmed: "已发出，等待确认",
    checking: "正在核对",
    refused: "未能送达",
    cancelled: "已撤回",
    delivered: `已送达${regionName}`,
  }[delivery.status];
  // What stands above the timeline as the case's own words is not said a second time.
  return [sent, { at: delivery.since, title, words: delivery.words === words ? "" : delivery.words }];
}

function entryOf(of: CaseDoc, feedback: Feedback): TimelineEntry {
  const body = bodyOfFeedback(of, feedback);
  const text = (name: string) => (typeof body[name] === "string" ? (body[name] as string) : "");
  const { title, words, reason } = headline(of, feedback, body);
  const { files, said } = filesOf(of, feedback);
  const parcel = { company: text("expressComp"), number: text("wayBill") };
  return {
    id: feedback.key,
    ...{ at: isoOf(feedback.date) ?? feedback.receivedAt.toISOString(), title },
    words: [words, ...said].join(""),
    ...(reason && { reason }),
    ...(text("checkOrg") && { office: text("checkOrg") }),
    ...(text("checkName") && { handler: text("checkName") }),
    ...(text("examinationPlan") && { examinationPlan: text("examinationPlan") }),
    ...(parcel.number && { parcel }),
    ...(files.length > 0 && { files }),
  };
}

type Body = Readonly<Record<string, unknown>>;

/** Files to open; and what is to be said about a voucher, about its absence, and about what may not be handed on. */
function filesOf(of: CaseDoc, feedback: Feedback) {
  const { files } = feedback;
  const fit = files.filter(({ unfit }) => unfit === undefined);
  const voucher = voucherOf(feedback);
  const came = files.find(({ name }) => name === voucher);
  const here = came !== undefined && came.unfit === undefined;
  return {
    files: fit.map(({ name, file }) => ({ name: fileRule(name).noun, url: fileUrl(of, file) })),
    said: [
      ...(voucher !== null && here ? [`${fileRule(voucher).noun}在下面，可以查看和保存。`] : []),
      ...(voucher !== null && came === undefined ? [neverCame(voucher)] : []),
      ...files.flatMap((one) => (one.unfit === undefined ? [] : [lostWords(one.name, one.unfit)])),
    ],
  };
}

function headline(of: CaseDoc, feedback: Feedback, body: Body) {
  const { state } = feedback;
  const result = resultWords(feedback, body);
  const reason = result?.reason ?? (typeof body.checkResult === "string" ? body.checkResult : "");
  if (state !== null) {
    const { name, words } = stateNamed(of.business, state);
    return { title: name, words, reason };
  }
  if (result !== null) return { title: result.title, words: result.words, reason };
  return { title: "办理机构反馈", words: "办理机构对这件申请有新的反馈。", reason };
}

/** YYYYMMDDhhmmss in Shanghai → ISO; null when it is no date. */
export function isoOf(date: string): string | null {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(date) ?? [];
  const [year, month, day, hour, minute, second] = parts;
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
