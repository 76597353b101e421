import type { Delivery, DeliveryStatus } from "shared-types";
import type { CaseDoc, Outgoing } from "./model.ts";

/**
 * What a person is told about the way of his application, in one place. Nothing here may say more than we know: only
 * the province's own answer or feedback lets us say that it has it.
 */
export const deliveryWords: Readonly<Record<DeliveryStatus, (province: string) => string>> = {
  sending: (province) => `您的申请已安全保存，正在送往${province}运政系统，送达后这里会显示。`,
  waiting: (province) =>
    `您的申请已安全保存，但还没有送达${province}运政系统。系统会自动继续发送，您不用重新提交，也不用守着。`,
  unconfirmed: (province) =>
    `您的申请已安全保存并已发出，还没有收到${province}运政系统的确认。系统会自动核对，您不用重新提交。`,
  checking: (province) =>
    `您的申请已安全保存，工作人员正在与${province}核对是否收到，有结果会显示在这里，您不用重新提交。`,
  refused: (province) =>
    `${province}运政系统没有接收这份申请。这不是审核结果，工作人员已看到原因并会处理，处理结果会显示在这里。`,
  cancelled: () => "申请在送出之前已按您的要求撤回，没有送往任何机构。",
  delivered: (province) => `${province}运政系统已收到您的申请。`,
};

/** The way of the application itself (the first message of the case). */
export function deliveryOf(of: CaseDoc, province: string, now: Date): Delivery {
  const status = statusOf(of, now);
  const first = of.outbox[0];
  // While it is not there, what counts is since when the person has been waiting.
  const settled = status === "delivered" || status === "cancelled" || status === "refused";
  const since = settled && first !== undefined ? first.at : of.createdAt;
  return { status, words: deliveryWords[status](province), since: since.toISOString() };
}

function statusOf(of: CaseDoc, now: Date): DeliveryStatus {
  const first = of.outbox[0];
  // A window case came from the province, so the province has it.
  if (first === undefined) return "delivered";
  return statusOfEntry(first, of.createdAt, now);
}

/** Where a message is that was queued at `since`. */
export function statusOfEntry(entry: Outgoing, since: Date, now: Date): DeliveryStatus {
  return statuses[entry.st](entry, now.getTime() - since.getTime());
}

/** Longer than this nobody would call it "on its way", whatever it waits for. */
const soon = 60_000;

const onItsWay = ({ unsure, tries }: Outgoing, age: number): DeliveryStatus =>
  unsure ? "unconfirmed" : tries > 1 || age > soon ? "waiting" : "sending";

const statuses: Readonly<Record<Outgoing["st"], (entry: Outgoing, age: number) => DeliveryStatus>> = {
  READY: onItsWay,
  SENDING: onItsWay,
  WAIT: ({ unsure }) => (unsure ? "unconfirmed" : "waiting"),
  HELD: () => "checking",
  REFUSED: () => "refused",
  CANCELLED: () => "cancelled",
  DONE: () => "delivered",
};
