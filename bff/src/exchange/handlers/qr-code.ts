import { valuesOf } from "shared-types/body.ts";
import { answerOf } from "../return-codes.ts";
import type { DirectHandler } from "./handler.ts";

/** CX1002 (A.2.2): the picture of the 交通二维码 for a voucher. */
export const qrCode: DirectHandler = {
  kind: "direct",
  open: false,
  async handle({ peer, body }, { deps }) {
    const { values } = valuesOf("CX1002", body);
    const { recordType = "", checkCertifyNo = "", areaCode = "", applyDate = "", businessSn = "" } = values;
    const content = { type: recordType, number: checkCertifyNo, region: areaCode, applyDate, businessSn };
    const made = await deps.qrCode(content, peer.region);
    if ("code" in made) return made;
    return { ...answerOf("done"), body: { CX1002: { base64Binary: made.toString("base64") } } };
  },
};
