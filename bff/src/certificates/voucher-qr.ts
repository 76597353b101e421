import type { CaseDoc, Feedback, Sealed } from "../cases/model.ts";
import { seal, unseal } from "../crypto/sealed.ts";
import { cases } from "../exchange/collections.ts";
import { maxTimeMS } from "../store/connection.ts";
import { type QrContent, qrCodeOf } from "./qr-code.ts";

interface Voucher {
  readonly of: Pick<CaseDoc, "_id" | "place" | "region" | "businessSn">;
  readonly feedback: Pick<Feedback, "key" | "qr">;
  readonly body: Readonly<Record<string, unknown>>;
  readonly element: string;
}

/** 二维码业务类型代码 (B.9) of a voucher's element. */
export const qrTypes: Readonly<Record<string, string>> = { checkCertifyFile: "1", certifyFile: "2" };

/** Whether a voucher has a code at all (B.9); signs nothing. */
export function hasQr(voucher: Voucher): boolean {
  return Boolean(voucher.feedback.qr) || contentOf(voucher) !== null;
}

/** The signed code that is kept with the feedback; null while none is, or for what has none. */
export function keptQr({ of, feedback }: Pick<Voucher, "of" | "feedback">): string | null {
  return feedback.qr ? unseal(feedback.qr, placeOfQr(of._id, feedback.key)) : null;
}

/** The signed code of a voucher, made and kept where there is none yet; null for what has none. Throws when the store is away. */
export async function qrOf(voucher: Voucher): Promise<string | null> {
  const kept = keptQr(voucher);
  const content = kept === null ? contentOf(voucher) : null;
  if (content === null) return kept;
  const { of, feedback } = voucher;
  const code = qrCodeOf(content);
  const qr = seal(code, placeOfQr(of._id, feedback.key));
  await cases().updateOne(
    { _id: of._id, "feedbacks.key": feedback.key },
    { $set: { "feedbacks.$.qr": qr } },
    { maxTimeMS },
  );
  return code;
}

/** The signed code, to be kept with a feedback that has just come: signing takes long. null for what has none. */
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
