import { type CertificateSummary, requestOf } from "shared-types";
import { maskName, maskNumber } from "../identity/mask.ts";
import { fileRule, lostWords, neverCame } from "../received-files/rules.ts";
import { dayOf, lastDayOf } from "./days.ts";
import type { Held } from "./held.ts";
import { type QrContent, qrCodeOf, qrPage, qrTitles } from "./qr-code.ts";

/** What a person sees of one that he holds. */
export function presentCertificate(held: Held): CertificateSummary {
  const { id, of, feedback, body, element, file } = held;
  const { use } = fileRule(element);
  const validUntil = lastDayOf(body.expireDate);
  const qr = qrContentOf(held);
  return {
    ...{ id, kind: use === "voucher" ? "voucher" : "certificate", title: titleOf(held) },
    number: shownNumber(numberOf(held)),
    holder: maskName(text(body.applyName)),
    issuer: text(body.checkOrg),
    issuedOn: dayOf(body.checkDate) || dayOf(feedback.date) || feedback.receivedAt.toISOString().slice(0, 10),
    ...(validUntil && { validUntil }),
    caseId: of._id,
    ...(file === undefined && { missing: neverCame(element) }),
    ...(file?.unfit !== undefined && { missing: lostWords(element, file.unfit) }),
    ...(file &&
      file.unfit === undefined && { file: { name: fileName(held), url: `/api/certificates/${id}/file` } }),
    ...(qr && { qr: { image: `/api/certificates/${id}/qr.png`, page: qrPage(signedOnce(qr), "") } }),
  };
}

/** Under which its person saves it. */
export function fileName(held: Held): string {
  return `${titleOf(held)}.${held.file?.kind === "application/ofd" ? "ofd" : "pdf"}`;
}

/** What the 交通二维码 of a voucher says; null for what has none (B.9). */
export function qrContentOf({ of, body, element }: Held): QrContent | null {
  const type = qrTypes[element];
  const number = text(body.checkCertifyNo) || text(body.assessmentNo);
  if (type === undefined || number === "") return null;
  const region = /^\d{6}$/.test(of.place) ? of.place : of.region;
  return { type, number, region, applyDate: text(body.feedbackDate), businessSn: of.businessSn };
}

const qrTypes: Readonly<Record<string, string>> = { checkCertifyFile: "1", certifyFile: "2" };

function titleOf({ of, element }: Held): string {
  const type = qrTypes[element];
  if (type !== undefined) return qrTitles[type]!;
  const business = requestOf(of.business)?.title ?? "";
  const [, paper] = papers.find(([sign]) => sign.test(business)) ?? [null, ""];
  return `${paper}电子证照`;
}

const papers: readonly (readonly [sign: RegExp, paper: string])[] = [
  [/从业资格|驾驶员/, "从业资格证"],
  [/维修/, "机动车维修经营备案"],
  [/车/, "道路运输证"],
];

const numbers = {
  voucher: ["checkCertifyNo", "assessmentNo"],
  certificate: ["certificateIdentifier", "feedbackNo", "certificateCode", "transCertificateCode"],
  picture: [],
} as const;

function numberOf({ body, element }: Held): string {
  const names: readonly string[] = numbers[fileRule(element).use];
  return names.map((name) => text(body[name])).find((value) => value !== "") ?? "";
}

/** A qualification certificate has its holder's id number. */
const shownNumber = (number: string) => (/^\d{17}[\dX]$/i.test(number) ? maskNumber(number) : number);
const text = (value: unknown) => (typeof value === "string" ? value : "");

const signed = new Map<string, string>();

/** A signature takes long: it is made once for the same content as long as this process lives. */
function signedOnce(content: QrContent): string {
  const key = JSON.stringify(content);
  const known = signed.get(key);
  if (known !== undefined) return known;
  if (signed.size >= 10_000) signed.clear();
  const code = qrCodeOf(content);
  signed.set(key, code);
  return code;
}
