import { type CaseSummary, stateNamed, type TimelineEntry } from "shared-types";
import { unseal } from "../crypto/sealed.ts";
import type { CaseDoc, Feedback } from "./model.ts";
import { fileUrl } from "./present.ts";

/** What has happened to a case, the latest last: our part, then every feedback in the order of its date. */
export function timelineOf(of: CaseDoc, summary: CaseSummary): TimelineEntry[] {
  const feedbacks = [...of.feedbacks].sort(
    (a, b) => compare(a.date, b.date) || compare(a.receivedAt.toISOString(), b.receivedAt.toISOString()),
  );
  return [...ours(of, summary), ...feedbacks.map((feedback) => entryOf(of, feedback))];
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function ours(of: CaseDoc, { delivery, regionName, submittedAt }: CaseSummary): TimelineEntry[] {
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
  return [sent, { at: delivery.since, title, words: delivery.words }];
}

function entryOf(of: CaseDoc, feedback: Feedback): TimelineEntry {
  const body = JSON.parse(unseal(feedback.body, { id: of._id, path: `feedbacks.${feedback.key}` })) as Body;
  const text = (name: string) => (typeof body[name] === "string" ? (body[name] as string) : "");
  const { title, words } = headline(of, feedback);
  const reason = text("checkResult") || text("cancelFailReason");
  const parcel = { company: text("expressComp"), number: text("wayBill") };
  const files = feedback.files.map((digest, at) => ({ name: fileName(at), url: fileUrl(of, digest) }));
  return {
    ...{ at: isoOf(feedback.date) ?? feedback.receivedAt.toISOString(), title, words },
    ...(reason && { reason }),
    ...(text("checkOrg") && { office: text("checkOrg") }),
    ...(text("checkName") && { handler: text("checkName") }),
    ...(text("examinationPlan") && { examinationPlan: text("examinationPlan") }),
    ...(parcel.number && { parcel }),
    ...(files.length > 0 && { files }),
  };
}

type Body = Readonly<Record<string, unknown>>;

const fileName = (at: number) => (at === 0 ? "电子证照或凭证" : `电子证照或凭证（${at + 1}）`);

function headline(of: CaseDoc, { state, ipc }: Feedback): { title: string; words: string } {
  if (state !== null) {
    const { name, words } = stateNamed(of.business, state);
    return { title: name, words };
  }
  if (ipc === "QX1002") return { title: "撤回未成功", words: "办理机构没有同意撤回，申请继续办理。" };
  return { title: "办理机构反馈", words: "办理机构对这件申请有新的反馈。" };
}

/** YYYYMMDDhhmmss in Shanghai → ISO; null when it is no date. */
export function isoOf(date: string): string | null {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(date) ?? [];
  const [year, month, day, hour, minute, second] = parts;
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
