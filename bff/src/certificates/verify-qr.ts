import type { VerificationAnswer } from "shared-types";
import { type CaseDoc, Cases } from "../cases/model.ts";
import { wholeNameOfRegion } from "../cases/region-name.ts";
import type { Config } from "../config.ts";
import { maskName } from "../identity/mask.ts";
import { bodyOfFeedback } from "../requests/make.ts";
import { maxTimeMS } from "../store/connection.ts";
import { dayOf, lastDayOf } from "./days.ts";
import { type QrContent, qrTitles, readQrCode } from "./qr-code.ts";

/** What a scanned code says, for anyone: what our signature covers, and what the province has told about it since. */
export async function verifyQr(code: string, config: Config): Promise<VerificationAnswer> {
  const content = readQrCode(code);
  if (content === null)
    return {
      genuine: false,
      words: "这个二维码不是本平台签发的，或内容已被改动，请不要采信，并向办理机构核实。",
    };
  const issuer = wholeNameOfRegion(content.region, config);
  const { holder, validUntil, told } = await knownOf(content);
  const words = told
    ? `二维码由本平台签发，内容未被改动；${issuer}办理机构已向本平台反馈同一编号的凭证。`
    : `二维码由本平台签发，内容未被改动；本平台尚未收到同一编号凭证的办理结果，请以办理机构的记录为准。`;
  const issuedOn = dayOf(content.applyDate);
  return {
    ...{ genuine: true, words, title: qrTitles[content.type] ?? "凭证", number: content.number, issuer },
    ...(issuedOn && { issuedOn }),
    ...(holder && { holder: maskName(holder) }),
    ...(validUntil && { validUntil }),
  };
}

/** From the case's feedbacks, those with this very number first. */
async function knownOf({ businessSn, number, region }: QrContent) {
  const found = await Cases.find({ businessSn }).limit(10).maxTimeMS(maxTimeMS).lean<CaseDoc[]>();
  const own = found.filter((one) => one.region.slice(0, 2) === region.slice(0, 2));
  // Content past its keeping time is gone (retention).
  const bodies = own.flatMap((one) =>
    one.feedbacks.filter(({ body }) => body !== "").map((feedback) => bodyOfFeedback(one, feedback)),
  );
  const about = bodies.filter((body) => body.checkCertifyNo === number || body.assessmentNo === number);
  const last = about.at(-1) ?? bodies.at(-1);
  return {
    told: about.length > 0,
    holder: typeof last?.applyName === "string" ? last.applyName : "",
    validUntil: lastDayOf(about.at(-1)?.expireDate),
  };
}
