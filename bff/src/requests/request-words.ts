import type { Delivery, DeliveryStatus, FollowUp } from "shared-types";
import { statusOfEntry } from "../cases/delivery-words.ts";
import type { CaseRequest, Outgoing } from "../cases/model.ts";

/** What people call a request. */
export const nouns: Readonly<Record<FollowUp, string>> = {
  QX1001: "撤回申请",
  HT1001: "退回申请",
  HS1001: "信息核实申请",
  CX1004: "重新生成凭证的申请",
  PJ1001: "评价",
  PJ1003: "投诉",
};

/** Nothing here may say more than we know (see cases/delivery-words.ts). */
const words: Readonly<Record<DeliveryStatus, (noun: string, province: string) => string>> = {
  sending: (noun, province) => `您的${noun}已安全保存，正在送往${province}运政系统。`,
  waiting: (noun, province) =>
    `您的${noun}已安全保存，但还没有送达${province}运政系统。系统会自动继续发送，您不用重新提交。`,
  unconfirmed: (noun, province) =>
    `您的${noun}已安全保存并已发出，还没有收到${province}运政系统的确认，系统会自动核对。`,
  checking: (noun, province) =>
    `您的${noun}已安全保存，工作人员正在与${province}核对是否收到，有结果会显示在这里。`,
  refused: (noun, province) =>
    `${province}运政系统没有接收您的${noun}。工作人员已看到原因并会处理，处理结果会显示在这里。`,
  cancelled: () => "申请还没有送出就已按您的要求撤回，没有送往任何机构。",
  delivered: (noun, province) => `${province}运政系统已收到您的${noun}。`,
};

/** Where a request is on its way to the province. */
export function deliveryOfRequest(
  { request, at }: CaseRequest,
  message: Outgoing,
  province: string,
  now: Date,
): Delivery {
  const status = statusOfEntry(message, at, now);
  const settled = status === "delivered" || status === "refused";
  return {
    status,
    words: words[status](nouns[request], province),
    since: (settled ? message.at : at).toISOString(),
  };
}
