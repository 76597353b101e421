import type { CaseDoc, Feedback, Sealed } from "../cases/model.ts";
import { seal, unseal } from "../crypto/sealed.ts";
import { type QrContent, qrCodeOf } from "./qr-code.ts";

interface Voucher {
  readonly of: Pick<CaseDoc, "_id" | "place" | "region" | "businessSn">;
  readonly feedback: Pick<Feedback, "key" | "qr">;
  readonly body: Readonly<Record<string, unknown>>;
  readonly element: string;
}

/** 二维码业务类型代码 (B.9) of a voucher's element. */
export const qrTypes: Readonly<Record<string, string>> = { checkCertifyFile: "1", certifyFile: "2" };

/** The signed code of a voucher; null for what has none (B.9). */
export function qrOf(voucher: Voucher): string | null {
  const { of, feedback } = voucher;
  if (feedback.qr) return unseal(feedback.qr, placeOfQr(of._id, feedback.key));
  const content = contentOf(voucher);
  return content && qrCodeOf(content);
}

/** The same, to be kept with the feedback: a list of hundreds has no time to sign. */
export function sealedQr(voucher: Voucher): Sealed | null {
  const content = contentOf(voucher);
  return content && seal(qrCodeOf(content), placeOfQr(voucher.of._id, voucher.feedback.key));
}

function contentOf({ of, body, element }: Voucher): QrContent | null {
  const type = qrTypes[element];
  const number = text(body.checkCertifyNo) || text(body.assessmentNo);
  if (type === undefined || number === "") return null;
  const region = /^\d{6}$/.test(of.place) ? of.place : of.region;
  return { type, number, region, applyDate: text(body.feedbackDate), businessSn: of.businessSn };
}

const text = (value: unknown) => (typeof value === "string" ? value : "");
/** Where the signed code of a voucher is sealed. */
export const placeOfQr = (id: string, key: string) => ({ id, path: `feedbacks.${key}.qr` });
