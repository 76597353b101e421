import { cases } from "../exchange/collections.ts";
import { type Answered, answerOf } from "../exchange/return-codes.ts";
import { maxTimeMS } from "../store/connection.ts";
import { type QrContent, qrCodeOf, qrPage, qrTitles } from "./qr-code.ts";
import { qrPicture } from "./qr-picture.ts";

/**
 * CX1002 (A.2.2): the PNG of a 交通二维码 that a province puts on a voucher. 0004 for a place or a case of another
 * province, 0003 for a type or a case that is not known.
 */
export async function makeQr(
  content: QrContent,
  peer: string,
  publicUrl: string,
): Promise<Buffer | Answered> {
  if (content.region.slice(0, 2) !== peer.slice(0, 2)) return answerOf("noPermission", "CX1002.areaCode");
  if (!Object.hasOwn(qrTitles, content.type)) return answerOf("noData", "CX1002.recordType");
  const found = await cases().find({ businessSn: content.businessSn }, { maxTimeMS }).limit(10).toArray();
  if (found.length === 0) return answerOf("noData", "CX1002.businessSn");
  if (!found.some((one) => one.region === peer)) return answerOf("noPermission", "CX1002.businessSn");
  return qrPicture(qrPage(qrCodeOf(content), publicUrl));
}
